/** A new book, begun with its ISBN. */
import { Divider, Typography } from '@mui/material'
import { useState } from 'react'
import {
  ArrayInput,
  Create,
  SaveButton,
  SimpleForm,
  SimpleFormIterator,
  TextInput,
  Toolbar,
  useNotify,
  useRedirect,
} from 'react-admin'
import { newCommandKey } from '../shell/command-key.js'
import { BookFields } from './fields.js'
import { IsbnField } from './isbn.js'
import type { BookAtDesk } from './source.js'

const oneCopy = { copies: [{}] }

export function BookCreate() {
  const [key, setKey] = useState(newCommandKey)
  const notify = useNotify()
  const redirect = useRedirect()
  function onSuccess({ bookNo, title }: BookAtDesk) {
    setKey(newCommandKey())
    notify(`${title}을(를) ${bookNo}번으로 등록했어요.`, { type: 'success' })
    redirect('edit', 'books', bookNo)
  }
  return (
    <Create title="책 등록" mutationOptions={{ meta: { key }, onSuccess }}>
      <SimpleForm defaultValues={oneCopy} sx={{ maxWidth: 760 }} toolbar={<Register />}>
        <IsbnField />
        <BookFields />
        <Divider flexItem sx={{ my: 2 }} />
        <Typography component="h2" variant="h6">
          권
        </Typography>
        <ArrayInput source="copies" label={false}>
          <SimpleFormIterator inline disableReordering disableClear>
            <TextInput source="callNumber" label="청구기호" helperText={false} />
            <TextInput source="barcode" label="바코드" helperText={false} />
          </SimpleFormIterator>
        </ArrayInput>
      </SimpleForm>
    </Create>
  )
}

function Register() {
  return (
    <Toolbar>
      <SaveButton label="등록" />
    </Toolbar>
  )
}
