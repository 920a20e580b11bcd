/** Which books does a librarian's list name, row by row? */
import type { BookRecord } from '../../domain/catalogue-record.js'
import { CatalogueFileError } from './catalogue-file-error.js'
import { cellsOf } from './cells.js'
import type { Columns } from './columns.js'
import type { FileProgress } from './file-bytes.js'
import { fileNotices } from './file-notices.js'
import { fileText } from './file-text.js'
import { findHeader, type Header } from './find-header.js'
import { recordSplitter, type RawRecord, type RecordSplitter } from './record-splitter.js'
import type { RowRefusal } from './row-refusals.js'
import { rowToRecord } from './row-to-record.js'
import { withoutSwap } from './swapped-columns.js'
import { cutText, tidyText } from './tidy-text.js'

export type FileRow = { readonly line: number } & (
  | { readonly ok: true; readonly record: BookRecord }
  | { readonly ok: false; readonly reason: RowRefusal; readonly excerpt: string }
)

type Row = { readonly raw: RawRecord; readonly cells: string[] | null; readonly header: Header }

/** So many rows are looked at before the columns are settled. */
const rowsLookedAt = 300
const rowsAtATime = 500

/**
 * Reads CSV, TSV or semicolon lists in UTF-8, UTF-16 or CP949, also packed as .gz, without holding the file in memory.
 * `onNotice` hears, before the first row, one Korean sentence for each thing about the whole file worth knowing.
 * Throws CatalogueFileError when the file as a whole cannot be read.
 */
export async function* readCatalogueFile(
  path: string,
  onProgress?: FileProgress,
  onNotice?: (notice: string) => void,
): AsyncGenerator<FileRow> {
  let waiting: Row[] = []
  let columns: Columns | undefined
  const settle = (header: Header) => {
    const seen = waiting.flatMap(({ cells }) => (cells ? [cells] : []))
    const settled = withoutSwap(header.columns, seen)
    for (const notice of fileNotices(header, settled.columns, settled.isSwapped)) onNotice?.(notice)
    columns = settled.columns
    const rows = waiting.map((row) => toFileRow(row, settled.columns))
    waiting = []
    return rows
  }
  for await (const row of rowsOf(path, onProgress)) {
    if (columns) yield toFileRow(row, columns)
    else if (waiting.push(row) >= rowsLookedAt) yield* settle(row.header)
  }
  const [first] = waiting
  if (first) yield* settle(first.header)
  else if (!columns)
    throw new CatalogueFileError('열 이름만 있고 책이 한 권도 없어요. 책 목록이 든 파일을 골라 주세요.')
}

function toFileRow({ raw, cells, header }: Row, columns: Columns): FileRow {
  const { line, text } = raw
  const refused = (reason: RowRefusal): FileRow => ({ line, ok: false, reason, excerpt: cutText(tidyText(text), 120) })
  if (raw.form === 'too-long') return refused('row-too-long')
  if (!cells || swallowsRows(cells, columns, header.delimiter)) return refused('quote-unclosed')
  const read = rowToRecord(cells, columns, header.cells.length)
  if (read.ok) return { line, ok: true, record: read.record }
  return refused(raw.form === 'literal' ? 'quote-unclosed' : read.reason)
}

/** A title of several lines with delimiters in it is rather a few rows than a title. */
function swallowsRows(cells: readonly string[], columns: Columns, delimiter: string): boolean {
  return columns.title.some((place) => cells[place]?.includes('\n') && cells[place].includes(delimiter))
}

async function* rowsOf(path: string, onProgress?: FileProgress): AsyncGenerator<Row> {
  let header: Header | undefined
  let splitter: RecordSplitter | undefined
  for await (const piece of fileText(path, onProgress)) {
    const text = piece.replaceAll('\0', '')
    header ??= findHeader(text)
    splitter ??= recordSplitter(header.delimiter, header.cells.length)
    yield* rowsFrom(splitter.push(text), header)
  }
  if (header && splitter) yield* rowsFrom(splitter.end(), header)
}

/** Rows below the header; blank rows and repeated headers are not rows. */
function* rowsFrom(records: Iterable<RawRecord>, header: Header): Generator<Row> {
  const headerText = header.cells.join('\0')
  for (const some of inGroups(records)) {
    const cells = cellsOf(some, header.delimiter)
    for (const [index, raw] of some.entries()) {
      const own = cells[index] ?? null
      const isBlank = own?.every((cell) => cell.trim() === '') ?? false
      if (raw.line > header.line && !isBlank && own?.join('\0') !== headerText) yield { raw, cells: own, header }
    }
  }
}

function* inGroups(records: Iterable<RawRecord>): Generator<RawRecord[]> {
  let group: RawRecord[] = []
  for (const record of records) {
    if (group.push(record) < rowsAtATime) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
