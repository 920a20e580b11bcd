/** A copy's call number and barcode: of a new one, or corrected. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import type { FormEvent } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { useCommand } from '../shell/use-command.js'
import type { BookAtDesk, CopyOfBook } from './source.js'

type Marks = { readonly callNumber: string | null; readonly barcode: string | null }
type Asked = { readonly bookNo: number; readonly copy: CopyOfBook | null; readonly marks: Marks }
type Props = { readonly book: BookAtDesk; readonly copy: CopyOfBook | null; readonly onClose: () => void }

const keep = ({ bookNo, copy, marks }: Asked, key: { 'Idempotency-Key': string }) =>
  copy === null
    ? ask(api.POST('/books/{bookNo}/copies', { params: { path: { bookNo }, header: key }, body: marks }))
    : ask(
        api.PATCH('/copies/{copyId}', {
          params: { path: { copyId: copy.copyId }, header: { 'If-Match': `"${copy.version}"` } },
          body: marks,
        }),
      )

export function CopyMarks({ book, copy, onClose }: Props) {
  const { run, isRunning } = useCommand(keep)
  const notify = useNotify()
  const refresh = useRefresh()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // what a dialog holds is no part of the form below it
    event.stopPropagation()
    const form = event.currentTarget
    const marks = { callNumber: typed(form, 'callNumber') || null, barcode: typed(form, 'barcode') || null }
    const kept = await run({ bookNo: book.bookNo, copy, marks })
    refresh()
    if (!kept) return
    notify(copy === null ? `${kept.data.copyNo}번 권을 더했어요.` : '고쳤어요.', { type: 'success' })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="copy-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="copy-title">{copy === null ? '권 더하기' : `${copy.copyNo}번 권`}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField name="callNumber" label="청구기호" defaultValue={copy?.callNumber ?? ''} autoFocus />
            <TextField
              name="barcode"
              label="바코드"
              defaultValue={copy?.barcode ?? ''}
              helperText="붙어 있는 바코드를 찍어 주세요. 비워 두면 책 번호로 라벨을 만들어요."
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>취소</Button>
          <Button type="submit" variant="contained" disabled={isRunning}>
            {copy === null ? '더하기' : '저장'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
