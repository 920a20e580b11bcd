/** One librarian: name, role, whether the account is used, and a new password for once. */
import { Button, Divider, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import {
  BooleanInput,
  Edit,
  SelectInput,
  SimpleForm,
  TextInput,
  required,
  useNotify,
  useRecordContext,
} from 'react-admin'
import { api } from '../api/client.js'
import { ask } from '../shell/problem.js'
import { useCommand } from '../shell/use-command.js'
import { whole } from '../shell/whole.js'
import { roleChoices } from './create.js'
import type { Librarian } from './source.js'

export function LibrarianEdit() {
  return (
    <Edit queryOptions={whole} mutationOptions={whole} mutationMode="pessimistic" redirect="list" title="사서">
      <SimpleForm sx={{ maxWidth: 480 }}>
        <TextInput source="name" label="이름" validate={required()} />
        <TextInput source="email" label="이메일" disabled />
        <SelectInput source="role" label="역할" choices={roleChoices} validate={required()} />
        <BooleanInput source="isClosed" label="이 계정을 쓰지 않아요" />
        <Divider flexItem sx={{ my: 2 }} />
        <NewPassword />
      </SimpleForm>
    </Edit>
  )
}

const givePassword = ({ librarianId, password }: { librarianId: string; password: string }) =>
  ask(api.PUT('/librarians/{librarianId}/password', { params: { path: { librarianId } }, body: { password } }))

function NewPassword() {
  const librarian = useRecordContext<Librarian>()
  const notify = useNotify()
  const [password, setPassword] = useState('')
  const { run, isRunning } = useCommand(givePassword)
  if (!librarian) return null

  async function give(librarianId: string) {
    if (!(await run({ librarianId, password }))) return
    setPassword('')
    notify('새 비밀번호를 주었어요. 로그인하면 본인이 바꿔요.', { type: 'success' })
  }
  return (
    <Stack spacing={1} sx={{ width: '100%' }}>
      <Typography component="h2" variant="h6">
        비밀번호를 잊었을 때
      </Typography>
      <TextField
        label="새 비밀번호 (한 번 쓸 것)"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button variant="outlined" disabled={isRunning || password === ''} onClick={() => void give(librarian.id)}>
        새 비밀번호 주기
      </Button>
    </Stack>
  )
}
