/** 대여현황: who has what until when, found by state, day, member and title; it keeps itself up to date. */
import { Box, Card, Stack, Typography, useMediaQuery, type Theme } from '@mui/material'
import { DataTable, FunctionField, List, TextInput, DateInput, useListContext } from 'react-admin'
import { ExportButton } from '../shell/export-button.js'
import { count } from '../shell/formats.js'
import { TurnPages } from '../shell/turn-pages.js'
import { useDashboard } from './dashboard.js'
import { lagSentence } from './lag.js'
import { StatusTabs } from './status-tabs.js'
import type { BoardRow } from './source.js'
import { CopyNumber, dayOrMonth, MemberName, StatusChip } from './words.js'

const refreshMs = 5_000

/** On a phone a field is as wide as the page. */
const fieldsFit = {
  '& form': { rowGap: 1 },
  '& .RaFilterForm-filterFormInput, & .RaFilterForm-filterFormInput .MuiFormControl-root': {
    width: { xs: '100%', sm: 'auto' },
  },
  '& .RaFilterFormInput-spacer': { display: { xs: 'none', sm: 'block' } },
}

const filters = [
  <TextInput key="title" source="title" label="제목" alwaysOn resettable />,
  <TextInput key="member" source="member" label="회원 이름" alwaysOn resettable />,
  <DateInput key="dueFrom" source="dueFrom" label="반납할 날부터" alwaysOn parse={civil} />,
  <DateInput key="dueUntil" source="dueUntil" label="반납할 날까지" alwaysOn parse={civil} />,
]

/** What is empty is no filter. */
function civil(typed: unknown): string | undefined {
  return typeof typed === 'string' && typed !== '' ? typed : undefined
}

export function BoardList() {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  return (
    <List<BoardRow>
      title="대여현황"
      exporter={false}
      perPage={50}
      sort={{ field: 'dueOn', order: 'ASC' }}
      filterDefaultValues={{ status: 'out' }}
      filters={filters}
      actions={false}
      pagination={<TurnPages />}
      queryOptions={{ refetchInterval: refreshMs }}
      empty={false}
      sx={fieldsFit}
    >
      <Head />
      {isNarrow ? <Cards /> : <Table />}
    </List>
  )
}

function Head() {
  const { data } = useDashboard()
  const filter = useListContext<BoardRow>().filterValues as Readonly<Record<string, unknown>>
  const isOfHolds = filter['status'] === 'waiting' || filter['status'] === 'ready'
  return (
    <Stack spacing={1} sx={{ p: 2, pb: 1 }}>
      <StatusTabs standing={data?.standing} />
      <Stack
        direction="row"
        spacing={1}
        sx={{ alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap' }}
      >
        <Typography variant="body2" color="text.secondary">
          {data ? lagSentence(data.lag) : '불러오는 중이에요.'}
        </Typography>
        <ExportButton of={isOfHolds ? 'holds' : 'rentals'} query={filter} />
      </Stack>
    </Stack>
  )
}

function Table() {
  return (
    <DataTable bulkActionButtons={false} rowClick={false}>
      <DataTable.Col source="status" label="상태" disableSort>
        <FunctionField<BoardRow> render={({ status }) => <StatusChip status={status} />} />
      </DataTable.Col>
      <DataTable.Col source="title" label="제목" />
      <DataTable.Col label="책 번호" disableSort>
        <FunctionField<BoardRow> render={(row) => <CopyNumber row={row} />} />
      </DataTable.Col>
      <DataTable.Col source="member" label="회원">
        <FunctionField<BoardRow> render={(row) => <MemberName row={row} />} />
      </DataTable.Col>
      <DataTable.Col source="began" label="빌리거나 예약한 날">
        <FunctionField<BoardRow> render={({ began }) => dayOrMonth(began)} />
      </DataTable.Col>
      <DataTable.Col source="dueOn" label="반납할 날">
        <FunctionField<BoardRow> render={({ dueOn, renewals }) => `${dayOrMonth(dueOn)}${renewals ? ' · 연장' : ''}`} />
      </DataTable.Col>
      <DataTable.Col source="ended" label="돌아온 날">
        <FunctionField<BoardRow> render={({ ended }) => dayOrMonth(ended)} />
      </DataTable.Col>
    </DataTable>
  )
}

/** On a phone: a card a row. */
function Cards() {
  const { data = [], isPending } = useListContext<BoardRow>()
  if (!isPending && data.length === 0) return <Box sx={{ p: 2 }}>여기에 맞는 책이 없어요.</Box>
  return (
    <Stack component="ul" spacing={1} sx={{ p: 1, m: 0, listStyle: 'none' }} aria-label={`${count(data.length)}건`}>
      {data.map((row) => (
        <Card component="li" key={row.id} variant="outlined" sx={{ p: 1.5 }}>
          <RowCard row={row} />
        </Card>
      ))}
    </Stack>
  )
}

/** `hides`: what stands above all of them already. */
export function RowCard({ row, hides }: { readonly row: BoardRow; readonly hides?: 'book' | 'member' }) {
  const { kind, title, status, began, dueOn, ended } = row
  const days = [
    `${kind === 'hold' ? '예약' : '대여'} ${dayOrMonth(began)}`,
    ...(dueOn ? [`${kind === 'hold' ? '찾아갈' : '반납할'} 날 ${dayOrMonth(dueOn)}`] : []),
    ...(ended ? [`돌아온 날 ${dayOrMonth(ended)}`] : []),
  ]
  return (
    <Stack spacing={0.5}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start', justifyContent: 'space-between' }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {hides === 'book' ? <MemberName row={row} /> : title}
        </Typography>
        <StatusChip status={status} />
      </Stack>
      {hides !== 'book' && (
        <Typography variant="body2">
          <CopyNumber row={row} />
          {hides !== 'member' && (
            <>
              {' · '}
              <MemberName row={row} />
            </>
          )}
        </Typography>
      )}
      <Typography variant="body2" color="text.secondary">
        {days.join(' · ')}
      </Typography>
    </Stack>
  )
}
