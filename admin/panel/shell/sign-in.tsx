/** The way in. */
import { Alert, Box, Button, Card, CardContent, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import { useLogin } from 'react-admin'
import { Problem } from './problem.js'
import { typed } from './typed.js'

export function SignIn() {
  const login = useLogin()
  const [said, setSaid] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setAsking(true)
    setSaid(null)
    try {
      await login({ email: typed(form, 'email'), password: typed(form, 'password') })
    } catch (error) {
      setSaid(error instanceof Problem ? error.message : '로그인하지 못했어요. 잠시 뒤에 다시 해 주세요.')
    } finally {
      setAsking(false)
    }
  }

  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Card sx={{ width: '100%', maxWidth: 400 }}>
        <CardContent sx={{ p: 3 }}>
          <Typography component="h1" variant="h5" sx={{ fontWeight: 700 }}>
            책방톡 데스크
          </Typography>
          <Typography color="text.secondary" sx={{ mt: 0.5, mb: 3 }}>
            사서 계정으로 로그인해 주세요.
          </Typography>
          <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
            <TextField name="email" label="이메일" type="email" autoComplete="username" required autoFocus />
            <TextField name="password" label="비밀번호" type="password" autoComplete="current-password" required />
            {said && (
              <Alert severity="error" role="alert">
                {said}
              </Alert>
            )}
            <Button type="submit" variant="contained" size="large" disabled={isAsking}>
              로그인
            </Button>
          </Stack>
        </CardContent>
      </Card>
    </Box>
  )
}
