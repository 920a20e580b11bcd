/** 알림 문구: a line of the library's own in the messages to members, and beside it the message as KakaoTalk shows it. */
import { Alert, Box, Button, Card, CardContent, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, usePermissions } from 'react-admin'
import { api } from '../api/client.js'
import type { Role } from '../shell/auth-provider.js'
import { useLook } from '../shell/look.js'
import { ask, Problem } from '../shell/problem.js'
import { Bubble } from './bubble.js'

const kinds = ['overdue', 'dueSoon', 'holdReady'] as const
type Kind = (typeof kinds)[number]
type Lines = Readonly<Record<Kind, string>>

const names: Readonly<Record<Kind, string>> = {
  overdue: '연체 알림',
  dueSoon: '반납 예정 알림',
  holdReady: '예약 도착 알림',
}
const lineAtMost = 100

async function look() {
  const { data, version } = await ask(api.GET('/policy'))
  return { lines: data.policy.ownLines as Lines, version: version ?? '' }
}

export function Notices() {
  const { data, trouble, again } = useLook(['policy', 'lines'], look)
  if (trouble) return <Alert severity="error">{trouble}</Alert>
  if (!data) return null
  return <NoticesForm key={data.version} {...data} again={() => void again()} />
}

type FormProps = { readonly lines: Lines; readonly version: string; readonly again: () => void }

function NoticesForm({ lines, version, again }: FormProps) {
  const { permissions } = usePermissions<Role | null>()
  const notify = useNotify()
  const [typed, setTyped] = useState(lines)
  const change = Object.fromEntries(
    kinds.filter((kind) => typed[kind] !== lines[kind]).map((kind) => [kind, typed[kind]]),
  )
  const mayChange = permissions === 'manager'

  async function save() {
    try {
      await ask(api.PATCH('/policy', { params: { header: { 'If-Match': version } }, body: { ownLines: change } }))
      notify('알림 문구를 바꿨어요. 다음 알림부터 나가요.', { type: 'success' })
    } catch (error) {
      notify(error instanceof Problem ? error.message : '저장하지 못했어요. 잠시 뒤에 다시 해 주세요.', {
        type: 'error',
      })
      if (!(error instanceof Problem) || error.status !== 412) return
    }
    again()
  }
  return (
    <Stack spacing={2}>
      <Alert severity="info">
        카카오톡 채널로 나가는 알림에만 붙어요. 알림톡 문구는 카카오에서 승인받은 그대로 나가요.
        {!mayChange && ' 문구는 관리자만 바꿀 수 있어요.'}
      </Alert>
      {kinds.map((kind) => (
        <Card key={kind} component="section" aria-label={names[kind]}>
          <CardContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 320px' } }}>
            <Box>
              <Typography component="h2" variant="h6" sx={{ mb: 1 }}>
                {names[kind]}
              </Typography>
              <TextField
                label={`${names[kind]}에 덧붙이는 말`}
                value={typed[kind]}
                disabled={!mayChange}
                onChange={({ target }) => setTyped((now) => ({ ...now, [kind]: target.value }))}
                helperText={`${typed[kind].length}/${lineAtMost}자 · 예) 반납함은 정문 오른쪽에 있어요.`}
                slotProps={{ htmlInput: { maxLength: lineAtMost } }}
              />
            </Box>
            <Bubble kind={kind} line={typed[kind]} />
          </CardContent>
        </Card>
      ))}
      {mayChange && (
        <Button
          variant="contained"
          sx={{ alignSelf: 'flex-end' }}
          disabled={Object.keys(change).length === 0}
          onClick={() => void save()}
        >
          저장
        </Button>
      )}
    </Stack>
  )
}
