/** Registering at the counter: the sheet is signed, the member gets a number, and a code for the chat. */
import { Alert, Button, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { Title } from 'react-admin'
import { Link } from 'react-router-dom'
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { useCommand } from '../shell/use-command.js'
import { LinkCode } from './link-code.js'

type Given = {
  readonly name: string
  readonly phone: string
  readonly guardian: { readonly name: string; readonly phone: string } | null
}

const register = async (given: Given, header: { 'Idempotency-Key': string }) =>
  (await ask(api.POST('/members', { params: { header }, body: { ...given, hasConsented: true } }))).data

export function MemberCreate() {
  const [isChild, setChild] = useState(false)
  const [made, setMade] = useState<Awaited<ReturnType<typeof register>> | null>(null)
  const { run, isRunning } = useCommand(register)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const guardian = isChild ? { name: typed(form, 'guardianName'), phone: typed(form, 'guardianPhone') } : null
    setMade((await run({ name: typed(form, 'name'), phone: typed(form, 'phone'), guardian })) ?? null)
  }
  if (made)
    return (
      <Stack spacing={2} sx={{ maxWidth: 560, mt: 2 }}>
        <Title title="회원 등록" />
        <Alert severity="success" role="status">
          {made.name} 님을 등록했어요. 회원번호는 {made.memberNumber}이에요.
        </Alert>
        <LinkCode memberId={made.memberId} />
        <Button component={Link} to={`/members/${made.memberId}/show`} variant="outlined">
          회원 보기
        </Button>
      </Stack>
    )
  return (
    <Stack component="form" spacing={2} sx={{ maxWidth: 560, mt: 2 }} onSubmit={(event) => void send(event)}>
      <Title title="회원 등록" />
      <Typography>가입 신청서에 서명을 받은 뒤 적어 주세요.</Typography>
      <TextField name="name" label="이름" autoComplete="off" required slotProps={{ htmlInput: { maxLength: 20 } }} />
      <TextField name="phone" label="휴대전화번호" type="tel" autoComplete="off" required placeholder="010-1234-5678" />
      <FormControlLabel
        control={<Checkbox checked={isChild} onChange={(_event, checked) => setChild(checked)} />}
        label="만 14세 미만이에요"
      />
      {isChild && (
        <>
          <TextField name="guardianName" label="보호자 이름" autoComplete="off" required />
          <TextField name="guardianPhone" label="보호자 휴대전화번호" type="tel" autoComplete="off" required />
        </>
      )}
      <FormControlLabel
        control={<Checkbox required />}
        label={isChild ? '보호자가 개인정보 수집에 동의했어요' : '본인이 개인정보 수집에 동의했어요'}
      />
      <Button type="submit" variant="contained" disabled={isRunning}>
        등록하기
      </Button>
    </Stack>
  )
}
