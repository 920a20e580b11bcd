/** What is said of a book. */
import { Box } from '@mui/material'
import { NumberInput, TextInput, maxLength, maxValue, minValue, required } from 'react-admin'

const wide = { xs: 'span 1', sm: 'span 2' }

export function BookFields() {
  return (
    <Box
      sx={{ display: 'grid', width: '100%', gap: { xs: 0, sm: 2 }, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
    >
      <Box sx={{ gridColumn: wide }}>
        <TextInput source="title" label="제목" validate={[required(), maxLength(300)]} fullWidth />
      </Box>
      <TextInput source="author" label="저자" validate={maxLength(200)} />
      <TextInput source="publisher" label="출판사" validate={maxLength(100)} />
      <NumberInput
        source="publishedYear"
        label="출판연도"
        format={(year: number | null) => year ?? ''}
        validate={[minValue(1400), maxValue(2099)]}
      />
      <NumberInput
        source="feeWon"
        label="대여료 (원)"
        helperText="비워 두면 기본 대여료예요."
        step={100}
        validate={[minValue(0), maxValue(100_000)]}
      />
      <TextInput source="series" label="총서" validate={maxLength(200)} />
      <TextInput source="volume" label="권차" validate={maxLength(50)} />
      <TextInput source="kdc" label="분류 (KDC)" validate={maxLength(20)} />
      <TextInput source="coverUrl" label="표지 주소" validate={maxLength(500)} />
    </Box>
  )
}
