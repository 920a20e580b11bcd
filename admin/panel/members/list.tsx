/** Members: found by name, phone number or member number, or by how they stand. */
import { Card, CardActionArea, Stack, Typography, useMediaQuery, type Theme } from '@mui/material'
import {
  CreateButton,
  DataTable,
  FunctionField,
  List,
  SelectInput,
  TextInput,
  TopToolbar,
  useListContext,
  type RaRecord,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { ExportButton } from '../shell/export-button.js'
import { moment, won } from '../shell/formats.js'
import { TurnPages } from '../shell/turn-pages.js'
import type { Face } from './source.js'
import { Standing } from './standing.js'

type Row = Face & RaRecord

const standings = [
  { id: 'late', name: '늦은 책이 있는 회원' },
  { id: 'suspended', name: '대여 정지된 회원' },
  { id: 'blocked', name: '막은 회원' },
]

const filters = [
  <TextInput key="search" source="search" label="이름, 전화번호, 회원번호" alwaysOn resettable />,
  <SelectInput key="standing" source="standing" label="상태" choices={standings} alwaysOn emptyText="모두" />,
]

export function MemberList() {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  return (
    <List<Row>
      title="회원"
      exporter={false}
      perPage={50}
      filters={filters}
      actions={
        <TopToolbar>
          <ExportButton of="members" />
          <CreateButton label="회원 등록" />
        </TopToolbar>
      }
      pagination={<TurnPages />}
      empty={false}
    >
      {isNarrow ? <Cards /> : <Table />}
    </List>
  )
}

function Table() {
  return (
    <DataTable bulkActionButtons={false} rowClick="show">
      <DataTable.Col label="이름" source="name" disableSort />
      <DataTable.Col label="회원번호" source="memberNumber" disableSort />
      <DataTable.Col label="전화번호" source="maskedPhone" disableSort />
      <DataTable.Col label="상태" disableSort>
        <FunctionField<Row> render={(member) => <Standing member={member} />} />
      </DataTable.Col>
      <DataTable.Col label="적립금" disableSort>
        <FunctionField<Row> render={({ balanceWon }) => won(balanceWon)} />
      </DataTable.Col>
      <DataTable.Col label="가입" disableSort>
        <FunctionField<Row> render={({ joinedAt }) => moment(joinedAt)} />
      </DataTable.Col>
    </DataTable>
  )
}

function Cards() {
  const { data = [], isPending } = useListContext<Row>()
  if (!isPending && data.length === 0) return <Typography sx={{ p: 2 }}>그런 회원이 없어요.</Typography>
  return (
    <Stack component="ul" spacing={1} sx={{ p: 1, m: 0, listStyle: 'none' }}>
      {data.map((member) => (
        <Card component="li" key={member.id} variant="outlined">
          <CardActionArea component={Link} to={`/members/${member.memberId}/show`} sx={{ p: 1.5 }}>
            <Typography sx={{ fontWeight: 700 }}>{member.name}</Typography>
            <Typography variant="body2" color="text.secondary">
              {member.memberNumber} · {member.maskedPhone} · {won(member.balanceWon)}
            </Typography>
            <Standing member={member} />
          </CardActionArea>
        </Card>
      ))}
    </Stack>
  )
}
