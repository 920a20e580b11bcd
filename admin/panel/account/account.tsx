/** One's own account: the password, and signing out everywhere. */
import { Alert, Button, Card, CardContent, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Title, useLogout, useNotify, useRefresh } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { api } from '../api/client.js'
import { forgetWhoIsIn, whoIsIn } from '../shell/auth-provider.js'
import { ask, Problem } from '../shell/problem.js'
import { typed } from '../shell/typed.js'

export function Account() {
  const { data: session } = useQuery({ queryKey: ['session'], queryFn: whoIsIn })
  const logout = useLogout()
  const notify = useNotify()

  async function signOutEverywhere() {
    await ask(api.DELETE('/sessions')).catch((error: unknown) => notify(String(error), { type: 'error' }))
    await logout()
  }
  return (
    <Stack spacing={2} sx={{ maxWidth: 520, mt: 2 }}>
      <Title title="내 계정" />
      {session?.mustChangePassword && (
        <Alert severity="info">받은 비밀번호는 한 번만 쓸 수 있어요. 새 비밀번호를 정해 주세요.</Alert>
      )}
      <Card>
        <CardContent>
          <Typography component="h2" variant="h6">
            {session ? `${session.librarian.name} (${session.librarian.email})` : ' '}
          </Typography>
          <OwnPassword />
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <Typography component="h2" variant="h6">
            모든 곳에서 로그아웃
          </Typography>
          <Typography color="text.secondary" sx={{ my: 1 }}>
            다른 컴퓨터나 휴대전화에 로그인해 둔 것까지 모두 끝내요.
          </Typography>
          <Button variant="outlined" color="error" onClick={() => void signOutEverywhere()}>
            모든 곳에서 로그아웃
          </Button>
        </CardContent>
      </Card>
    </Stack>
  )
}

function OwnPassword() {
  const notify = useNotify()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const [said, setSaid] = useState<string | null>(null)

  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const [current, next] = [typed(form, 'current'), typed(form, 'next')]
    if (next !== typed(form, 'again')) return setSaid('새 비밀번호 두 개가 서로 달라요.')
    try {
      await ask(api.PUT('/session/password', { body: { current, next } }))
    } catch (error) {
      return setSaid(error instanceof Problem ? error.message : '바꾸지 못했어요. 잠시 뒤에 다시 해 주세요.')
    }
    const wasForOnce = (await whoIsIn()).mustChangePassword
    forgetWhoIsIn()
    form.reset()
    setSaid(null)
    refresh()
    notify('비밀번호를 바꿨어요.', { type: 'success' })
    if (wasForOnce) void navigate('/')
  }
  return (
    <Stack component="form" spacing={2} sx={{ mt: 2 }} onSubmit={(event) => void change(event)}>
      <TextField name="current" label="지금 비밀번호" type="password" autoComplete="current-password" required />
      <TextField
        name="next"
        label="새 비밀번호"
        type="password"
        autoComplete="new-password"
        helperText="10자 이상"
        required
      />
      <TextField name="again" label="새 비밀번호 한 번 더" type="password" autoComplete="new-password" required />
      {said && (
        <Alert severity="error" role="alert">
          {said}
        </Alert>
      )}
      <Button type="submit" variant="contained">
        비밀번호 바꾸기
      </Button>
    </Stack>
  )
}
