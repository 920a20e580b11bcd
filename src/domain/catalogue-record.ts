/** What does one line of a librarian's book list say about a book, and which lines speak of the same book? */
import type { CopyMarks } from './events.js'

export type BookRecord = {
  /** 13 digits with a true check digit, or null for a book that has none. */
  readonly isbn13: string | null
  readonly title: string
  /** Empty when the list does not say. */
  readonly author: string
  /** Empty when the list does not say. */
  readonly publisher: string
  readonly publishedYear: number | null
  /** Korean Decimal Classification number such as `813.7`. */
  readonly kdc: string | null
  /** As the list calls it; it stands in the title, too. Null when the list does not say. */
  readonly volume: string | null
  /** With its number, such as `세계문학전집 ; 44`; null when the list does not say. */
  readonly series: string | null
  /** Where a picture of the cover is; null when the list does not say. */
  readonly coverUrl: string | null
  /** How many copies this line adds, 1 to 99. */
  readonly copies: number
  /** What the line says of its copies, as many as `copies` at most; nothing of those that are left out. */
  readonly marks: readonly CopyMarks[]
  /** Rental fee in won; null leaves it to the shop's default. */
  readonly feeWon: number | null
  /** Only compared, larger is more popular; 0 when unknown. */
  readonly popularity: number
  /** `isbn:` and 13 digits, or `text:` and the SHA-256 (64 hex digits) of `bookIdentity`. */
  readonly bookKey: string
}

/** Lengths in UTF-16 units as the columns keep them; the copies of one line; the fee in won. */
export const recordLimits = {
  title: 300,
  author: 200,
  publisher: 100,
  kdc: 20,
  volume: 50,
  series: 200,
  coverUrl: 500,
  callNumber: 100,
  barcode: 40,
  copies: 99,
  feeWon: 100_000,
} as const

/** What a column of a list may hold. */
export const recordFields = [
  'isbn',
  'title',
  'author',
  'publisher',
  'year',
  'kdc',
  'callNumber',
  'barcode',
  'volume',
  'series',
  'cover',
  'copies',
  'fee',
  'popularity',
] as const
export type RecordField = (typeof recordFields)[number]

/** What a person says each column holds, in the order of the columns; `null`: nothing we need. */
export type ColumnMapping = readonly (RecordField | null)[]

/**
 * One text for all lines that mean the same book without an ISBN: spacing, punctuation, case and width do not count.
 * The volume is part of the title.
 */
export function bookIdentity(book: Pick<BookRecord, 'title' | 'author' | 'publisher' | 'publishedYear'>): string {
  return [book.title, book.author, book.publisher, String(book.publishedYear ?? '')].map(onlyLettersAndDigits).join('|')
}

function onlyLettersAndDigits(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  // + and # stay, or C, C++ and C# would be one book
  return plain.replace(/[^\p{L}\p{N}\p{M}+#]/gu, '') || plain.trim()
}
