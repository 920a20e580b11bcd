/** Letters that were given up on leave once more, because somebody has taken the cause away. */
import type { LetterId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { RunInTx, Tx } from './tx.js'
import type { Sheets } from './views.js'

export type ResendRefusal = { readonly kind: 'unknown-letter' } | { readonly kind: 'not-parked' }

export type ResendErrands = { readonly runInTx: RunInTx; readonly due: Sheets }

const pageLength = 200

/** The parked letter waits again, as if never tried. Refused when it is not parked, or when there is none of this id. */
export async function resendLetter(tx: Tx, { letterId }: { letterId: LetterId }): Promise<Result<null, ResendRefusal>> {
  const state = await tx.letters.stateOf(letterId)
  if (state === null) return refuse({ kind: 'unknown-letter' })
  if (state !== 'parked') return refuse({ kind: 'not-parked' })
  tx.letters.again([letterId], 'parked', instantOf(tx.now))
  tx.record({ action: 'letters-resent', subject: letterId, before: { state }, after: { state: 'waiting' } })
  return ok(null)
}

/** All that are parked now, a page at a time. Answers how many left. */
export async function resendParked({ runInTx, due }: ResendErrands): Promise<number> {
  let sent = 0
  for (let page = await due.parkedLetterIds(null, pageLength); page.length > 0;) {
    sent += await sendAgain(runInTx, page, 'parked')
    page = await due.parkedLetterIds(page.at(-1) ?? null, pageLength)
  }
  return sent
}

/** Letters that a librarian names; those that are not parked any more are passed by. Answers which left. */
export async function resendLetters(
  tx: Tx,
  { letterIds }: { readonly letterIds: readonly LetterId[] },
): Promise<Result<readonly LetterId[]>> {
  const parked = await tx.letters.standing(letterIds, 'parked')
  tx.letters.again(parked, 'parked', instantOf(tx.now))
  for (const letterId of parked)
    tx.record({ action: 'letters-resent', subject: letterId, before: { state: 'parked' }, after: { state: 'waiting' } })
  return ok(parked)
}

/** Those of the letters that still stand so leave once more. Answers how many. */
export async function sendAgain(
  runInTx: RunInTx,
  letterIds: readonly LetterId[],
  from: 'parked' | 'delivered',
): Promise<number> {
  const sent = await runInTx(async (tx) => {
    const still = await tx.letters.standing(letterIds, from)
    tx.letters.again(still, from, instantOf(tx.now))
    const [first, last] = [still[0], still.at(-1)]
    if (first !== undefined)
      tx.record({
        action: 'letters-resent',
        subject: first,
        before: { state: from },
        after: { last, letters: still.length },
      })
    return ok(still.length)
  })
  return sent.ok ? sent.value : 0
}
