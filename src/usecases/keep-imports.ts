/** Imports from their beginning to their end, and back. */
import { decideUndoBook } from '../domain/book-removal.js'
import type { BookId, ImportId } from '../domain/ids.js'
import { decideUndo, type ImportBatch, type UndoImportRefusal } from '../domain/import-batch.js'
import { ok, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import { booksAtDesk } from './keep-books.js'
import type { ImportCounts, ImportRefusedRow } from './ports/imports.js'
import type { Tx } from './tx.js'

export type BeginImportInput = {
  /** That of the upload; another one where there was none. */
  readonly importId?: ImportId
  readonly fileName: string
  readonly startedBy: string
}

/** An upload becomes an import once. */
export async function beginImport(
  tx: Tx,
  { importId, fileName, startedBy }: BeginImportInput,
): Promise<Result<ImportBatch>> {
  const known = importId && (await tx.imports.byId(importId))
  if (known) return ok(known)
  const startedAt = instantOf(tx.now)
  const batch: ImportBatch = {
    id: importId ?? tx.newId<ImportId>(),
    fileName,
    startedBy,
    startedAt,
    touchedAt: startedAt,
    endedAt: null,
    state: 'running',
  }
  tx.imports.add(batch)
  tx.record({ action: 'import-started', subject: batch.id, before: null, after: { state: batch.state } })
  return ok(batch)
}

export type NoteImportInput = {
  readonly importId: ImportId
  readonly counts: ImportCounts
  readonly refused: readonly ImportRefusedRow[]
}

export async function noteImport(tx: Tx, { importId, counts, refused }: NoteImportInput): Promise<Result<null>> {
  tx.imports.note(importId, counts, refused)
  return ok(null)
}

export type EndImportInput = {
  readonly importId: ImportId
  readonly isWhole: boolean
  readonly notices: readonly string[]
  /** What became of its rows. */
  readonly counts?: Partial<ImportCounts>
}

/** An import that is being taken back meanwhile is left to that. */
export async function endImport(tx: Tx, input: EndImportInput): Promise<Result<null>> {
  const { importId, isWhole, notices, counts = {} } = input
  const batch = await tx.imports.byId(importId)
  if (batch?.state !== 'running') return ok(null)
  const endedAt = instantOf(tx.now)
  const state = isWhole ? 'done' : 'stopped'
  tx.imports.change({ ...batch, state, touchedAt: endedAt, endedAt }, 'running', notices)
  tx.record({ action: 'import-ended', subject: importId, before: { state: batch.state }, after: { state, ...counts } })
  return ok(null)
}

/** From now on it is on its way back, whoever carries that on. */
export async function beginUndo(tx: Tx, importId: ImportId): Promise<Result<{ isNew: boolean }, UndoImportRefusal>> {
  const before = await tx.imports.byId(importId)
  const decided = decideUndo(before, tx.now)
  if (!decided.ok) return decided
  const { batch, isNew } = decided.value
  if (before && isNew) {
    tx.imports.change(batch, before.state)
    tx.record({
      action: 'import-undone',
      subject: importId,
      before: { state: before.state },
      after: { state: batch.state },
    })
  }
  return ok({ isNew })
}

export type ImportedBook = { readonly importId: ImportId; readonly bookId: BookId }

/** Takes back what the import did to a book; told again, it finds nothing to do. */
export async function undoImportedBook(tx: Tx, { importId, bookId }: ImportedBook): Promise<Result<null>> {
  const [facts] = await booksAtDesk(tx, [bookId])
  const batch = await tx.imports.byId(importId)
  if (!facts || batch?.state !== 'undoing') return ok(null)
  const { book, copies, events } = decideUndoBook(facts, importId)
  for (const { how, copy } of copies) tx.catalogue[how === 'deleted' ? 'deleteCopy' : 'changeCopy'](copy)
  if (book) tx.catalogue.changeBook(book)
  for (const event of events) tx.emit(event)
  return ok(null)
}

/** Everything that could be taken back was. */
export async function endUndo(tx: Tx, importId: ImportId): Promise<Result<null>> {
  const batch = await tx.imports.byId(importId)
  if (batch?.state === 'undoing')
    tx.imports.change({ ...batch, state: 'undone', touchedAt: instantOf(tx.now) }, 'undoing')
  return ok(null)
}
