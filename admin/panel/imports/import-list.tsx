/** What was taken in before, the latest first. */
import { Alert, Button, Card, CardActionArea, Chip, Stack, Typography } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { moment } from '../shell/formats.js'
import { countsSentence, imports, stateName, type Import } from './words.js'

const refreshMs = 5_000

export function ImportList() {
  const { data, isError, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['imports'],
    queryFn: ({ pageParam }) => imports(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: refreshMs,
  })
  const all = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Stack spacing={1}>
      <Typography component="h2" variant="h6">
        지금까지 가져온 목록
      </Typography>
      {isError && <Alert severity="error">목록을 불러오지 못했어요. 조금 뒤에 다시 볼게요.</Alert>}
      {data && all.length === 0 && <Typography color="text.secondary">아직 없어요.</Typography>}
      {all.map((one) => (
        <ImportCard key={one.importId} one={one} />
      ))}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>더 보기</Button>}
    </Stack>
  )
}

const colours = { running: 'info', undoing: 'info', done: 'success', stopped: 'warning', undone: 'default' } as const

function ImportCard({ one }: { readonly one: Import }) {
  return (
    <Card variant="outlined">
      <CardActionArea component={Link} to={`/imports/${one.importId}/show`} sx={{ p: 1.5 }}>
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between', alignItems: 'flex-start' }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{one.fileName}</Typography>
          <Chip size="small" label={stateName(one)} color={one.isSilent ? 'warning' : colours[one.state]} />
        </Stack>
        <Typography variant="body2">{countsSentence(one.counts)}</Typography>
        <Typography variant="body2" color="text.secondary">
          {moment(one.startedAt)} · {one.startedBy}
        </Typography>
      </CardActionArea>
    </Card>
  )
}
