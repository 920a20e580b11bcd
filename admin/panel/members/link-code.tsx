/** A code by which the member comes to speak in the chat, shown once. */
import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { api } from '../api/client.js'
import { moment } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'

const issue = async (memberId: string, header: { 'Idempotency-Key': string }) =>
  (await ask(api.POST('/members/{memberId}/link-code', { params: { path: { memberId }, header } }))).data

export function LinkCode({ memberId }: { memberId: string }) {
  const [issued, setIssued] = useState<Awaited<ReturnType<typeof issue>> | null>(null)
  const { run, isRunning } = useCommand(issue)
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      <Button
        variant="outlined"
        disabled={isRunning}
        onClick={() => void run(memberId).then((made) => setIssued(made ?? null))}
      >
        카카오톡 연결 코드 만들기
      </Button>
      {issued && (
        <div role="status">
          <Typography sx={{ fontSize: 36, fontWeight: 700, letterSpacing: 4 }}>{issued.code}</Typography>
          <Typography>{moment(issued.expiresAt)}까지 쓸 수 있어요.</Typography>
          <Typography color="text.secondary">
            본인인지 확인하고 알려 주세요. 회원이 챗봇에 ‘연결’이라고 보낸 뒤 전화번호와 이 코드를 차례로 보내면 돼요.
          </Typography>
        </div>
      )}
    </Stack>
  )
}
