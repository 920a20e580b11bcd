/** Blocking a member with a reason and an end, and notes for colleagues. */
import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import type { FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { api } from '../api/client.js'
import { day, moment } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { useCommand } from '../shell/use-command.js'
import type { Member } from './source.js'

type Props = { readonly member: Member; readonly version: string; onChanged(): void }
type Key = { 'Idempotency-Key': string }

type Blocking = { readonly memberId: string; readonly seen: string; readonly until: string; readonly reason: string }
const block = ({ memberId, seen, until, reason }: Blocking) =>
  ask(
    api.PUT('/members/{memberId}/block', {
      params: { path: { memberId }, header: { 'If-Match': seen } },
      body: { until, reason },
    }),
  )
const unblock = ({ memberId, seen }: Pick<Blocking, 'memberId' | 'seen'>) =>
  ask(api.DELETE('/members/{memberId}/block', { params: { path: { memberId }, header: { 'If-Match': seen } } }))
const addNote = ({ memberId, note }: { memberId: string; note: string }, header: Key) =>
  ask(api.POST('/members/{memberId}/notes', { params: { path: { memberId }, header }, body: { note } }))
const deleteNote = ({ memberId, noteId }: { memberId: string; noteId: string }) =>
  ask(api.DELETE('/members/{memberId}/notes/{noteId}', { params: { path: { memberId, noteId } } }))

export function BlockAndNotes({ member, version: seen, onChanged }: Props) {
  const { memberId, block: standing, notes } = member
  const notify = useNotify()
  const blocking = useCommand(block)
  const lifting = useCommand(unblock)
  const adding = useCommand(addNote)
  const deleting = useCommand(deleteNote)

  /** Also after a refusal: somebody may have been faster. */
  async function after(done: Promise<unknown>, words: string) {
    if (await done) notify(words, { type: 'success' })
    onChanged()
  }
  function sendBlock(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const asked = { memberId, seen, until: typed(form, 'until'), reason: typed(form, 'reason') }
    void after(blocking.run(asked), '이용을 막았어요.')
  }
  function sendNote(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    void after(
      adding.run({ memberId, note: typed(form, 'note') }).then((added) => {
        if (added) form.reset()
        return added
      }),
      '메모를 남겼어요.',
    )
  }
  return (
    <Stack spacing={2}>
      <Typography component="h3" variant="h6">
        이용 막기
      </Typography>
      {standing ? (
        <>
          <Alert severity="error">
            {day(standing.until)}까지 막았어요. {standing.reason} ({standing.librarianName ?? '사서'},{' '}
            {moment(standing.at)})
          </Alert>
          <Button
            variant="outlined"
            sx={{ alignSelf: 'flex-start' }}
            disabled={lifting.isRunning}
            onClick={() => void after(lifting.run({ memberId, seen }), '다시 이용할 수 있어요.')}
          >
            막기 풀기
          </Button>
        </>
      ) : (
        <Stack
          component="form"
          spacing={1}
          direction={{ xs: 'column', sm: 'row' }}
          onSubmit={sendBlock}
          aria-label="이용 막기"
        >
          <TextField name="until" type="date" label="언제까지" required slotProps={{ inputLabel: { shrink: true } }} />
          <TextField
            name="reason"
            label="까닭 (사서만 봐요)"
            required
            slotProps={{ htmlInput: { minLength: 2, maxLength: 200 } }}
            sx={{ flexGrow: 1 }}
          />
          <Button type="submit" variant="contained" color="error" disabled={blocking.isRunning}>
            막기
          </Button>
        </Stack>
      )}
      <Typography color="text.secondary" variant="body2">
        막으면 그날까지 대여, 연장, 예약을 못 해요. 회원에게는 언제까지인지만 알려 줘요.
      </Typography>
      <Typography component="h3" variant="h6">
        메모
      </Typography>
      <Stack component="form" spacing={1} onSubmit={sendNote} aria-label="메모 남기기">
        <TextField
          name="note"
          label="동료에게 남길 메모"
          multiline
          minRows={2}
          required
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        <Button type="submit" variant="outlined" sx={{ alignSelf: 'flex-start' }} disabled={adding.isRunning}>
          메모 남기기
        </Button>
      </Stack>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {notes.map(({ id, note, at, librarianName }) => (
          <Stack component="li" key={id} direction="row" sx={{ justifyContent: 'space-between', gap: 1 }}>
            <div>
              <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{note}</Typography>
              <Typography variant="body2" color="text.secondary">
                {librarianName ?? '사서'} · {moment(at)}
              </Typography>
            </div>
            <Button
              aria-label={`메모 지우기: ${note.slice(0, 20)}`}
              disabled={deleting.isRunning}
              onClick={() => void after(deleting.run({ memberId, noteId: id }), '메모를 지웠어요.')}
            >
              지우기
            </Button>
          </Stack>
        ))}
      </Stack>
    </Stack>
  )
}
