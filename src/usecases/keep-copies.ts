/** The desk keeps its copies: their marks, and whether they are lost, damaged, in repair, withdrawn, or in circulation. */
import { copyStateChanged, type Copy } from '../domain/book.js'
import { decideAddCopy, decideChangeCopy, type AddCopyRefusal, type ChangeCopyRefusal } from '../domain/book-change.js'
import { decideRemoveCopy, type CopyRemoved, type RemoveCopyRefusal } from '../domain/book-removal.js'
import type { CopyMarks, CopyState } from '../domain/events.js'
import type { BookId, CopyId } from '../domain/ids.js'
import { mustBeFresh, type StaleEdit } from '../domain/deed.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { differing } from './differing.js'
import type { Tx } from './tx.js'

export type CopyStateInput = {
  readonly copyId: CopyId
  readonly state: CopyState
  /** The version of the copy on which this was decided. */
  readonly seen?: string | undefined
}

/** Lending hears of it by the event. The same state again changes nothing. */
export async function changeCopyState(
  tx: Tx,
  { copyId, state, seen }: CopyStateInput,
): Promise<Result<{ isNew: boolean; version: number }, { kind: 'unknown-copy' } | StaleEdit>> {
  const kept = await tx.catalogue.copy(copyId)
  if (!kept) return refuse({ kind: 'unknown-copy' })
  const stale = mustBeFresh(seen, String(kept.copy.version))
  if (stale) return refuse(stale)
  if (kept.copy.state === state) return ok({ isNew: false, version: kept.copy.version })
  const copy: Copy = { ...kept.copy, state, version: kept.copy.version + 1 }
  tx.catalogue.changeCopy(copy)
  tx.emit(copyStateChanged(copy))
  tx.record({
    action: 'copy-state-changed',
    subject: copyId,
    before: { state: kept.copy.state },
    after: { state },
  })
  return ok({ isNew: true, version: copy.version })
}

export type AddCopyInput = CopyMarks & { readonly bookId: BookId }

export async function addCopy(tx: Tx, { bookId, ...marks }: AddCopyInput): Promise<Result<Copy, AddCopyRefusal>> {
  const [book = null] = await tx.catalogue.books([bookId])
  const decided = decideAddCopy(book, marks, tx.newId<CopyId>(), await ownersOf(tx, [marks]))
  if (!decided.ok) return decided
  tx.catalogue.addCopies([decided.value.copy])
  tx.emit(decided.value.event)
  const { copyId, copyNo, callNumber, barcode } = decided.value.copy
  tx.record({ action: 'copy-added', subject: copyId, before: null, after: { bookId, copyNo, callNumber, barcode } })
  return ok(decided.value.copy)
}

export type ChangeCopyInput = {
  readonly copyId: CopyId
  readonly version: number
  readonly changes: Partial<CopyMarks>
}

export async function changeCopy(
  tx: Tx,
  { copyId, version, changes }: ChangeCopyInput,
): Promise<Result<Copy, ChangeCopyRefusal>> {
  const kept = await tx.catalogue.copy(copyId)
  const decided = decideChangeCopy(kept?.copy ?? null, version, changes, await ownersOf(tx, [changes]))
  if (!decided.ok) return decided
  const { copy, event } = decided.value
  if (kept && event) {
    tx.catalogue.changeCopy(copy)
    tx.emit(event)
    const [before, after] = differing(marksOf(kept.copy), marksOf(copy))
    tx.record({ action: 'copy-changed', subject: copyId, before, after })
  }
  return ok(copy)
}

export type RemoveCopyInput = { readonly copyId: CopyId; readonly version: number }

/** Off the list; whoever has it now, has it first. */
export async function removeCopy(
  tx: Tx,
  { copyId, version }: RemoveCopyInput,
): Promise<Result<Pick<CopyRemoved, 'how'>, RemoveCopyRefusal>> {
  const kept = await tx.catalogue.copy(copyId)
  const inUse = kept && (await tx.shelf.inUse([kept.copy.bookId])).get(kept.copy.bookId)
  const decided = decideRemoveCopy(kept && { ...kept, use: inUse?.copies.get(copyId) ?? null }, version)
  if (!decided.ok) return decided
  const { how, copy, event } = decided.value
  if (event) {
    tx.catalogue[how === 'deleted' ? 'deleteCopy' : 'changeCopy'](copy)
    tx.emit(event)
    const after = { bookId: copy.bookId, copyNo: copy.copyNo, how }
    tx.record({ action: 'copy-removed', subject: copyId, before: null, after })
  }
  return ok({ how })
}

function marksOf({ callNumber, barcode }: Copy) {
  return { callNumber, barcode }
}

/** The copies on which these marks' barcodes stand. */
export function ownersOf(tx: Tx, marks: readonly Partial<CopyMarks>[]) {
  return tx.catalogue.owners(marks.flatMap(({ barcode }) => barcode ?? []))
}
