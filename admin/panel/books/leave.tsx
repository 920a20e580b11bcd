/** Out of the house, or out of the archive again. */
import { Button, Card, CardContent, Typography } from '@mui/material'
import { useState } from 'react'
import { Confirm, useNotify, useRecordContext, useRedirect, useRefresh } from 'react-admin'
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import type { BookAtDesk } from './source.js'

type Seen = { readonly bookNo: number; readonly version: number }

const asSeen = ({ bookNo, version }: Seen) => ({ path: { bookNo }, header: { 'If-Match': `"${version}"` } })
const remove = (seen: Seen) => ask(api.DELETE('/books/{bookNo}', { params: asSeen(seen) }))
const restore = (seen: Seen) => ask(api.POST('/books/{bookNo}/restore', { params: asSeen(seen) }))

export function Leave() {
  const book = useRecordContext<BookAtDesk>()
  const [isAsking, setAsking] = useState(false)
  const removing = useCommand(remove)
  const restoring = useCommand(restore)
  const notify = useNotify()
  const redirect = useRedirect()
  const refresh = useRefresh()
  if (!book) return null

  async function goes(seen: Seen) {
    setAsking(false)
    const removed = await removing.run(seen)
    if (!removed) return refresh()
    const isDeleted = removed.data.how === 'deleted'
    notify(isDeleted ? '책을 지웠어요.' : '빌려간 기록이 있어서 지우지 않고 보관했어요.', { type: 'success' })
    redirect('list', 'books')
  }
  async function comes(seen: Seen) {
    if (await restoring.run(seen)) notify('다시 꺼냈어요. 이제 빌릴 수 있어요.', { type: 'success' })
    refresh()
  }
  if (book.standing === 'archived')
    return (
      <Box>
        <Typography sx={{ mb: 1 }}>보관한 책이에요. 빌릴 수 없고, 기록만 남아 있어요.</Typography>
        <Button variant="outlined" disabled={restoring.isRunning} onClick={() => void comes(book)}>
          다시 꺼내기
        </Button>
      </Box>
    )
  return (
    <Box>
      <Typography sx={{ mb: 1 }}>
        빌려간 적이 없는 책은 지워지고, 있는 책은 보관해요. 나가 있거나 기다리는 분이 있으면 지울 수 없어요.
      </Typography>
      <Button variant="outlined" color="error" disabled={removing.isRunning} onClick={() => setAsking(true)}>
        이 책 빼기
      </Button>
      <Confirm
        isOpen={isAsking}
        title={`${book.title} 빼기`}
        content="목록과 검색에서 사라져요. 계속할까요?"
        onConfirm={() => void goes(book)}
        onClose={() => setAsking(false)}
      />
    </Box>
  )
}

function Box({ children }: { readonly children: React.ReactNode }) {
  return (
    <Card>
      <CardContent>
        <Typography component="h2" variant="h6">
          책 빼기
        </Typography>
        {children}
      </CardContent>
    </Card>
  )
}
