/** The rows an import left out, page by page. */
import { Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { count } from '../shell/formats.js'
import { RefusedRows } from './refused-rows.js'
import { refusedRows } from './words.js'

export function RefusalPages({ importId, all }: { readonly importId: string; readonly all: number }) {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['import-refusals', importId],
    queryFn: ({ pageParam }) => refusedRows(importId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchOnMount: 'always',
  })
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card>
      <CardContent>
        <Stack spacing={1}>
          <Typography component="h2" variant="h6">
            빠진 줄 {count(all)}
          </Typography>
          <RefusedRows rows={rows} />
          {hasNextPage && <Button onClick={() => void fetchNextPage()}>더 보기</Button>}
          {!hasNextPage && rows.length < all && (
            <Typography variant="body2" color="text.secondary">
              처음 1,000줄까지만 적어 두어요.
            </Typography>
          )}
        </Stack>
      </CardContent>
    </Card>
  )
}
