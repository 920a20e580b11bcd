/** One import of a file: how far it came, and can it be taken back. */
import type { ImportId } from './ids.js'
import { ok, refuse, type Result } from './result.js'
import { instantOf, type Instant } from './time.js'

/** running → done, or stopped (the file broke, or the house did); from each of them → undoing → undone. */
export type ImportState = 'running' | 'done' | 'stopped' | 'undoing' | 'undone'

export type ImportBatch = {
  readonly id: ImportId
  readonly fileName: string
  /** Who asked for it, as the desk calls them. */
  readonly startedBy: string
  readonly startedAt: Instant
  /** When it last did something. */
  readonly touchedAt: Instant
  readonly endedAt: Instant | null
  readonly state: ImportState
}

export type UndoImportRefusal =
  | { kind: 'unknown-import' }
  /** Somebody is at it: it did something in the last minutes. */
  | { kind: 'import-running'; fileName: string }

/** An import that nobody has carried on for so long was killed. */
const silentMinutes = 10

/** The import on its way back. Asked twice, it is asked once. */
export function decideUndo(
  batch: ImportBatch | null,
  now: Date,
): Result<{ batch: ImportBatch; isNew: boolean }, UndoImportRefusal> {
  if (!batch) return refuse({ kind: 'unknown-import' })
  if (batch.state === 'undoing' || batch.state === 'undone') return ok({ batch, isNew: false })
  if (batch.state === 'running' && !isSilent(batch, now))
    return refuse({ kind: 'import-running', fileName: batch.fileName })
  return ok({ batch: { ...batch, state: 'undoing', touchedAt: instantOf(now) }, isNew: true })
}

/** It runs as far as anybody knows, but whoever carried it on was killed. */
export function isSilent({ state, touchedAt }: Pick<ImportBatch, 'state' | 'touchedAt'>, now: Date): boolean {
  return state === 'running' && now.getTime() - Date.parse(touchedAt) >= silentMinutes * 60_000
}
