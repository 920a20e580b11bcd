/** Labels to print on an A4 sheet: call number, title, and a barcode the counter reads. */
import PrintIcon from '@mui/icons-material/Print'
import { Alert, Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Title } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { codeOf } from '../books/words.js'
import { ask, Problem } from '../shell/problem.js'
import { typed } from '../shell/typed.js'
import { barcodeOf } from './barcode.js'

type Label = { readonly code: string; readonly title: string; readonly callNumber: string | null }

const booksAtMost = 50

type Found = { readonly labels: readonly Label[]; readonly missing: readonly number[] }

async function labelsOf(bookNos: readonly number[]): Promise<Found> {
  const answers = await Promise.all(
    bookNos.map((bookNo) =>
      ask(api.GET('/books/{bookNo}', { params: { path: { bookNo } } })).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'unknown-book') return null
        throw error
      }),
    ),
  )
  return {
    missing: bookNos.filter((_, place) => answers[place] === null),
    labels: answers.flatMap((answer) => (answer ? labelsOn(answer.data) : [])),
  }
}

function labelsOn({ bookNo, title, copies }: components['schemas']['BookAtDesk']): Label[] {
  return copies
    .filter(({ state }) => state !== 'withdrawn')
    .map((copy) => ({ code: codeOf(bookNo, copy), title, callNumber: copy.callNumber }))
}

/** `1001, 1003-1006` */
function numbersIn(text: string): number[] {
  const numbers = text.split(/[\s,]+/).flatMap((part) => {
    const [from = NaN, until = from] = part.split(/[-~]/).map(Number)
    return part !== '' && until >= from
      ? Array.from({ length: Math.min(until - from, booksAtMost) + 1 }, (_, n) => from + n)
      : []
  })
  return [...new Set(numbers)].filter((number) => Number.isInteger(number) && number > 0).slice(0, booksAtMost)
}

const nothing: Found = { labels: [], missing: [] }

export function Labels() {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('books') ?? ''
  const bookNos = numbersIn(asked)
  const { data: { labels, missing } = nothing, error } = useQuery({
    queryKey: ['labels', bookNos],
    queryFn: () => labelsOf(bookNos),
    enabled: bookNos.length > 0,
    retry: false,
  })
  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSearch({ books: typed(event.currentTarget, 'books') })
  }
  return (
    <Box sx={{ mt: 2 }}>
      <Title title="라벨" />
      <Stack
        component="form"
        onSubmit={choose}
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        sx={{ mb: 2, '@media print': { display: 'none' } }}
      >
        <TextField
          key={asked}
          name="books"
          label="책 번호"
          defaultValue={asked}
          helperText="예: 1001, 1003-1010 (한 번에 50책까지)"
          fullWidth
        />
        <Button type="submit" variant="outlined" sx={{ height: 40, mt: 1, minWidth: 100 }}>
          보기
        </Button>
        <Button
          variant="contained"
          startIcon={<PrintIcon />}
          disabled={labels.length === 0}
          onClick={() => window.print()}
          sx={{ height: 40, mt: 1, minWidth: 120 }}
        >
          인쇄
        </Button>
      </Stack>
      {error && <Alert severity="warning">{error instanceof Problem ? error.message : '불러오지 못했어요.'}</Alert>}
      {missing.length > 0 && (
        <Alert severity="info" sx={{ mb: 2, '@media print': { display: 'none' } }}>
          없는 번호는 빼고 보여드려요: {missing.join(', ')}
        </Alert>
      )}
      <Sheet labels={labels} />
    </Box>
  )
}

/** Three across and eight down, as sheets of labels are sold. */
const sheet = {
  display: 'grid',
  gap: 1,
  p: 0,
  m: 0,
  listStyle: 'none',
  gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 1fr))' },
  '@media print': { gridTemplateColumns: 'repeat(3, 64mm)', gridAutoRows: '34mm', gap: 0, justifyContent: 'center' },
}

function Sheet({ labels }: { readonly labels: readonly Label[] }) {
  return (
    <Box component="ul" className="labels" sx={sheet}>
      {labels.map(({ code, title, callNumber }) => (
        <Box
          component="li"
          key={code}
          sx={{
            p: 1,
            border: '1px dashed',
            borderColor: 'divider',
            bgcolor: '#fff',
            color: '#000',
            overflow: 'hidden',
            breakInside: 'avoid',
            textAlign: 'center',
          }}
        >
          <Typography noWrap sx={{ fontSize: 13, fontWeight: 700 }}>
            {callNumber ?? ' '}
          </Typography>
          <Typography noWrap sx={{ fontSize: 12 }}>
            {title}
          </Typography>
          <Barcode code={code} />
        </Box>
      ))}
    </Box>
  )
}

function Barcode({ code }: { readonly code: string }) {
  const picture = barcodeOf(code)
  if (picture === null) return <Typography sx={{ fontSize: 13 }}>{code}</Typography>
  return <Box component="img" src={picture} alt={`바코드 ${code}`} sx={{ maxWidth: '100%', height: 56, mt: 0.5 }} />
}
