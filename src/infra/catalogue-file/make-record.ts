/** A book from what a list says of it in words, or why it does not go in. */
import { isBarcode, isWebAddress } from '../../domain/book-change.js'
import { recordLimits, type BookRecord } from '../../domain/catalogue-record.js'
import { bookKeyOf } from '../book-key.js'
import { readIsbn } from './read-isbn.js'
import { kdcOfCallNumber, readCount, readKdc, readYear } from './read-numbers.js'
import type { RowRefusal } from './row-refusals.js'
import { cutText, tidyText, tidyTitle } from './tidy-text.js'

export type RowRead =
  { readonly ok: true; readonly record: BookRecord } | { readonly ok: false; readonly reason: RowRefusal }

/** As it stands in the list; what the list does not say is empty. */
export type SaidOfBook = {
  readonly title: string
  readonly volume: string
  readonly author: string
  readonly publisher: string
  readonly year: string
  /** The best first. */
  readonly isbns: readonly string[]
  readonly kdc: string
  readonly series: string
  readonly cover: string
  readonly copies: string
  readonly fee: string
  readonly popularity: string
  readonly callNumber: string
  /** Single copies that the list speaks of. */
  readonly items: readonly { readonly callNumber: string; readonly barcode: string }[]
}

export function makeRecord(said: SaidOfBook): RowRead {
  const refuse = (reason: RowRefusal): RowRead => ({ ok: false, reason })
  const volume = volumeIn(tidyText(said.volume))
  const title = titleWithVolume(tidyTitle(said.title), volume)
  if (title === '') return refuse('title-missing')
  const author = cutText(tidyTitle(said.author).replace(/^(지은이|저자|글쓴이|저자명)\s*:\s*/, ''), recordLimits.author)
  const publisher = cutText(tidyTitle(said.publisher), recordLimits.publisher)
  const series = cutText(tidyTitle(said.series), recordLimits.series)
  if ([title, author, publisher, series].some((text) => text.includes('\uFFFD'))) return refuse('letters-broken')

  const isbn = readIsbn(said.isbns, title)
  if ('refused' in isbn) return refuse(isbn.refused)
  const items = said.items.map((item) => ({ callNumber: item.callNumber, barcode: barcodeIn(item.barcode) }))
  if (items.some(({ barcode }) => barcode !== '' && !isBarcode(barcode))) return refuse('barcode-invalid')
  const copies = said.copies.trim() === '' ? 1 : readCount(said.copies)
  if (copies === null || copies < 1 || Math.max(copies, items.length) > recordLimits.copies)
    return refuse('copies-out-of-range')
  const feeWon = readFee(said.fee)
  if (feeWon === 'unreadable') return refuse('fee-invalid')

  const count = Math.max(copies, items.length)
  const book = { isbn13: isbn.isbn13, title, author, publisher, publishedYear: readYear(said.year) }
  return {
    ok: true,
    record: {
      ...book,
      kdc: readKdc(said.kdc) ?? kdcOfCallNumber(said.callNumber),
      volume: volume === '' ? null : cutText(volume, recordLimits.volume),
      series: series === '' ? null : series,
      coverUrl: coverIn(said.cover),
      copies: count,
      marks: Array.from({ length: count }, (_, place) => ({
        callNumber: callNumberIn(items[place]?.callNumber || said.callNumber),
        barcode: items[place]?.barcode || null,
      })),
      feeWon,
      popularity: readCount(said.popularity) ?? 0,
      bookKey: bookKeyOf(book),
    },
  }
}

/** `1-34 /` is a note about a set, `제3권` is volume 3. */
function volumeIn(cell: string): string {
  return /\d\s*[-~]\s*\d+\s*\/$/.test(cell) ? '' : cell.replace(/^제\s*(?=\d)|(?<=\d)\s*권$|[\s/=:;]+$/g, '')
}

/** A volume that the title already ends with is not said twice. */
function titleWithVolume(title: string, volume: string): string {
  const isSaid = volume === '' || (title.endsWith(volume) && !/\d$/.test(title.slice(0, -volume.length)))
  if (title === '' || isSaid) return cutText(title, recordLimits.title)
  const ending = `. ${cutText(volume, recordLimits.volume)}`
  return cutText(title, recordLimits.title - ending.length) + ending
}

function readFee(cell: string): number | null | 'unreadable' {
  if (cell.trim() === '') return null
  if (cell.trim() === '무료') return 0
  const feeWon = readCount(cell)
  return feeWon === null || feeWon > recordLimits.feeWon ? 'unreadable' : feeWon
}

function callNumberIn(cell: string): string | null {
  const text = cutText(tidyText(cell), recordLimits.callNumber)
  return text === '' || text.includes('\uFFFD') ? null : text
}

/** As a scanner reads it; a spreadsheet's `1001.0` is 1001. */
function barcodeIn(cell: string): string {
  return tidyText(cell)
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(?<=^\d+)\.0+$/, '')
}

/** An address that is none is no cover, and no reason to leave the book out. */
function coverIn(cell: string): string | null {
  const address = cell.trim().replace(/^\/\//, 'https://')
  return isWebAddress(address) && address.length <= recordLimits.coverUrl ? address : null
}
