/** 도서: every book the house keeps, found as in the chat. */
import {
  Box,
  Card,
  CardActionArea,
  Link as TextLink,
  Stack,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material'
import {
  BooleanInput,
  CreateButton,
  DataTable,
  FunctionField,
  List,
  SelectInput,
  TextInput,
  TopToolbar,
  useListContext,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { ExportButton } from '../shell/export-button.js'
import { TurnPages } from '../shell/turn-pages.js'
import { Cover } from './cover.js'
import type { BookListed } from './source.js'
import { feeOf } from './words.js'

const standings = [
  { id: 'kept', name: '갖고 있는 책' },
  { id: 'archived', name: '보관한 책' },
]

const filters = [
  <TextInput key="q" source="q" label="제목, 저자, 출판사, ISBN, 번호" alwaysOn resettable sx={{ minWidth: 260 }} />,
  <SelectInput key="standing" source="standing" label="보기" choices={standings} alwaysOn emptyText="갖고 있는 책" />,
  <BooleanInput key="withoutCopies" source="withoutCopies" label="권이 없는 책만" alwaysOn />,
]

const fieldsFit = {
  '& form': { rowGap: 1 },
  '& .RaFilterForm-filterFormInput, & .RaFilterForm-filterFormInput .MuiFormControl-root': {
    width: { xs: '100%', sm: 'auto' },
  },
  '& .RaFilterFormInput-spacer': { display: { xs: 'none', sm: 'block' } },
}

export function BookList() {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  return (
    <List<BookListed>
      title="도서"
      exporter={false}
      perPage={50}
      sort={{ field: 'bookNo', order: 'DESC' }}
      filters={filters}
      actions={
        <TopToolbar sx={{ minHeight: 0, flexWrap: 'wrap' }}>
          <Downloads />
          <CreateButton label="책 등록" />
        </TopToolbar>
      }
      pagination={<TurnPages />}
      empty={false}
      sx={fieldsFit}
    >
      {isNarrow ? <Cards /> : <Table />}
    </List>
  )
}

/** The books as they are filtered; and all copies. */
function Downloads() {
  const filter = useListContext<BookListed>().filterValues as Readonly<Record<string, unknown>>
  return (
    <>
      <ExportButton of="books" query={{ ...filter, withoutCopies: filter['withoutCopies'] ? 'true' : '' }} />
      <ExportButton of="copies" called="복본 내려받기" />
    </>
  )
}

function Table() {
  return (
    <DataTable bulkActionButtons={false} rowClick={false}>
      <DataTable.Col label="표지" disableSort>
        <FunctionField<BookListed> render={(book) => <Cover book={book} height={48} />} />
      </DataTable.Col>
      <DataTable.NumberCol source="bookNo" label="번호" options={{ useGrouping: false }} disableSort />
      <DataTable.Col source="title" label="제목" sortByOrder="ASC">
        <FunctionField<BookListed>
          render={({ bookNo, title }) => (
            <TextLink component={Link} to={`/books/${bookNo}`}>
              {title}
            </TextLink>
          )}
        />
      </DataTable.Col>
      <DataTable.Col source="author" label="저자" disableSort />
      <DataTable.Col source="publisher" label="출판사" disableSort />
      <DataTable.Col label="대여료" disableSort>
        <FunctionField<BookListed> render={({ feeWon }) => feeOf(feeWon)} />
      </DataTable.Col>
      <DataTable.NumberCol source="copyCount" label="권" disableSort />
    </DataTable>
  )
}

/** On a phone: a card a book. */
function Cards() {
  const { data = [], isPending } = useListContext<BookListed>()
  if (!isPending && data.length === 0) return <Box sx={{ p: 2 }}>여기에 맞는 책이 없어요.</Box>
  return (
    <Stack component="ul" spacing={1} sx={{ p: 1, m: 0, listStyle: 'none' }}>
      {data.map((book) => (
        <Card component="li" key={book.id} variant="outlined">
          <CardActionArea component={Link} to={`/books/${book.bookNo}`} sx={{ p: 1.5, display: 'flex', gap: 1.5 }}>
            <Cover book={book} height={64} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{book.title}</Typography>
              <Typography variant="body2" color="text.secondary">
                {[book.author, book.publisher].filter(Boolean).join(' · ')}
              </Typography>
              <Typography variant="body2">
                {book.bookNo}번 · {book.copyCount}권 · {feeOf(book.feeWon)}
              </Typography>
            </Box>
          </CardActionArea>
        </Card>
      ))}
    </Stack>
  )
}
