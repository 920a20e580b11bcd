/** One book: what is said of it, its copies, and the way out of the house. */
import { Box, Card, CardContent, Stack, Typography } from '@mui/material'
import { Edit, SaveButton, SimpleForm, TextInput, Toolbar, useRecordContext } from 'react-admin'
import { whole } from '../shell/whole.js'
import { Copies } from './copies.js'
import { Cover } from './cover.js'
import { BookFields } from './fields.js'
import { Leave } from './leave.js'
import type { BookAtDesk } from './source.js'

export function BookEdit() {
  return (
    <Edit
      mutationMode="pessimistic"
      redirect={false}
      queryOptions={whole}
      mutationOptions={whole}
      component="div"
      title="책"
      sx={{ '& .RaEdit-noActions': { mt: 2 } }}
    >
      <Stack spacing={2} sx={{ maxWidth: 860 }}>
        <Head />
        <Copies />
        <Card>
          <SimpleForm toolbar={<Keep />}>
            <Typography component="h2" variant="h6" sx={{ mb: 1 }}>
              책 정보
            </Typography>
            <BookFields />
            <TextInput source="isbn13" label="ISBN" />
          </SimpleForm>
        </Card>
        <Leave />
      </Stack>
    </Edit>
  )
}

function Head() {
  const book = useRecordContext<BookAtDesk>()
  if (!book) return null
  return (
    <Card>
      <CardContent sx={{ display: 'flex', gap: 2 }}>
        <Cover book={book} height={120} />
        <Box sx={{ minWidth: 0 }}>
          <Typography component="h1" variant="h5" sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>
            {book.title}
          </Typography>
          <Typography color="text.secondary">
            {[book.author, book.publisher, book.publishedYear].filter(Boolean).join(' · ')}
          </Typography>
          <Typography sx={{ mt: 1 }}>
            {book.bookNo}번{book.waiting > 0 && ` · 기다리는 분 ${book.waiting}명`}
            {book.standing === 'archived' && ' · 보관한 책'}
          </Typography>
        </Box>
      </CardContent>
    </Card>
  )
}

function Keep() {
  return (
    <Toolbar>
      <SaveButton />
    </Toolbar>
  )
}
