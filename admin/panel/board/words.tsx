/** How a row of the board is said: its state, its book, its days. */
import { Box, Chip, Link } from '@mui/material'
import { Link as RouterLink } from 'react-router-dom'
import { day } from '../shell/formats.js'
import { copyHistoryLink, memberHistoryLink, statusNames, type BoardRow, type BoardStatus } from './source.js'

const colors: { readonly [S in BoardStatus]?: 'error' | 'warning' | 'success' | 'primary' } = {
  late: 'error',
  lost: 'error',
  'due-today': 'warning',
  claimed: 'warning',
  ready: 'success',
  'on-loan': 'primary',
}

export function StatusChip({ status }: { readonly status: BoardStatus }) {
  const color = colors[status]
  return <Chip size="small" label={statusNames[status]} {...(color ? { color } : { variant: 'outlined' })} />
}

/** `11월 26일 (목)`; of what is nobody's any more `2026년 11월`. */
export function dayOrMonth(civil: string | null): string {
  if (civil === null) return ''
  if (civil.length > 7) return day(civil)
  const [year = '', month = ''] = civil.split('-')
  return `${year}년 ${Number(month)}월`
}

/** `#1024-2`, where the copy is known; it leads to its history. */
export function CopyNumber({ row: { bookNo, copyNo, copyId } }: { readonly row: BoardRow }) {
  if (bookNo === null) return null
  if (copyId === null) return <>#{bookNo}</>
  return (
    <Link component={RouterLink} to={copyHistoryLink(copyId)} aria-label={`${bookNo}-${copyNo ?? ''} 이력`}>
      #{bookNo}-{copyNo}
    </Link>
  )
}

/** The name leads to what the member has and has had. */
export function MemberName({ row: { memberId, memberName } }: { readonly row: BoardRow }) {
  if (memberId === null)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        기록이 지워졌어요
      </Box>
    )
  return (
    <Link component={RouterLink} to={memberHistoryLink(memberId)}>
      {memberName ?? '회원'}
    </Link>
  )
}
