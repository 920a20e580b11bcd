/** Which rows does a table hold, below its column names? */
import { CatalogueFileError } from './catalogue-file-error.js'
import { cellsOf } from './cells.js'
import { countRecognised } from './columns.js'
import type { FileProgress } from './file-bytes.js'
import { fileText } from './file-text.js'
import { findHeader, findSheetHeader, type Header, type HeaderOptions } from './find-header.js'
import { readXlsx, type Sheet } from './read-xlsx.js'
import { recordSplitter, type RawRecord, type RecordSplitter } from './record-splitter.js'

/** `cells` is `null` when they cannot be told apart. */
export type TableRow = { readonly raw: RawRecord; readonly cells: string[] | null; readonly header: Header }

/** Cutting them holds the process up, for some two milliseconds. */
const rowsAtATime = 50

export async function* textRows(
  path: string,
  options: HeaderOptions,
  onProgress?: FileProgress,
): AsyncGenerator<TableRow> {
  let header: Header | undefined
  let splitter: RecordSplitter | undefined
  for await (const piece of fileText(path, onProgress)) {
    const text = piece.replaceAll('\0', '')
    header ??= findHeader(text, options)
    splitter ??= recordSplitter(header.delimiter, header.cells.length)
    yield* rowsFrom(splitter.push(text), header)
  }
  if (header && splitter) yield* rowsFrom(splitter.end(), header)
}

/** Of the sheet whose columns are known best; where there are several, that is said. */
export async function* sheetRows(
  path: string,
  options: HeaderOptions,
  onNotice: (notice: string) => void,
  onProgress?: FileProgress,
): AsyncGenerator<TableRow> {
  const sheets = (await readXlsx(path, onProgress)).filter(({ rows }) => rows.some((row) => !isBlank(row)))
  if (sheets.length === 0) throw new CatalogueFileError('빈 엑셀 파일이에요. 책 목록이 든 파일을 골라 주세요.')
  const { sheet, header } = bestSheet(sheets, options)
  if (sheets.length > 1) onNotice(`시트 ${sheets.length}개 가운데 '${sheet.name}' 시트를 읽었어요.`)
  const rows = sheet.rows.map((cells, index) => ({ line: index + 1, cells: [...cells] }))
  for (const { line, cells } of rows)
    if (isRow(line, cells, header)) yield { raw: { line, text: cells.join(','), form: 'csv' }, cells, header }
}

function bestSheet(sheets: readonly Sheet[], options: HeaderOptions): { sheet: Sheet; header: Header } {
  const read = sheets.flatMap((sheet) => {
    try {
      return [{ sheet, header: findSheetHeader(linesOf(sheet), options) }]
    } catch (error) {
      if (error instanceof CatalogueFileError) return []
      throw error
    }
  })
  const [best] = read.sort((a, b) => countRecognised(b.header.columns) - countRecognised(a.header.columns))
  if (best) return best
  const [sheet] = sheets
  if (!sheet) throw new CatalogueFileError('빈 엑셀 파일이에요. 책 목록이 든 파일을 골라 주세요.')
  // says what it found
  return { sheet, header: findSheetHeader(linesOf(sheet), options) }
}

function linesOf({ rows }: Sheet) {
  return rows.map((cells, index) => ({ line: index + 1, cells })).filter(({ cells }) => !isBlank(cells))
}

/** Rows below the header; blank rows and repeated headers are not rows. */
function* rowsFrom(records: Iterable<RawRecord>, header: Header): Generator<TableRow> {
  for (const some of inGroups(records)) {
    const cells = cellsOf(some, header.delimiter)
    for (const [index, raw] of some.entries()) {
      const own = cells[index] ?? null
      if (isRow(raw.line, own, header)) yield { raw, cells: own, header }
    }
  }
}

function isRow(line: number, cells: readonly string[] | null, header: Header): boolean {
  if (line <= header.line) return false
  return cells === null || !(isBlank(cells) || cells.join('\0') === header.cells.join('\0'))
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
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
