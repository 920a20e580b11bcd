/** What does one row of a table say about a book, or why does it not go in? */
import type { Columns, Field } from './columns.js'
import { makeRecord, type RowRead } from './make-record.js'

export function rowToRecord(cells: readonly string[], columns: Columns, width: number): RowRead {
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return { ok: false, reason: 'too-many-cells' }
  const all = (field: Field) => columns[field].map((place) => cells[place] ?? '')
  const first = (field: Field) => all(field).find((cell) => cell.trim() !== '') ?? ''
  const callNumber = first('callNumber')
  return makeRecord({
    title: first('title'),
    volume: first('volume'),
    author: first('author'),
    publisher: first('publisher'),
    year: first('year'),
    isbns: all('isbn'),
    kdc: first('kdc'),
    series: first('series'),
    cover: first('cover'),
    copies: first('copies'),
    fee: first('fee'),
    popularity: first('popularity'),
    callNumber,
    items: first('barcode')
      .split(/[,;|\n]/)
      .filter((barcode) => barcode.trim() !== '')
      .map((barcode) => ({ callNumber, barcode })),
  })
}
