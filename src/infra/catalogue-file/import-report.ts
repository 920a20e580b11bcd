/** What did an import do, counted row by row? */
import type { RefusedRow } from './refused-rows-file.js'
import type { RowRefusal } from './row-refusals.js'

export type StockedAs = 'taken' | 'joined' | 'unchanged' | 'archived'

export type ImportReport = {
  /** Every row of the file below the column names: the sum of the next five. */
  rows: number
  /** Books new to the house. */
  taken: number
  /** Rows that brought more copies of a book, or barcodes for copies that had none. */
  joined: number
  unchanged: number
  /** Rows of books that are archived, which an import does not bring back. */
  archived: number
  refused: number
  refusedByReason: Partial<Record<RowRefusal, number>>
  /** The first 1,000 of them. */
  refusals: RefusedRow[]
  /** The file with all refused rows, when one was asked for and any was refused. */
  refusedTo: string | null
  /** Korean sentences about the file as a whole. */
  notices: string[]
  /** Why the reading stopped before the end of the file (the rows before are in), or null. */
  stopped: string | null
  elapsedMs: number
}

const refusalsKept = 1_000

export function emptyReport(): ImportReport {
  return {
    ...{ rows: 0, taken: 0, joined: 0, unchanged: 0, archived: 0, refused: 0, refusedByReason: {}, refusals: [] },
    ...{ refusedTo: null, notices: [], stopped: null, elapsedMs: 0 },
  }
}

/** One book stood on `rows` rows that were stocked at once: only one of them can have brought it in. */
export function countStocked(report: ImportReport, as: StockedAs, rows: number): void {
  const taken = as === 'taken' && rows > 0 ? 1 : 0
  report.rows += rows
  report.taken += taken
  report[as === 'taken' ? 'joined' : as] += rows - taken
}

export function countRefused(report: ImportReport, row: RefusedRow): void {
  report.rows += 1
  report.refused += 1
  report.refusedByReason[row.reason] = (report.refusedByReason[row.reason] ?? 0) + 1
  if (report.refusals.length < refusalsKept) report.refusals.push(row)
}
