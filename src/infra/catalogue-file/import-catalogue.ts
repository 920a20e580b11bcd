/** What happens to a whole file: every book is stocked, every row counted. */
import { resolve } from 'node:path'
import type { BookRecord } from '../../domain/catalogue-record.js'
import { CatalogueFileError } from './catalogue-file-error.js'
import { countRefused, countStocked, emptyReport, type ImportReport, type StockedAs } from './import-report.js'
import { readCatalogueFile, type FileRow } from './read-catalogue-file.js'
import { refusedRowsFile, type RefusedRow } from './refused-rows-file.js'

export type StockRecord = { readonly record: BookRecord; readonly copiesAtLeast: number }
/** Takes records of different books and says, in the same order, what each of them did. */
export type StockRecords = (records: StockRecord[]) => Promise<readonly StockedAs[]>
/** Bytes of the file itself; rows that are stocked or refused. */
export type ImportProgress = { readonly bytesRead: number; readonly totalBytes: number; readonly rows: number }

const booksAtATime = 200

/**
 * Stocks the books of a file, 200 different ones at a time. The nth row of a book asks for as many copies as its rows
 * named so far, so the same file a second time changes nothing. Rows left out go to `refusedTo`, a CSV for Excel.
 * Throws CatalogueFileError when nothing of the file could be read.
 */
export async function importCatalogue(
  path: string,
  stock: StockRecords,
  progress?: (progress: ImportProgress) => void,
  refusedTo?: string,
): Promise<ImportReport> {
  if (refusedTo !== undefined && resolve(refusedTo) === resolve(path))
    throw new CatalogueFileError('빠진 줄을 적을 파일이 책 목록 파일과 같아요. 다른 이름을 골라 주세요.')
  const startedAt = performance.now()
  const report = emptyReport()
  const refusedFile = refusedRowsFile(refusedTo)
  const batch = bookBatch()
  let bytes = { bytesRead: 0, totalBytes: 0 }
  let refused: RefusedRow[] = []

  const flush = async () => {
    const books = batch.takeAll()
    const outcomes = books.length > 0 ? await stock(books.map(({ stocked }) => stocked)) : []
    for (const [index, { rows }] of books.entries()) countStocked(report, outcomes[index] ?? 'unchanged', rows)
    for (const row of refused) countRefused(report, row)
    await refusedFile.write(refused)
    refused = []
    progress?.({ ...bytes, rows: report.rows })
  }
  const takeIn = (row: FileRow) => {
    if (row.ok) batch.add(row.record)
    else refused.push({ line: row.line, reason: row.reason, excerpt: row.excerpt })
  }

  try {
    const rows = readCatalogueFile(
      path,
      (bytesRead, totalBytes) => (bytes = { bytesRead, totalBytes }),
      (notice) => report.notices.push(notice),
    )
    for await (const row of stopping(rows, (reason) => (report.stopped = reason))) {
      takeIn(row)
      if (batch.size() >= booksAtATime || refused.length >= booksAtATime) await flush()
    }
    await flush()
  } finally {
    await refusedFile.close()
  }
  report.refusedTo = report.refused > 0 ? (refusedTo ?? null) : null
  report.elapsedMs = Math.round(performance.now() - startedAt)
  return report
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

/** Different books waiting to be stocked, each with the copies that all its rows of the file named so far. */
function bookBatch() {
  const copiesSoFar = new Map<number, number>()
  let books = new Map<string, { stocked: StockRecord; rows: number }>()
  return {
    add(record: BookRecord): void {
      const copiesAtLeast = (copiesSoFar.get(smallKey(record)) ?? 0) + record.copies
      copiesSoFar.set(smallKey(record), copiesAtLeast)
      const before = books.get(record.bookKey)
      const stocked = { record: before?.stocked.record ?? record, copiesAtLeast }
      books.set(record.bookKey, { stocked, rows: (before?.rows ?? 0) + 1 })
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
