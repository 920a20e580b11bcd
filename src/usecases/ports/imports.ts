/** Imports as the desk keeps them. */
import type { ImportBatch, ImportState } from '../../domain/import-batch.js'
import type { ImportId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'

/** How far an import came, row by row. */
export type ImportCounts = {
  readonly bytesRead: number
  readonly totalBytes: number
  readonly rows: number
  readonly taken: number
  readonly joined: number
  readonly unchanged: number
  readonly archived: number
  readonly refused: number
}

export type ImportRefusedRow = { readonly line: number; readonly reason: string; readonly excerpt: string }

export type Imports = {
  byId(id: ImportId): Promise<ImportBatch | null>
  add(batch: ImportBatch): void
  /** It does something now; only while it is running. */
  touch(id: ImportId, at: Instant): void
  /** How far it came, and rows that were left out, once each. */
  note(id: ImportId, counts: ImportCounts, refused: readonly ImportRefusedRow[]): void
  /** It is in another state now; only from the one before. `notices`: sentences about the file as a whole. */
  change(batch: ImportBatch, before: ImportState, notices?: readonly string[]): void
}
