/** 멈춘 소식: what happened and could not be told, and why; sent once more when the cause is gone. */
import { Alert, Button, Card, Stack, Typography } from '@mui/material'
import { List, useListContext, useNotify, usePermissions, useRefresh, type RaRecord } from 'react-admin'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import type { Role } from '../shell/auth-provider.js'
import { count, moment } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { TurnPages } from '../shell/turn-pages.js'
import { useCommand } from '../shell/use-command.js'

type Parked = components['schemas']['ParkedLetter'] & RaRecord

const tasks: Readonly<Record<string, string>> = {
  'stock-shelf': '책 소식을 대여에 전하기',
  'send-notice': '회원에게 알리기',
  'give-back': '카카오페이로 돌려주기',
  'update-board': '대여현황에 반영하기',
}

export function ParkedLetters() {
  return (
    <List<Parked> title="멈춘 소식" exporter={false} actions={false} empty={false} pagination={<TurnPages />}>
      <Letters />
    </List>
  )
}

type Headers = { 'Idempotency-Key': string }

const resend = ({ letterIds }: { letterIds: string[] }, header: Headers) =>
  ask(api.POST('/letters/resend', { params: { header }, body: { letterIds } }))

function Letters() {
  const { data = [], isPending } = useListContext<Parked>()
  const { permissions } = usePermissions<Role | null>()
  const { run, isRunning } = useCommand(resend)
  const notify = useNotify()
  const refresh = useRefresh()
  const maySend = permissions === 'manager'
  if (isPending) return null
  if (data.length === 0) return <Alert severity="success">멈춘 소식이 없어요.</Alert>

  async function send(letterIds: string[]) {
    const sent = await run({ letterIds })
    if (!sent) return
    notify(`${count(sent.data.resent.length)}통을 다시 보내요.`, { type: 'success' })
    refresh()
  }
  return (
    <Stack spacing={1} sx={{ p: 1 }}>
      <Typography color="text.secondary" sx={{ p: 1 }}>
        까닭이 없어졌으면 다시 보내 주세요. {!maySend && '다시 보내기는 관리자가 할 수 있어요.'}
      </Typography>
      {maySend && (
        <Button
          variant="contained"
          sx={{ alignSelf: 'flex-start' }}
          disabled={isRunning}
          onClick={() => void send(data.map(({ letterId }) => letterId))}
        >
          여기 있는 {count(data.length)}통 모두 다시 보내기
        </Button>
      )}
      <Stack component="ul" spacing={1} sx={{ p: 0, m: 0, listStyle: 'none' }}>
        {data.map(({ letterId, reaction, eventType, happenedAt, attempts, lastError }) => (
          <Card component="li" key={letterId} variant="outlined" sx={{ p: 1.5 }}>
            <Typography sx={{ fontWeight: 600 }}>{tasks[reaction] ?? reaction}</Typography>
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
              {moment(happenedAt)} · {eventType} · {count(attempts)}번 시도 · {lastError}
            </Typography>
            {maySend && (
              <Button size="small" disabled={isRunning} onClick={() => void send([letterId])}>
                다시 보내기
              </Button>
            )}
          </Card>
        ))}
      </Stack>
    </Stack>
  )
}
