/** What a librarian may write of a book and its copies, and what stands in the way. */
import { bookChanged, copyAdded, copyChanged, registered, type Book, type Copy } from './book.js'
import { recordLimits } from './catalogue-record.js'
import type { StaleEdit } from './deed.js'
import type { CatalogueEvent, CopyMarks } from './events.js'
import type { BookId, CopyId } from './ids.js'
import { isIsbn13 } from './isbn.js'
import { ok, refuse, refusedBy, type Refused, type Result } from './result.js'

const bookFields = [
  'isbn13',
  'title',
  'author',
  'publisher',
  'publishedYear',
  'kdc',
  'feeWon',
  'volume',
  'series',
  'coverUrl',
] as const

/** What a librarian may say of a book. Numbers and popularity come by themselves. */
export type BookFields = Pick<Book, (typeof bookFields)[number]>

type TextField = 'title' | 'author' | 'publisher' | 'kdc' | 'volume' | 'series' | 'coverUrl'

export type FieldRefusal =
  | { kind: 'title-missing' }
  | { kind: 'text-too-long'; field: TextField; limit: number }
  | { kind: 'isbn-invalid' }
  | { kind: 'year-invalid' }
  | { kind: 'fee-out-of-range'; limitWon: number }
  | { kind: 'cover-invalid' }

/** The house has this very book. */
export type AlreadyKept = { kind: 'already-kept'; bookId: BookId; bookNo: number; title: string; isArchived: boolean }

/** Where a barcode stands already. */
export type BarcodeOwner = {
  readonly barcode: string
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly copyId: CopyId
  readonly copyNo: number
}

export type MarkRefusal =
  | { kind: 'barcode-invalid'; barcode: string }
  | { kind: 'call-number-too-long'; limit: number }
  | ({ kind: 'barcode-taken' } & BarcodeOwner)

export type RegisterRefusal = FieldRefusal | AlreadyKept | MarkRefusal
export type ChangeBookRefusal =
  { kind: 'unknown-book' } | { kind: 'book-archived'; title: string } | StaleEdit | FieldRefusal | AlreadyKept
export type AddCopyRefusal = { kind: 'unknown-book' } | { kind: 'book-archived'; title: string } | MarkRefusal
export type ChangeCopyRefusal = { kind: 'unknown-copy' } | StaleEdit | MarkRefusal

export type RegisterAsked = {
  readonly fields: BookFields
  readonly bookKey: string
  readonly bookNo: number
  readonly bookId: BookId
  readonly copies: readonly (CopyMarks & { readonly copyId: CopyId })[]
  /** The book of that key or ISBN, when the house has it. */
  readonly same: Book | null
  readonly owners: readonly BarcodeOwner[]
}

/** A book and its copies, as they stand when they are registered by hand. */
export function decideRegister(
  asked: RegisterAsked,
): Result<{ book: Book; copies: Copy[]; event: CatalogueEvent }, RegisterRefusal> {
  const { fields, bookKey, bookNo, bookId, copies, same, owners } = asked
  const refused = refusedBy<RegisterRefusal>([
    ...fieldRefusals(fields),
    same && alreadyKept(same),
    ...markRefusals(copies, owners, null),
  ])
  if (refused) return refused
  const book: Book = {
    ...fields,
    id: bookId,
    bookNo,
    bookKey,
    popularity: 0,
    standing: 'kept',
    version: 1,
    importId: null,
  }
  const made = copies.map((marks, index): Copy => newCopy(marks.copyId, bookId, index + 1, marks))
  return ok({ book, copies: made, event: registered(book, made) })
}

export type ChangeAsked = {
  readonly book: Book | null
  /** As it was when the librarian looked. */
  readonly version: number
  readonly changes: Partial<BookFields>
  /** Another book that has the new ISBN. */
  readonly same: Book | null
  readonly keyOf: (fields: BookFields) => string
}

/** The book as it is afterwards; `event` is `null` when nothing is changed. */
export function decideChange(
  asked: ChangeAsked,
): Result<{ book: Book; event: CatalogueEvent | null }, ChangeBookRefusal> {
  const { book, version, changes, same, keyOf } = asked
  const refused = mustBeKept(book) ?? mustBeAsSeen(book, version)
  if (!book || refused) return refused ?? refuse({ kind: 'unknown-book' })
  const next: Book = { ...book, ...changes }
  const wrong = refusedBy<ChangeBookRefusal>([...fieldRefusals(next), same && alreadyKept(same)])
  if (wrong) return wrong
  if (bookFields.every((field) => next[field] === book[field])) return ok({ book, event: null })
  const changed = { ...next, bookKey: keyAfter(book, next, keyOf), version: book.version + 1 }
  return ok({ book: changed, event: bookChanged(changed) })
}

/**
 * A book stays the one that its list speaks of, whatever is corrected in it, or the next import of that list would bring it
 * again. A wrong ISBN, though, must be free for the book it belongs to.
 */
function keyAfter(before: Book, now: Book, keyOf: (fields: BookFields) => string): string {
  const isByIsbn = before.bookKey.startsWith('isbn:')
  return isByIsbn && before.isbn13 !== now.isbn13 ? keyOf(now) : before.bookKey
}

