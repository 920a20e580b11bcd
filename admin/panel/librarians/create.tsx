/** A new librarian, with a password for the first sign-in. */
import { useState } from 'react'
import { Create, PasswordInput, SelectInput, SimpleForm, TextInput, email, minLength, required } from 'react-admin'
import { newCommandKey } from '../shell/command-key.js'
import { roleNames } from './source.js'

export const roleChoices = Object.entries(roleNames).map(([id, name]) => ({ id, name }))

export function LibrarianCreate() {
  const [key] = useState(newCommandKey)
  return (
    <Create redirect="list" title="사서 등록" mutationOptions={{ meta: { key } }}>
      <SimpleForm sx={{ maxWidth: 480 }}>
        <TextInput source="name" label="이름" validate={required()} />
        <TextInput source="email" label="이메일" type="email" validate={[required(), email()]} />
        <SelectInput source="role" label="역할" choices={roleChoices} defaultValue="librarian" validate={required()} />
        <PasswordInput
          source="password"
          label="첫 비밀번호"
          helperText="처음 로그인할 때 본인이 바꿔요. 10자 이상."
          validate={[required(), minLength(10)]}
          autoComplete="new-password"
        />
      </SimpleForm>
    </Create>
  )
}
