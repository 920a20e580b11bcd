/** Who keeps the desk. */
import { Chip } from '@mui/material'
import { DataTable, FunctionField, List, type RaRecord } from 'react-admin'
import { roleNames, type Librarian } from './source.js'

export function LibrarianList() {
  return (
    <List exporter={false} pagination={false} title="사서">
      <DataTable bulkActionButtons={false} rowClick="edit">
        <DataTable.Col source="name" label="이름" disableSort />
        <DataTable.Col source="email" label="이메일" disableSort />
        <DataTable.Col label="역할" disableSort>
          <FunctionField render={({ role }: Librarian & RaRecord) => roleNames[role]} />
        </DataTable.Col>
        <DataTable.Col label="상태" disableSort>
          <FunctionField render={stateOf} />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function stateOf({ isClosed, mustChangePassword }: Librarian & RaRecord) {
  if (isClosed) return <Chip size="small" label="쓰지 않음" />
  return mustChangePassword ? <Chip size="small" color="warning" label="첫 로그인 전" /> : '쓰는 중'
}
