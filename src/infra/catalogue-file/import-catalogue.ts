/** What happens to a whole file: every book is stocked, every row counted. */
import { resolve } from 'node:path'
import type { BookRecord, ColumnMapping } from '../../domain/catalogue-record.js'
import type { CopyMarks } from '../../domain/events.js'
import { CatalogueFileError } from './catalogue-file-error.js'
import { countRefused, countStocked, emptyReport, type ImportReport, type StockedAs } from './import-report.js'
import { readCatalogueFile, type FileLayout, type FileRow } from './read-catalogue-file.js'
import { refusedRowsFile, type RefusedRow } from './refused-rows-file.js'
import type { RowRefusal } from './row-refusals.js'

/** `marks`: of the copies that the rows of now name. */
export type StockRecord = {
  readonly record: BookRecord
  readonly copiesAtLeast: number
  readonly marks: readonly CopyMarks[]
}
/** `refusedBarcodes`: they stand on other books, so the copies they were to stand on were left out. */
export type StockAnswer = { readonly outcome: StockedAs; readonly refusedBarcodes: readonly string[] }
/** Takes records of different books and says, in the same order, what each of them did. */
export type StockRecords = (records: StockRecord[]) => Promise<readonly StockAnswer[]>
/** Bytes of the file itself; rows that are stocked or refused. */
export type ImportProgress = { readonly bytesRead: number; readonly totalBytes: number; readonly rows: number }

export type ImportOptions = {
  readonly progress?: (progress: ImportProgress) => void
  /** A CSV for Excel with the rows left out. */
  readonly refusedTo?: string
  readonly mapping?: ColumnMapping
  readonly onLayout?: (layout: FileLayout) => void
  /** Different books of a portion. */
  readonly booksAtATime?: number
  /** Hears after every portion how it stands, and which rows were left out since. */
  readonly onPortion?: (report: ImportReport, progress: ImportProgress, refused: readonly RefusedRow[]) => Promise<void>
}

/**
 * Stocks the books of a file, portion by portion. The nth row of a book asks for as many copies as its rows
 * named so far, so the same file a second time changes nothing. Throws CatalogueFileError when nothing of the file could be
 * read.
 */
export async function importCatalogue(
  path: string,
  stock: StockRecords,
  { progress, refusedTo, mapping, onLayout, booksAtATime = 200, onPortion }: ImportOptions = {},
): Promise<ImportReport> {
  if (refusedTo !== undefined && resolve(refusedTo) === resolve(path))
    throw new CatalogueFileError('빠진 줄을 적을 파일이 책 목록 파일과 같아요. 다른 이름을 골라 주세요.')
  const startedAt = performance.now()
  const report = emptyReport()
  const refusedFile = refusedRowsFile(refusedTo)
  const batch = bookBatch()
  const seenBarcodes = new Set<string>()
  let bytes = { bytesRead: 0, totalBytes: 0 }
  let refused: RefusedRow[] = []

  const flush = async () => {
    const books = batch.takeAll()
    const answers = books.length > 0 ? await stock(books.map(({ stocked }) => stocked)) : []
    for (const [index, { stocked, rows }] of books.entries()) {
      const { outcome, refusedBarcodes } = answers[index] ?? { outcome: 'unchanged', refusedBarcodes: [] }
      const left = rows.filter(({ barcodes }) => barcodes.some((barcode) => refusedBarcodes.includes(barcode)))
      batch.forget(stocked.record, refusedBarcodes.length)
      refused.push(...left.map((row) => refusedAs('barcode-taken', row.line, stocked.record, row.barcodes)))
      countStocked(report, outcome, rows.length - left.length)
    }
    for (const row of refused) countRefused(report, row)
    await refusedFile.write(refused)
    const now = { ...bytes, rows: report.rows }
    await onPortion?.(report, now, refused)
    refused = []
    progress?.(now)
  }
  const takeIn = (row: FileRow) => {
    if (!row.ok) return void refused.push({ line: row.line, reason: row.reason, excerpt: row.excerpt })
    const barcodes = row.record.marks.flatMap(({ barcode }) => barcode ?? [])
    if (barcodes.some((barcode, place) => seenBarcodes.has(barcode) || barcodes.indexOf(barcode) !== place))
      return void refused.push(refusedAs('barcode-twice', row.line, row.record, barcodes))
    for (const barcode of barcodes) seenBarcodes.add(barcode)
    batch.add(row.line, row.record, barcodes)
  }

  try {
    const rows = readCatalogueFile(
      path,
      (bytesRead, totalBytes) => (bytes = { bytesRead, totalBytes }),
      (notice) => report.notices.push(notice),
      { ...(mapping ? { mapping } : {}), ...(onLayout ? { onLayout } : {}) },
    )
    for await (const row of stopping(rows, (reason) => (report.stopped = reason))) {
      takeIn(row)
      if (batch.size() >= booksAtATime || refused.length >= booksAtATime) await flush()
    }
    await flush()
  } finally {
    await refusedFile.close()
  }
  if (report.archived > 0)
    report.notices.push(
      `보관한 책 ${report.archived}줄은 그대로 두었어요. 다시 빌려주려면 도서 화면에서 되살려 주세요.`,
    )
  report.refusedTo = report.refused > 0 ? (refusedTo ?? null) : null
  report.elapsedMs = Math.round(performance.now() - startedAt)
  return report
}

