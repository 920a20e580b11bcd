/** What an ISBN says of a book: what the house has of it, and what Kakao knows. */
import type { Book } from '../domain/book.js'
import { isIsbn13 } from '../domain/isbn.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { OutsideError, type BookFound, type BookSearch } from './gateways.js'
import type { RunInTx } from './tx.js'

export type IsbnLookedUp = {
  /** The house's own, archived ones too. */
  readonly kept: Book | null
  /** `null` when Kakao knows no such book. */
  readonly found: BookFound | null
}

export type LookUpRefusal =
  | { kind: 'isbn-invalid' }
  /** Kakao is away, or takes nothing from us: the book can be typed in. */
  | { kind: 'book-search-away'; kept: Book | null }

export type LookUpErrands = {
  readonly runInTx: RunInTx
  readonly books: BookSearch
  readonly onTrouble: (error: OutsideError) => void
}

export async function lookUpIsbn(
  { runInTx, books, onTrouble }: LookUpErrands,
  isbn13: string,
): Promise<Result<IsbnLookedUp, LookUpRefusal>> {
  if (!isIsbn13(isbn13)) return refuse({ kind: 'isbn-invalid' })
  const key = `isbn:${isbn13}`
  const known = await runInTx(async (tx) => ok((await tx.catalogue.known([key], false)).get(key)?.book ?? null))
  const kept = known.ok ? known.value : null
  try {
    return ok({ kept, found: await books(isbn13) })
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    onTrouble(error)
    return refuse({ kind: 'book-search-away', kept })
  }
}
