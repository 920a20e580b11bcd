/** Which books does a librarian's list name, row by row? */
import type { BookRecord, ColumnMapping, RecordField } from '../../domain/catalogue-record.js'
import { CatalogueFileError } from './catalogue-file-error.js'
import { columnsMapped, fieldAt, type Columns } from './columns.js'
import type { FileProgress } from './file-bytes.js'
import { fileFormat, type FileFormat } from './file-format.js'
import { fileNotices } from './file-notices.js'
import type { HeaderOptions } from './find-header.js'
import type { RowRead } from './make-record.js'
import { marcToRecord } from './marc-to-record.js'
import { readMarc } from './read-marc.js'
import type { RowRefusal } from './row-refusals.js'
import { rowToRecord } from './row-to-record.js'
import { withoutSwap } from './swapped-columns.js'
import { sheetRows, textRows, type TableRow } from './table-rows.js'
import { cutText, tidyText } from './tidy-text.js'

export type FileRow = { readonly line: number } & (
  | { readonly ok: true; readonly record: BookRecord }
  | { readonly ok: false; readonly reason: RowRefusal; readonly excerpt: string }
)

/** How the file is laid out, as it is read. `samples`: the first cells of the column that are not empty. */
export type FileLayout = {
  readonly format: FileFormat
  /** The line of the column names; 0 in a file that has none. */
  readonly headerLine: number
  readonly columns: readonly {
    readonly name: string
    readonly field: RecordField | null
    readonly samples: readonly string[]
  }[]
}

export type ReadingOptions = {
  /** Instead of what we take the columns for. */
  readonly mapping?: ColumnMapping
  /** Hears once how the file is laid out; then a list without a column of titles is no error, and has no rows. */
  readonly onLayout?: (layout: FileLayout) => void
}

/** So many rows are looked at before the columns are settled. */
const rowsLookedAt = 300
const samplesShown = 3

/**
 * Reads CSV, TSV or semicolon lists in UTF-8, UTF-16 or CP949, workbooks (.xlsx) and MARC records, also packed as .gz; lists
 * and records without holding the file in memory. `onNotice` hears, before the first row, one Korean sentence for each thing
 * about the whole file worth knowing. Throws CatalogueFileError when the file as a whole cannot be read.
 */
export async function* readCatalogueFile(
  path: string,
  onProgress?: FileProgress,
  onNotice: (notice: string) => void = () => undefined,
  options: ReadingOptions = {},
): AsyncGenerator<FileRow> {
  const format = await fileFormat(path)
  if (format === 'marc') {
    options.onLayout?.({ format, headerLine: 0, columns: [] })
    onNotice('MARC 파일이어서 줄 번호는 몇 번째 레코드인지를 뜻해요.')
    for await (const { place, fields } of readMarc(path, onProgress))
      yield fileRow(place, marcTitle(fields), fields ? marcToRecord(fields) : { ok: false, reason: 'record-broken' })
    return
  }
  const headerOptions: HeaderOptions = { mayLackTitle: options.mapping !== undefined || options.onLayout !== undefined }
  const rows =
    format === 'xlsx' ? sheetRows(path, headerOptions, onNotice, onProgress) : textRows(path, headerOptions, onProgress)
  yield* tableToRows(rows, format, onNotice, options)
}

async function* tableToRows(
  rows: AsyncIterable<TableRow>,
  format: FileFormat,
  onNotice: (notice: string) => void,
  { mapping, onLayout }: ReadingOptions,
): AsyncGenerator<FileRow> {
  let waiting: TableRow[] = []
  let columns: Columns | undefined
  const settle = function* (header: TableRow['header']): Generator<FileRow> {
    const seen = waiting.flatMap(({ cells }) => (cells ? [cells] : []))
    const guessed = mapping ? { columns: columnsMapped(mapping), isSwapped: false } : withoutSwap(header.columns, seen)
    columns = guessed.columns
    onLayout?.(layoutOf(header, format, columns, seen))
    if (columns.title.length === 0) {
      if (mapping) throw new CatalogueFileError('제목이 든 열을 골라 주세요.')
      return
    }
    for (const notice of fileNotices(header, columns, guessed.isSwapped)) onNotice(notice)
    for (const row of waiting) yield toFileRow(row, columns)
    waiting = []
  }
  for await (const row of rows) {
    if (columns?.title.length === 0) return
    if (columns) yield toFileRow(row, columns)
    else if (waiting.push(row) >= rowsLookedAt) yield* settle(row.header)
  }
  const [first] = waiting
  if (first && !columns) yield* settle(first.header)
  else if (!columns)
    throw new CatalogueFileError('열 이름만 있고 책이 한 권도 없어요. 책 목록이 든 파일을 골라 주세요.')
}

function layoutOf(
  header: TableRow['header'],
  format: FileFormat,
  columns: Columns,
  seen: readonly (readonly string[])[],
): FileLayout {
  return {
    format,
    headerLine: header.line,
    columns: header.cells.map((cell, place) => ({
      name: tidyText(cell),
      field: fieldAt(columns, place),
      samples: seen
        .map((cells) => cutText(tidyText(cells[place] ?? ''), 60))
        .filter((sample) => sample !== '')
        .slice(0, samplesShown),
    })),
  }
}

function toFileRow({ raw, cells, header }: TableRow, columns: Columns): FileRow {
  const { line, text, form } = raw
  if (form === 'too-long') return fileRow(line, text, { ok: false, reason: 'row-too-long' })
  if (!cells || swallowsRows(cells, columns, header.delimiter))
    return fileRow(line, text, { ok: false, reason: 'quote-unclosed' })
  const read = rowToRecord(cells, columns, header.cells.length)
  return fileRow(line, text, read.ok || form !== 'literal' ? read : { ok: false, reason: 'quote-unclosed' })
}

function fileRow(line: number, text: string, read: RowRead): FileRow {
  return read.ok
    ? { line, ok: true, record: read.record }
    : { line, ok: false, reason: read.reason, excerpt: cutText(tidyText(text), 120) }
}

/** A title of several lines with delimiters in it is rather a few rows than a title. */
function swallowsRows(cells: readonly string[], columns: Columns, delimiter: string): boolean {
  return columns.title.some((place) => cells[place]?.includes('\n') && cells[place].includes(delimiter))
}

function marcTitle(fields: Parameters<typeof marcToRecord>[0] | null): string {
  const said = (fields ?? []).filter(({ tag }) => tag === '245' || tag === '020' || tag === '049')
  return said.flatMap(({ parts }) => parts.map(([, value]) => value)).join(' ')
}
