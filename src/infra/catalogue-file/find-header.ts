/** Where are the column names, and what stands between the cells? */
import { CatalogueFileError } from './catalogue-file-error.js'
import { cellsOf } from './cells.js'
import { columnsNamed, countRecognised, recogniseColumns, type Columns } from './columns.js'
import { recordSplitter, type RawRecord } from './record-splitter.js'

export type Header = {
  readonly delimiter: string
  readonly line: number
  readonly cells: readonly string[]
  readonly columns: Columns
}

/** A name of the library or a date may stand above the column names. */
const linesLookedAt = 10
const longestName = 40
const delimiters = ['\t', ',', ';']

type Line = { readonly line: number; readonly cells: readonly string[] }
/** The first lines, cut at this delimiter. */
type Tried = { readonly delimiter: string; readonly rows: readonly Line[] }

/** `mayLackTitle`: whatever the first line names will do; a person says what it holds. */
export type HeaderOptions = { readonly mayLackTitle: boolean }

/** Throws with the names it found when none of the first lines names a column of titles. */
export function findHeader(text: string, options: HeaderOptions): Header {
  const beginning = text.slice(0, 64 * 1024)
  return headerAmong(
    delimiters.map((delimiter) => ({ delimiter, rows: firstRows(beginning, delimiter) })),
    options,
  )
}

/** The same among the rows of a sheet, whose cells are apart already. */
export function findSheetHeader(rows: readonly Line[], options: HeaderOptions): Header {
  return headerAmong([{ delimiter: '\t', rows: rows.slice(0, linesLookedAt) }], options)
}

function headerAmong(tried: readonly Tried[], { mayLackTitle }: HeaderOptions): Header {
  const found = tried.flatMap(({ delimiter, rows }) => {
    for (const { line, cells } of rows) {
      const columns = recogniseColumns(cells)
      if (columns && looksLikeNames(cells, columns, line)) return [{ delimiter, line, cells, columns }]
    }
    return []
  })
  found.sort((a, b) => countRecognised(b.columns) - countRecognised(a.columns))
  const [best] = found
  if (best) return best
  const [widest] = tried
    .flatMap(({ delimiter, rows }) => rows.slice(0, 1).map((row) => ({ delimiter, ...row })))
    .sort((a, b) => b.cells.length - a.cells.length)
  if (widest && mayLackTitle) return { ...widest, columns: columnsNamed(widest.cells) }
  const shown = (widest?.cells ?? []).map((cell) => cell.trim().slice(0, 20)).filter((cell) => cell !== '')
  throw new CatalogueFileError(
    `제목 열을 찾지 못했어요. 제목 열의 이름을 '도서명'이나 'title'로 바꿔 주세요. 찾은 열 이름: ${shown.slice(0, 12).join(', ')}`,
  )
}

/** Below the first line, a sentence with commas must not pass for column names. */
function looksLikeNames(cells: readonly string[], columns: Columns, line: number): boolean {
  return line === 1 || (countRecognised(columns) > 1 && cells.every((cell) => cell.length <= longestName))
}

function firstRows(text: string, delimiter: string): Line[] {
  const records = firstRecords(text, delimiter)
  return cellsOf(records, delimiter).flatMap((cells, index) => {
    const line = records[index]?.line
    return cells && line !== undefined ? [{ line, cells }] : []
  })
}

/** No more of the text is looked at than they take. */
function firstRecords(text: string, delimiter: string): RawRecord[] {
  const splitter = recordSplitter(delimiter, 0)
  const records: RawRecord[] = []
  for (const record of splitter.push(text)) if (records.push(record) === linesLookedAt) return records
  return [...records, ...splitter.end()].slice(0, linesLookedAt)
}
