/** The desk takes in a file: new titles, and more copies of titles it has. */
import { decideStock, type StockOutcome } from '../domain/book.js'
import type { BookRecord } from '../domain/catalogue-record.js'
import type { BookId, CopyId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

/** No two of the records may have the same `bookKey`. */
export type StockInput = readonly { readonly record: BookRecord; readonly copiesAtLeast: number }[]

/** What each record did, in the order given. */
export async function stockCatalogue(tx: Tx, input: StockInput): Promise<Result<StockOutcome[]>> {
  const known = await tx.catalogue.known(input.map(({ record }) => record.bookKey))
  let lastBookNo = await tx.catalogue.lastBookNo()
  const decided = input.map(({ record, copiesAtLeast }) =>
    decideStock({
      record,
      copiesAtLeast,
      known: known.get(record.bookKey) ?? null,
      nextBookNo: () => ++lastBookNo,
      newBookId: () => tx.newId<BookId>(),
      newCopyId: () => tx.newId<CopyId>(),
    }),
  )
  tx.catalogue.addBooks(decided.filter(({ outcome }) => outcome === 'taken').map(({ book }) => book))
  tx.catalogue.addCopies(decided.flatMap(({ book, copies }) => copies.map((copy) => ({ ...copy, bookId: book.id }))))
  for (const event of decided.flatMap(({ events }) => events)) tx.emit(event)
  return ok(decided.map(({ outcome }) => outcome))
}
