/** The desk takes in a file: new titles, more copies of titles it has, and barcodes for copies that have none. */
import { decideStock, nothingToStock, type StockDecided, type StockOutcome } from '../domain/book.js'
import type { BookRecord } from '../domain/catalogue-record.js'
import type { CopyMarks } from '../domain/events.js'
import type { BookId, CopyId, ImportId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** No two of the records may have the same `bookKey`; `marks` are of the copies that the lines of now name. */
export type StockInput = readonly {
  readonly record: BookRecord
  readonly copiesAtLeast: number
  readonly marks?: readonly CopyMarks[]
}[]

export type Stocked = { readonly outcome: StockOutcome; readonly refusedBarcodes: readonly string[] }

/** It was stopped, or is being taken back. */
export type ImportOver = { kind: 'import-over' }

/** `importId`: the import it is part of. `isTrial`: only says what would be done. */
export type StockHow = { readonly importId: ImportId | null; readonly isTrial: boolean }

/** What each record did, in the order given. */
export async function stockCatalogue(
  tx: Tx,
  input: StockInput,
  { importId, isTrial }: StockHow,
): Promise<Result<Stocked[], ImportOver>> {
  const barcodes = input.flatMap(({ marks = [] }) => marks.flatMap(({ barcode }) => barcode ?? []))
  const known = await tx.catalogue.known(
    input.map(({ record }) => record.bookKey),
    barcodes.length > 0,
  )
  const owners = await tx.catalogue.owners(barcodes)
  if (importId !== null && (await tx.imports.byId(importId))?.state !== 'running')
    return refuse({ kind: 'import-over' })
  const told = new Set<BookId>()
  let lastBookNo = await tx.catalogue.lastBookNo()
  const decided = input.map(({ record, copiesAtLeast, marks = [] }): StockDecided => {
    const book = known.get(record.bookKey) ?? null
    // a book that got its ISBN by hand may be named twice, with it and without: once is enough
    if (book && told.has(book.book.id)) return nothingToStock
    if (book) told.add(book.book.id)
    const taken = owners.filter(({ bookId }) => bookId !== book?.book.id).map(({ barcode }) => barcode)
    return decideStock({
      record,
      copiesAtLeast,
      marks,
      known: book,
      takenBarcodes: new Set(taken),
      importId,
      nextBookNo: () => ++lastBookNo,
      newBookId: () => tx.newId<BookId>(),
      newCopyId: () => tx.newId<CopyId>(),
    })
  })
  if (!isTrial) {
    tx.catalogue.addBooks(decided.flatMap(({ newBook }) => newBook ?? []))
    tx.catalogue.addCopies(decided.flatMap(({ newCopies }) => newCopies))
    for (const copy of decided.flatMap(({ marked }) => marked)) tx.catalogue.changeCopy(copy)
    for (const event of decided.flatMap(({ events }) => events)) tx.emit(event)
    if (importId !== null) tx.imports.touch(importId, instantOf(tx.now))
  }
  return ok(decided.map(({ outcome, refusedBarcodes }) => ({ outcome, refusedBarcodes })))
}
