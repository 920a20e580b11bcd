/** How to reach a member: the channel, the phone number, and the chat they are linked to. */
import { Alert, Button, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { api } from '../api/client.js'
import { moment } from '../shell/formats.js'
import { ask } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { useCommand } from '../shell/use-command.js'
import { LinkCode } from './link-code.js'
import type { Member } from './source.js'

const channels: Readonly<Record<Member['channel'], string>> = {
  friend: '카카오톡 채널 친구예요.',
  'not-a-friend': '카카오톡 채널 친구가 아니에요. 전화번호로 알려요.',
  blocked: '카카오톡 채널을 차단했어요. 전화번호로 알려요.',
  unknown: '카카오톡 채널 친구인지 아직 몰라요.',
}

const changePhone = ({ memberId, phone }: { memberId: string; phone: string }) =>
  ask(api.PUT('/members/{memberId}/phone', { params: { path: { memberId } }, body: { phone } }))
const readPhone = async ({ memberId, reason }: { memberId: string; reason: string }) =>
  (await ask(api.POST('/members/{memberId}/phone-readings', { params: { path: { memberId } }, body: { reason } }))).data

export function Contact({ member, onChanged }: { member: Member; onChanged: () => void }) {
  const { memberId, guardian, consent } = member
  const [phone, setPhone] = useState<string | null>(null)
  const notify = useNotify()
  const changing = useCommand(changePhone)
  const reading = useCommand(readPhone)

  async function read(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = await reading.run({ memberId, reason: typed(event.currentTarget, 'reason') })
    if (found) setPhone(found.phone)
  }
  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    if (!(await changing.run({ memberId, phone: typed(form, 'phone') }))) return
    form.reset()
    setPhone(null)
    notify('전화번호를 바꿨어요.', { type: 'success' })
    onChanged()
  }
  return (
    <Stack spacing={2}>
      <Typography>
        {member.isLinked ? '챗봇에 연결돼 있어요.' : '챗봇에 연결돼 있지 않아요.'} {channels[member.channel]}
      </Typography>
      <Typography>
        {moment(member.joinedAt)} 가입 · 동의서 {consent.version}
      </Typography>
      {guardian && (
        <Typography>
          보호자 {guardian.name} · {guardian.maskedPhone}
          {member.guardianConsentAt && ` · ${moment(member.guardianConsentAt)} 동의`}
        </Typography>
      )}
      <LinkCode memberId={memberId} />
      <Typography component="h3" variant="h6">
        전화번호 {member.maskedPhone}
      </Typography>
      {phone !== null && (
        <Alert severity="info" role="status">
          {phone.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3')} 누가 왜 봤는지 적어 뒀어요.
        </Alert>
      )}
      <Stack
        component="form"
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        onSubmit={(event) => void read(event)}
        aria-label="전화번호 보기"
      >
        <TextField
          name="reason"
          label="보는 까닭"
          required
          slotProps={{ htmlInput: { minLength: 2, maxLength: 200 } }}
        />
        <Button type="submit" variant="outlined" disabled={reading.isRunning}>
          전화번호 모두 보기
        </Button>
      </Stack>
      <Stack
        component="form"
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        onSubmit={(event) => void change(event)}
        aria-label="전화번호 바꾸기"
      >
        <TextField name="phone" label="새 전화번호" type="tel" autoComplete="off" required />
        <Button type="submit" variant="outlined" disabled={changing.isRunning}>
          전화번호 바꾸기
        </Button>
      </Stack>
    </Stack>
  )
}
