/** What is done at the desk, and by whom: what the audit log keeps. */
import type { LibrarianId } from './ids.js'

export const doors = ['api', 'command-line', 'start'] as const
export type Door = (typeof doors)[number]

/** Stored with every line, so no name is ever changed. */
export const deedActions = [
  'signed-in',
  'signed-out',
  'signed-out-everywhere',
  'password-changed',
  'librarian-added',
  'librarian-changed',
  'librarian-password-set',
  'policy-changed',
  'day-set',
  'day-forgotten',
  'copy-state-changed',
  'book-registered',
  'book-changed',
  'book-removed',
  'book-restored',
  'copy-added',
  'copy-changed',
  'copy-removed',
  'claim-settled',
  'loss-settled',
  'import-started',
  'import-ended',
  'import-undone',
  'letters-resent',
  'overdue-told-again',
  'points-given',
  'points-taken-back',
  'cash-taken',
  'copy-rented',
  'copy-returned',
  'rental-renewed',
  'member-registered',
  'link-code-issued',
  'phone-changed',
  'phone-read',
  'member-blocked',
  'member-unblocked',
  'note-added',
  'note-deleted',
  'refund-requested',
  'refund-paid-out',
  'refund-put-back',
  'refund-settled',
] as const
export type DeedAction = (typeof deedActions)[number]

/** Something is done by somebody: told together with the story, so that what is written says by whom. */
export type Deed = {
  readonly door: Door
  /** `null`: whoever sits at the command line, or nobody, when the house starts. */
  readonly librarianId: LibrarianId | null
  readonly requestId: string | null
  /** The same command is done once, and answers the same again. `asked`: all that makes it this command. */
  readonly command: { readonly key: string; readonly asked: string } | null
}

/** Whoever sits at the house's own keyboard. */
export const atCommandLine: Deed = { door: 'command-line', librarianId: null, requestId: null, command: null }

/**
 * One line of the audit log. Ids, states and numbers: no name of a member, no phone number, no password, and no member beside
 * a title. Of librarians and books it keeps what was written of them.
 */
export type DeedRecord = {
  readonly action: DeedAction
  /** The one thing it was done to: an id, a day, or what the house has only one of. */
  readonly subject: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** The edit was made on something that somebody else has changed meanwhile; `version` is how it stands now. */
export type StaleEdit = { kind: 'stale-edit'; version: string }

/** May an edit that saw this version go on; without a version seen, whatever stands there is meant. */
export function mustBeFresh(seen: string | undefined, version: string): StaleEdit | null {
  return seen === undefined || seen === version ? null : { kind: 'stale-edit', version }
}
