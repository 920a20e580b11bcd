/** What does one row say about a book, or why does it not go in? */
import { createHash } from 'node:crypto'
import { bookIdentity, recordLimits, type BookRecord } from '../../domain/catalogue-record.js'
import type { Columns, Field } from './columns.js'
import { readIsbn } from './read-isbn.js'
import { kdcOfCallNumber, readCount, readKdc, readYear } from './read-numbers.js'
import type { RowRefusal } from './row-refusals.js'
import { cutText, tidyText, tidyTitle } from './tidy-text.js'

export type RowRead =
  { readonly ok: true; readonly record: BookRecord } | { readonly ok: false; readonly reason: RowRefusal }

export function rowToRecord(cells: readonly string[], columns: Columns, width: number): RowRead {
  const refuse = (reason: RowRefusal): RowRead => ({ ok: false, reason })
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return refuse('too-many-cells')
  const all = (field: Field) => columns[field].map((place) => cells[place] ?? '')
  const first = (field: Field) => all(field).find((cell) => cell.trim() !== '') ?? ''

  const title = titleWithVolume(tidyTitle(first('title')), tidyText(first('volume')))
  if (title === '') return refuse('title-missing')
  const author = cutText(
    tidyTitle(first('author')).replace(/^(지은이|저자|글쓴이|저자명)\s*:\s*/, ''),
    recordLimits.author,
  )
  const publisher = cutText(tidyTitle(first('publisher')), recordLimits.publisher)
  if ([title, author, publisher].some((text) => text.includes('\uFFFD'))) return refuse('letters-broken')

  const isbn = readIsbn(all('isbn'), title)
  if ('refused' in isbn) return refuse(isbn.refused)
  const copies = first('copies') === '' ? 1 : readCount(first('copies'))
  if (copies === null || copies < 1 || copies > recordLimits.copies) return refuse('copies-out-of-range')
  const feeWon = readFee(first('fee'))
  if (feeWon === 'unreadable') return refuse('fee-invalid')

  const book = { title, author, publisher, publishedYear: readYear(first('year')) }
  return {
    ok: true,
    record: {
      ...book,
      isbn13: isbn.isbn13,
      kdc: readKdc(first('kdc')) ?? kdcOfCallNumber(first('callNumber')),
      copies,
      feeWon,
      popularity: readCount(first('popularity')) ?? 0,
      bookKey: isbn.isbn13 ? `isbn:${isbn.isbn13}` : `text:${sha256(bookIdentity(book))}`,
    },
  }
}

/** `1-34 /` is a note about a set, `제3권` is volume 3; a volume that the title already ends with is not said twice. */
function titleWithVolume(title: string, cell: string): string {
  const volume = /\d\s*[-~]\s*\d+\s*\/$/.test(cell) ? '' : cell.replace(/^제\s*(?=\d)|(?<=\d)\s*권$|[\s/=:;]+$/g, '')
  const isSaid = volume === '' || (title.endsWith(volume) && !/\d$/.test(title.slice(0, -volume.length)))
  if (title === '' || isSaid) return cutText(title, recordLimits.title)
  const ending = `. ${cutText(volume, 50)}`
  return cutText(title, recordLimits.title - ending.length) + ending
}

function readFee(cell: string): number | null | 'unreadable' {
  if (cell.trim() === '') return null
  if (cell.trim() === '무료') return 0
  const feeWon = readCount(cell)
  return feeWon === null || feeWon > recordLimits.feeWon ? 'unreadable' : feeWon
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