/** One more copy. */
export function decideAddCopy(
  book: { readonly book: Book; readonly lastNo: number } | null,
  marks: CopyMarks,
  copyId: CopyId,
  owners: readonly BarcodeOwner[],
): Result<{ copy: Copy; event: CatalogueEvent }, AddCopyRefusal> {
  const refused = mustBeKept(book?.book ?? null)
  if (!book || refused) return refused ?? refuse({ kind: 'unknown-book' })
  const wrong = refusedBy(markRefusals([marks], owners, null))
  if (wrong) return wrong
  const copy = newCopy(copyId, book.book.id, book.lastNo + 1, marks)
  return ok({ copy, event: copyAdded(copy) })
}

/** The copy with other marks; `event` is `null` when they are the same. */
export function decideChangeCopy(
  copy: Copy | null,
  version: number,
  changes: Partial<CopyMarks>,
  owners: readonly BarcodeOwner[],
): Result<{ copy: Copy; event: CatalogueEvent | null }, ChangeCopyRefusal> {
  if (!copy) return refuse({ kind: 'unknown-copy' })
  const stale = mustBeAsSeen(copy, version)
  if (stale) return stale
  const next: Copy = { ...copy, ...changes }
  const wrong = refusedBy(markRefusals([next], owners, copy.copyId))
  if (wrong) return wrong
  if (next.callNumber === copy.callNumber && next.barcode === copy.barcode) return ok({ copy, event: null })
  const changed = { ...next, version: copy.version + 1 }
  return ok({ copy: changed, event: copyChanged(changed) })
}

function newCopy(copyId: CopyId, bookId: BookId, copyNo: number, { callNumber, barcode }: CopyMarks): Copy {
  return { copyId, bookId, copyNo, callNumber, barcode, state: 'in-circulation', version: 1, importId: null }
}

export function mustBeKept(
  book: Book | null,
): Refused<{ kind: 'unknown-book' } | { kind: 'book-archived'; title: string }> | null {
  if (!book || book.standing === 'deleted') return refuse({ kind: 'unknown-book' })
  return book.standing === 'archived' ? refuse({ kind: 'book-archived', title: book.title }) : null
}

export function mustBeAsSeen(thing: { readonly version: number } | null, version: number): Refused<StaleEdit> | null {
  return thing && thing.version !== version ? refuse({ kind: 'stale-edit', version: String(thing.version) }) : null
}

function alreadyKept({ id, bookNo, title, standing }: Book): AlreadyKept {
  return { kind: 'already-kept', bookId: id, bookNo, title, isArchived: standing === 'archived' }
}

function fieldRefusals(fields: BookFields): FieldRefusal[] {
  const texts: readonly TextField[] = ['title', 'author', 'publisher', 'kdc', 'volume', 'series', 'coverUrl']
  const verdicts: (FieldRefusal | null)[] = [
    fields.title.trim() === '' ? { kind: 'title-missing' } : null,
    fields.isbn13 === null || isIsbn13(fields.isbn13) ? null : { kind: 'isbn-invalid' },
    fields.publishedYear === null || isYear(fields.publishedYear) ? null : { kind: 'year-invalid' },
    fields.feeWon === null || isFee(fields.feeWon) ? null : { kind: 'fee-out-of-range', limitWon: recordLimits.feeWon },
    fields.coverUrl === null || isWebAddress(fields.coverUrl) ? null : { kind: 'cover-invalid' },
    ...texts.map((field): FieldRefusal | null => {
      const limit = recordLimits[field]
      return (fields[field]?.length ?? 0) > limit ? { kind: 'text-too-long', field, limit } : null
    }),
  ]
  return verdicts.filter((verdict) => verdict !== null)
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1400 && year <= 2099
}

function isFee(won: number): boolean {
  return Number.isInteger(won) && won >= 0 && won <= recordLimits.feeWon
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/.test(text)
}

/** One word as a scanner reads it. */
export function isBarcode(text: string): boolean {
  return text.length <= recordLimits.barcode && /^[\p{L}\p{N}][\p{L}\p{N}./_-]*$/u.test(text)
}

/** `own`: the copy that is changed, which may keep what it has. */
function markRefusals(all: readonly CopyMarks[], owners: readonly BarcodeOwner[], own: CopyId | null): MarkRefusal[] {
  const seen = new Set<string>()
  return all.flatMap(({ callNumber, barcode }): MarkRefusal[] => {
    const limit = recordLimits.callNumber
    const tooLong: MarkRefusal[] = (callNumber?.length ?? 0) > limit ? [{ kind: 'call-number-too-long', limit }] : []
    if (barcode === null) return tooLong
    if (!isBarcode(barcode) || seen.has(barcode)) return [...tooLong, { kind: 'barcode-invalid', barcode }]
    seen.add(barcode)
    const owner = owners.find((one) => one.barcode === barcode && one.copyId !== own)
    return owner ? [...tooLong, { kind: 'barcode-taken', ...owner }] : tooLong
  })
}