function refusedAs(reason: RowRefusal, line: number, { title }: BookRecord, barcodes: readonly string[]): RefusedRow {
  return { line, reason, excerpt: `${barcodes.join(', ')} ${title}` }
}

/** The rows until the file breaks; a file that is broken from the start is thrown. */
async function* stopping(rows: AsyncGenerator<FileRow>, onStop: (reason: string) => void): AsyncGenerator<FileRow> {
  let isFirst = true
  try {
    for await (const row of rows) {
      isFirst = false
      yield row
    }
  } catch (error) {
    if (isFirst || !(error instanceof CatalogueFileError)) throw error
    onStop(error.message)
  }
}

type Waiting = {
  readonly stocked: { readonly record: BookRecord; copiesAtLeast: number; readonly marks: CopyMarks[] }
  readonly rows: BatchRow[]
}
type BatchRow = { readonly line: number; readonly barcodes: readonly string[] }

/** Different books waiting to be stocked, each with the copies that all its rows of the file named so far. */
function bookBatch() {
  const copiesSoFar = new Map<number, number>()
  let books = new Map<string, Waiting>()
  return {
    add(line: number, record: BookRecord, barcodes: readonly string[]): void {
      const copiesAtLeast = (copiesSoFar.get(smallKey(record)) ?? 0) + record.copies
      copiesSoFar.set(smallKey(record), copiesAtLeast)
      const book = books.get(record.bookKey) ?? { stocked: { record, copiesAtLeast, marks: [] }, rows: [] }
      book.stocked.copiesAtLeast = copiesAtLeast
      book.stocked.marks.push(...record.marks)
      book.rows.push({ line, barcodes })
      books.set(record.bookKey, book)
    },
    /** So many copies of the book did not come after all. */
    forget(record: BookRecord, copies: number): void {
      if (copies > 0) copiesSoFar.set(smallKey(record), (copiesSoFar.get(smallKey(record)) ?? 0) - copies)
    },
    size: () => books.size,
    takeAll() {
      const all = [...books.values()]
      books = new Map()
      return all
    },
  }
}

/** A number instead of a string keeps the map of a large file small: the ISBN, or 52 bits of the hash below zero. */
function smallKey({ isbn13, bookKey }: BookRecord): number {
  return isbn13 ? Number(isbn13) : -Number.parseInt(bookKey.slice('text:'.length, 'text:'.length + 13), 16)
}
