/** Under a list that comes by cursor: how many there are is not known, only whether there is more. */
import { Button, Stack } from '@mui/material'
import { useListContext } from 'react-admin'

export function TurnPages() {
  const { page, setPage, hasNextPage, hasPreviousPage } = useListContext()
  if (!hasNextPage && !hasPreviousPage) return null
  return (
    <Stack direction="row" component="nav" aria-label="쪽" spacing={1} sx={{ p: 1, justifyContent: 'center' }}>
      <Button disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
        이전
      </Button>
      <Button disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
        다음
      </Button>
    </Stack>
  )
}
