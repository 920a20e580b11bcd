/**
 * A chat user names a phone number that is to become theirs. One that is somebody else's counts as a wrong try, as at
 * linking, or numbers could be named until one turns out to be a member's. A refusal writes nothing, so that the try is
 * counted in a transaction of its own; if the process dies in between, it is not counted.
 */
import type { UserKey } from '../domain/ids.js'
import { hasTriedTooOften, oneMoreTry, type TooManyTries } from '../domain/link.js'
import { ok, refuse, type Refusal, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { RunInTx, Tx } from './tx.js'

/** `userKey`: `null` when it is not a chat user who names it, and nothing is counted. */
export async function namePhone<T, R extends Refusal>(
  runInTx: RunInTx,
  userKey: UserKey | null,
  story: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R | TooManyTries>> {
  if (userKey === null) return runInTx(story)
  const may = await runInTx((tx) => mayNamePhone(tx, userKey))
  if (!may.ok) return may
  const done = await runInTx(story)
  if (!done.ok && done.refusals.some(({ kind }) => kind === 'phone-taken')) await runInTx((tx) => countTry(tx, userKey))
  return done
}

async function mayNamePhone(tx: Tx, userKey: UserKey): Promise<Result<null, TooManyTries>> {
  return hasTriedTooOften(await tx.links.triesOf(userKey), tx.now) ? refuse({ kind: 'too-many-tries' }) : ok(null)
}

async function countTry(tx: Tx, userKey: UserKey): Promise<Result<null>> {
  const tries = await tx.links.triesOf(userKey)
  tx.links.setTries(userKey, tries, oneMoreTry(tries, tx.now, instantOf(tx.now)))
  return ok(null)
}
