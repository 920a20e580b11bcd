/** Who keeps the desk: librarians, what they may change of each other, and how long a sign-in lasts. */
import { mustBeFresh, type StaleEdit } from './deed.js'
import type { LibrarianId } from './ids.js'
import { isPlainPassword } from './plain-password.js'
import { ok, refuse, type Result } from './result.js'
import { instantOf, minutesAfter, type Instant } from './time.js'

export const librarianRoles = ['librarian', 'manager'] as const
export type LibrarianRole = (typeof librarianRoles)[number]

export type Librarian = {
  readonly id: LibrarianId
  /** In small letters; one librarian per address. */
  readonly email: string
  readonly name: string
  readonly role: LibrarianRole
  /** Somebody else chose the password, so it opens nothing but its own change. */
  readonly mustChangePassword: boolean
  /** Works here no longer: stays in the audit log and signs in nowhere. */
  readonly isClosed: boolean
  readonly passwordHash: string
  readonly version: number
}

/** What may be shown of a librarian. */
export type LibrarianFace = Omit<Librarian, 'passwordHash'>

export function faceOf({ passwordHash: _secret, ...face }: Librarian): LibrarianFace {
  return face
}

/** Addresses are compared as they are written to. */
export function readEmail(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase()
}

/** `manager` may do all that `librarian` may. */
export function mayDo(role: LibrarianRole, needed: LibrarianRole): boolean {
  return role === 'manager' || role === needed
}

export const passwordLength = { atLeast: 10, atMost: 128 } as const

export type PasswordRefusal = { kind: 'password-too-short'; atLeast: number } | { kind: 'password-too-plain' }

/** Long enough, and none that is tried first: the address, the commonest ones, one piece again and again, or a row of keys. */
export function checkPassword(password: string, email: string): Result<null, PasswordRefusal> {
  // hangul typed in pieces is no longer for that
  const typed = password.normalize('NFC')
  if ([...typed].length < passwordLength.atLeast)
    return refuse({ kind: 'password-too-short', atLeast: passwordLength.atLeast })
  const plain = typed.toLowerCase()
  const isKnown = plain === email || plain === email.split('@')[0] || isPlainPassword(plain)
  return isKnown ? refuse({ kind: 'password-too-plain' }) : ok(null)
}

export type LibrarianChange = {
  readonly name?: string | undefined
  readonly role?: LibrarianRole | undefined
  readonly isClosed?: boolean | undefined
}

export type ChangeRefusal = { kind: 'unknown-librarian' } | { kind: 'last-manager' } | StaleEdit

export type ChangeFacts = {
  readonly librarian: Librarian | null
  /** Somebody else who can sign in as a manager. */
  readonly anotherManager: LibrarianId | null
}

/** The librarian after the change. The house is never left without a manager: `standsIn` must go on being one. */
export function decideChange(
  { librarian, anotherManager }: ChangeFacts,
  { name, role, isClosed }: LibrarianChange,
  seen: string | undefined,
): Result<{ after: Librarian; standsIn: LibrarianId | null }, ChangeRefusal> {
  if (!librarian) return refuse({ kind: 'unknown-librarian' })
  const stale = mustBeFresh(seen, String(librarian.version))
  if (stale) return refuse(stale)
  const after: Librarian = {
    ...librarian,
    name: name ?? librarian.name,
    role: role ?? librarian.role,
    isClosed: isClosed ?? librarian.isClosed,
    version: librarian.version + 1,
  }
  const steps = isManaging(librarian) && !isManaging(after)
  if (steps && anotherManager === null) return refuse({ kind: 'last-manager' })
  return ok({ after, standsIn: steps ? anotherManager : null })
}

function isManaging({ role, isClosed }: Librarian): boolean {
  return role === 'manager' && !isClosed
}

/** A sign-in at one browser. `print`: of the token, which only the browser has. */
export type Session = {
  readonly print: string
  readonly librarianId: LibrarianId
  readonly startedAt: Instant
  /** Ends at the earlier of the two: when nothing was done for so long, and in any case. */
  readonly idleUntil: Instant
  readonly endsAt: Instant
}

const sessionMinutes = { idle: 60, whole: 12 * 60 } as const

/** A session used now is written down again no oftener than that. */
const noteEveryMinutes = 1

export function beginSession(print: string, librarianId: LibrarianId, now: Date): Session {
  return {
    print,
    librarianId,
    startedAt: instantOf(now),
    idleUntil: instantOf(minutesAfter(now, sessionMinutes.idle)),
    endsAt: instantOf(minutesAfter(now, sessionMinutes.whole)),
  }
}

export function isAlive({ idleUntil, endsAt }: Session, now: Date): boolean {
  const at = instantOf(now)
  return at < idleUntil && at < endsAt
}

/** The session as it is once it was used now; `null` when that is hardly news. */
export function usedNow(session: Session, now: Date): Session | null {
  const idleUntil = instantOf(minutesAfter(now, sessionMinutes.idle))
  const isNews = idleUntil >= instantOf(minutesAfter(new Date(session.idleUntil), noteEveryMinutes))
  return isNews ? { ...session, idleUntil } : null
}
