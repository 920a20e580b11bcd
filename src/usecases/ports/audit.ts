/** The audit log, as it is read. */
import type { DeedAction, DeedRecord, Door } from '../../domain/deed.js'
import type { DeedId, LibrarianId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'

export type AuditLine = DeedRecord & {
  readonly id: DeedId
  readonly happenedAt: Instant
  readonly door: Door
  /** `null`: somebody at the command line. */
  readonly librarian: { readonly id: LibrarianId; readonly name: string } | null
  readonly requestId: string | null
}

export type AuditQuestion = {
  readonly librarianId?: LibrarianId | undefined
  readonly action?: DeedAction | undefined
  readonly subject?: string | undefined
  readonly door?: Door | undefined
  /** From this instant on, and before that one. */
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
  readonly order: 'newest-first' | 'oldest-first'
  /** The last line of the page before. */
  readonly after?: DeedId | undefined
}

export type AuditViews = { auditLines(question: AuditQuestion, limit: number): Promise<AuditLine[]> }
