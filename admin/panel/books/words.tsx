/** How books and copies are spoken of. */
import { Chip } from '@mui/material'
import { day, won } from '../shell/formats.js'
import type { CopyOfBook } from './source.js'

export const stateNames: Readonly<Record<CopyOfBook['state'], string>> = {
  'in-circulation': '서가에 있음',
  lost: '분실',
  damaged: '파손',
  'in-repair': '수리 중',
  withdrawn: '제적',
}

/** What a librarian does to a copy to bring it there. */
export const stateDeeds: Readonly<Record<CopyOfBook['state'], string>> = {
  'in-circulation': '다시 서가로',
  lost: '분실로 적기',
  damaged: '파손으로 적기',
  'in-repair': '수리 보내기',
  withdrawn: '제적하기',
}

export function CopyPlace({ copy }: { readonly copy: CopyOfBook }) {
  if (copy.dueOn !== null) return <Chip size="small" color="primary" label={`대여 중 · ${day(copy.dueOn)}까지`} />
  if (copy.isSetAside) return <Chip size="small" color="secondary" label="예약자에게 따로 둠" />
  const isHere = copy.state === 'in-circulation'
  return <Chip size="small" {...(isHere ? {} : { color: 'warning' })} label={stateNames[copy.state]} />
}

/** A fee of its own, or the house's. */
export function feeOf(feeWon: number | null | undefined): string {
  return typeof feeWon === 'number' ? won(feeWon) : '기본 대여료'
}

/** What stands on a label and is read by the scanner: the copy's own barcode, or its number in the house. */
export function codeOf(bookNo: number, { barcode, copyNo }: Pick<CopyOfBook, 'barcode' | 'copyNo'>): string {
  return barcode ?? `${bookNo}-${copyNo}`
}
