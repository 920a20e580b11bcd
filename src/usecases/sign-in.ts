/** A librarian signs in, stays signed in while at work, and signs out: here, or everywhere. */
import type { Deed } from '../domain/deed.js'
import type { LibrarianId } from '../domain/ids.js'
import {
  beginSession,
  faceOf,
  isAlive,
  readEmail,
  usedNow,
  type Librarian,
  type LibrarianFace,
  type Session,
} from '../domain/librarian.js'
import { ok, refuse, type Result } from '../domain/result.js'
import type { RateLimits, Secrets } from './gateways.js'
import type { RunInTx, Tx } from './tx.js'

/**
 * Tries that fail, until nobody is let in for a while: from one place with one address of a person, from one place at all, and
 * with one address from everywhere. Who would lock a librarian out on purpose needs many places to do it from.
 */
const tries = {
  here: { uses: 5, seconds: 15 * 60 },
  place: { uses: 30, seconds: 15 * 60 },
  account: { uses: 50, seconds: 15 * 60 },
} as const

export type SignInErrands = {
  readonly runInTx: RunInTx
  readonly secrets: Secrets
  readonly limits: RateLimits
  /** What stands for a word where the word itself must not be kept. */
  readonly printOf: (text: string) => string
}

export type SignInInput = {
  readonly email: string
  readonly password: string
  /** Where it comes from. */
  readonly place: string
  readonly requestId: string
}

/** A librarian at work. */
export type AtWork = { readonly session: Session; readonly librarian: LibrarianFace }

export type SignInRefusal =
  /** Whatever was wrong: who knows an address learns nothing about it. */
  { kind: 'wrong-credentials' } | { kind: 'sign-in-locked'; retryAfterSeconds: number }

/**
 * Every try counts before it is compared, so that many at once gain nothing; what comes in time is given back when it was
 * right. Nobody's address is counted, locked and compared like somebody's. A new password is counted anew: whoever was locked
 * out and was given one, may come in.
 */
export async function signIn(
  { runInTx, secrets, limits, printOf }: SignInErrands,
  input: SignInInput,
): Promise<Result<AtWork & { readonly token: string }, SignInRefusal>> {
  const email = readEmail(input.email)
  const found = await runInTx(async (tx) => ok(await tx.librarians.byEmail(email)))
  const librarian = found.ok ? found.value : null
  const account = [email, librarian?.passwordHash ?? '']
  const buckets = {
    place: `sign-in:place:${printOf(input.place)}`,
    here: `sign-in:here:${printOf([...account, input.place].join('\n'))}`,
    account: `sign-in:account:${printOf(account.join('\n'))}`,
  }
  for (const name of ['place', 'here', 'account'] as const) {
    const over = await limits.use(buckets[name], tries[name])
    if (over) return refuse({ kind: 'sign-in-locked', ...over })
  }
  const known = librarian?.isClosed ? null : librarian
  const isRight = await secrets.isRight(known?.passwordHash ?? null, input.password)
  if (!known || !isRight) return refuse({ kind: 'wrong-credentials' })

  const { token, print } = secrets.newToken()
  const begun = await runInTx((tx) => begin(tx, print, known), deedOf(known.id, input.requestId))
  if (!begun.ok) return begun
  await limits.forget(buckets.here)
  for (const name of ['place', 'account'] as const) await limits.giveBack(buckets[name])
  return ok({ token, ...begun.value })
}

/** Only with the password that was compared: it may have been changed in between. */
async function begin(tx: Tx, print: string, known: Librarian): Promise<Result<AtWork, SignInRefusal>> {
  const librarian = await tx.librarians.byId(known.id)
  if (!librarian || librarian.isClosed || librarian.passwordHash !== known.passwordHash)
    return refuse({ kind: 'wrong-credentials' })
  const session = beginSession(print, librarian.id, tx.now)
  tx.librarians.begin(session, known.passwordHash)
  tx.record({ action: 'signed-in', subject: librarian.id, before: null, after: null })
  return ok({ session, librarian: faceOf(librarian) })
}

function deedOf(librarianId: LibrarianId, requestId: string): Deed {
  return { door: 'api', librarianId, requestId, command: null }
}

/** Whose session it is, if it still lasts. Being used keeps it alive; a page that looks by itself is no use. */
export async function useSession(tx: Tx, print: string, isAttended: boolean): Promise<Result<AtWork | null>> {
  const found = await tx.librarians.session(print)
  if (!found || found.librarian.isClosed || !isAlive(found.session, tx.now)) return ok(null)
  const used = isAttended ? usedNow(found.session, tx.now) : null
  if (used) tx.librarians.keepAlive(used)
  return ok({ session: used ?? found.session, librarian: faceOf(found.librarian) })
}

export async function signOut(tx: Tx, { session }: { session: Session }): Promise<Result<null>> {
  tx.librarians.end(session.print)
  tx.record({ action: 'signed-out', subject: session.librarianId, before: null, after: null })
  return ok(null)
}

export async function signOutEverywhere(tx: Tx, { librarianId }: { librarianId: LibrarianId }): Promise<Result<null>> {
  tx.librarians.endAll(librarianId, null)
  tx.record({ action: 'signed-out-everywhere', subject: librarianId, before: null, after: null })
  return ok(null)
}
