/** A list of our own: its cards, what stands there when it is empty, and the way to more of it. */
import { Alert, Button, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import type { usePages } from './look.js'

type ListingProps<Item> = {
  readonly pages: ReturnType<typeof usePages<Item>>
  readonly empty: string
  readonly children: (item: Item) => ReactNode
}

export function Listing<Item>({ pages: { items, trouble, more, isLoading }, empty, children }: ListingProps<Item>) {
  return (
    <Stack spacing={2} aria-busy={isLoading}>
      {trouble && <Alert severity="error">{trouble}</Alert>}
      {items?.length === 0 && <Typography color="text.secondary">{empty}</Typography>}
      {items && items.length > 0 && (
        <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {items.map(children)}
        </Stack>
      )}
      {more && (
        <Button onClick={more} disabled={isLoading}>
          더 보기
        </Button>
      )}
    </Stack>
  )
}
