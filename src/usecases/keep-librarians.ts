/** Managers keep the list of librarians; everybody keeps their own password. */
import type { LibrarianId } from '../domain/ids.js'
import {
  checkPassword,
  decideChange,
  faceOf,
  readEmail,
  type ChangeRefusal,
  type Librarian,
  type LibrarianChange,
  type LibrarianFace,
  type LibrarianRole,
  type PasswordRefusal,
} from '../domain/librarian.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { RateLimits, Secrets } from './gateways.js'
import type { RunInTx, Tx } from './tx.js'

export type LibrarianErrands = {
  readonly runInTx: RunInTx
  /** A look outside any story. */
  readonly lookUp: (id: LibrarianId) => Promise<Librarian | null>
  readonly secrets: Secrets
}

export type AddLibrarianInput = {
  readonly email: string
  readonly name: string
  readonly role: LibrarianRole
  readonly password: string
}

export type AddRefusal = PasswordRefusal | { kind: 'email-taken' }

/** The password was chosen by somebody else, so it must be changed at the first sign-in. */
export async function addLibrarian(
  { runInTx, secrets }: Omit<LibrarianErrands, 'lookUp'>,
  input: AddLibrarianInput,
): Promise<Result<LibrarianFace, AddRefusal>> {
  const email = readEmail(input.email)
  const checked = checkPassword(input.password, email)
  if (!checked.ok) return checked
  const passwordHash = await secrets.hash(input.password)
  return runInTx(async (tx) => {
    if (await tx.librarians.byEmail(email)) return refuse<AddRefusal>({ kind: 'email-taken' })
    const librarian = newLibrarian(tx, { ...input, email, passwordHash, mustChangePassword: true })
    tx.librarians.add(librarian, instantOf(tx.now))
    tx.record({ action: 'librarian-added', subject: librarian.id, before: null, after: shownOf(librarian) })
    return ok(faceOf(librarian))
  })
}

export type FirstLibrarianInput = { readonly email: string; readonly password: string; readonly isForOnce: boolean }

/** A house in which nobody can sign in gets its first librarian, a manager. Several processes at once make one. */
export async function addFirstLibrarian(
  { runInTx, secrets }: Omit<LibrarianErrands, 'lookUp'>,
  { email: typed, password, isForOnce }: FirstLibrarianInput,
): Promise<Result<LibrarianFace, { kind: 'somebody-is-there' }>> {
  const email = readEmail(typed)
  const passwordHash = await secrets.hash(password)
  return runInTx(async (tx) => {
    if (await tx.librarians.isAnybody()) return refuse({ kind: 'somebody-is-there' })
    const first = { email, name: '관리자', role: 'manager', passwordHash, mustChangePassword: isForOnce } as const
    const librarian = newLibrarian(tx, first)
    tx.librarians.add(librarian, instantOf(tx.now))
    tx.record({ action: 'librarian-added', subject: librarian.id, before: null, after: shownOf(librarian) })
    return ok(faceOf(librarian))
  })
}

function newLibrarian(
  tx: Tx,
  { email, name, role, passwordHash, mustChangePassword }: Omit<Librarian, 'id' | 'isClosed' | 'version'>,
): Librarian {
  const id = tx.newId<LibrarianId>()
  return { id, email, name, role, passwordHash, mustChangePassword, isClosed: false, version: 1 }
}

export type ChangeLibrarianInput = {
  readonly librarianId: LibrarianId
  readonly change: LibrarianChange
  readonly seen: string
}

/** Who is closed is signed out wherever they were. */
export async function changeLibrarian(
  tx: Tx,
  { librarianId, change, seen }: ChangeLibrarianInput,
): Promise<Result<LibrarianFace, ChangeRefusal>> {
  const librarian = await tx.librarians.byId(librarianId)
  const facts = { librarian, anotherManager: await tx.librarians.anotherManager(librarianId) }
  const decided = decideChange(facts, change, seen)
  if (!decided.ok || !librarian) return decided.ok ? refuse({ kind: 'unknown-librarian' }) : decided
  const { after, standsIn } = decided.value
  tx.librarians.change(after)
  if (standsIn !== null) tx.librarians.mustStayManager(standsIn)
  if (after.isClosed) tx.librarians.endAll(after.id, null)
  tx.record({
    action: 'librarian-changed',
    subject: after.id,
    before: shownOf(librarian),
    after: shownOf(after),
  })
  return ok(faceOf(after))
}

export type SetPasswordInput = { readonly librarianId: LibrarianId; readonly password: string }

export type SetPasswordRefusal = PasswordRefusal | { kind: 'unknown-librarian' }

/** Somebody forgot it: a new one for once, and every sign-in made with the old one is over. */
export async function setPassword(
  { runInTx, lookUp, secrets }: LibrarianErrands,
  { librarianId, password }: SetPasswordInput,
): Promise<Result<LibrarianFace, SetPasswordRefusal>> {
  const known = await lookUp(librarianId)
  if (!known) return refuse({ kind: 'unknown-librarian' })
  const checked = checkPassword(password, known.email)
  if (!checked.ok) return checked
  const passwordHash = await secrets.hash(password)
  return runInTx(async (tx) => {
    const librarian = await tx.librarians.byId(librarianId)
    if (!librarian) return refuse<SetPasswordRefusal>({ kind: 'unknown-librarian' })
    const after = { ...librarian, passwordHash, mustChangePassword: true, version: librarian.version + 1 }
    tx.librarians.change(after)
    tx.librarians.endAll(librarianId, null)
    tx.record({ action: 'librarian-password-set', subject: librarianId, before: null, after: null })
    return ok(faceOf(after))
  })
}

export type ChangePasswordInput = {
  readonly librarianId: LibrarianId
  readonly current: string
  readonly next: string
  /** The session in which it is done, which goes on; every other one is over. */
  readonly sessionPrint: string
}

export type ChangePasswordRefusal =
  | PasswordRefusal
  | { kind: 'wrong-password' }
  | { kind: 'same-password' }
  | { kind: 'sign-in-locked'; retryAfterSeconds: number }

/** Whoever found a browser open cannot try passwords in it. */
const tries = { uses: 5, seconds: 15 * 60 } as const

/** Compared within the story, so that whoever asks again under one key because the answer was lost hears the same. */
export async function changePassword(
  { runInTx, secrets, limits }: Omit<LibrarianErrands, 'lookUp'> & { readonly limits: RateLimits },
  { librarianId, current, next, sessionPrint }: ChangePasswordInput,
): Promise<Result<LibrarianFace, ChangePasswordRefusal>> {
  const bucket = `password:${librarianId}`
  const over = await limits.use(bucket, tries)
  if (over) return refuse({ kind: 'sign-in-locked', ...over })
  const nextHash = await secrets.hash(next)
  const changed = await runInTx(async (tx): Promise<Result<LibrarianFace, ChangePasswordRefusal>> => {
    const librarian = await tx.librarians.byId(librarianId)
    const isRight = await secrets.isRight(librarian?.passwordHash ?? null, current)
    if (!librarian || !isRight) return refuse({ kind: 'wrong-password' })
    if (await secrets.isRight(librarian.passwordHash, next)) return refuse({ kind: 'same-password' })
    const checked = checkPassword(next, librarian.email)
    if (!checked.ok) return checked
    const version = librarian.version + 1
    const after = { ...librarian, passwordHash: nextHash, mustChangePassword: false, version }
    tx.librarians.change(after)
    tx.librarians.endAll(librarianId, sessionPrint)
    tx.record({ action: 'password-changed', subject: librarianId, before: null, after: null })
    return ok(faceOf(after))
  })
  const wasWrong = !changed.ok && changed.refusals[0].kind === 'wrong-password'
  if (!wasWrong) await limits.forget(bucket)
  return changed
}

/** As much of a librarian as the audit log keeps. */
function shownOf({ email, name, role, isClosed }: Librarian): Record<string, unknown> {
  return { email, name, role, isClosed }
}
