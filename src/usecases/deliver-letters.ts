/** Letters in hand are brought to their reactions; what goes wrong waits longer each time and is parked in the end. */
import { ok } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Reaction } from './reactions.js'
import { sendNotices, type NoticeErrands } from './send-notices.js'
import { stockShelf } from './stock-shelf.js'
import type { Letter, RunInTx } from './tx.js'

/** After so many failures a letter is parked. With the waits below that is about an hour and a half. */
const attemptsAtMost = 8
const firstWaitMs = 5_000
const longestWaitMs = 30 * 60_000

export type Delivered = { readonly delivered: number; readonly failed: number; readonly parked: number }

/** Brings these letters of one reaction; tries them one by one when they fail together, so that one cannot stop the rest. */
export async function deliverLetters(
  errands: NoticeErrands,
  reaction: Reaction,
  letters: readonly Letter[],
  holder: string,
): Promise<Delivered> {
  let sum = { delivered: 0, failed: 0, parked: 0 }
  for (const batch of batchesOf(reaction, letters)) {
    try {
      await react(errands, reaction, batch, holder)
      sum = { ...sum, delivered: sum.delivered + batch.length }
    } catch (error) {
      if (batch.length > 1 && reaction === 'stock-shelf') {
        for (const letter of batch) sum = add(sum, await deliverLetters(errands, reaction, [letter], holder))
      } else sum = add(sum, await putOff(errands.runInTx, batch, holder, error))
    }
  }
  return sum
}

async function react(errands: NoticeErrands, reaction: Reaction, batch: readonly Letter[], holder: string) {
  switch (reaction) {
    case 'stock-shelf':
      await errands.runInTx((tx) => stockShelf(tx, batch, holder))
      return
    case 'send-notice':
      await sendNotices(errands, batch, holder)
  }
}

/** One kind of message per call to Kakao; everything at once for the shelf. */
function batchesOf(reaction: Reaction, letters: readonly Letter[]): Letter[][] {
  if (reaction === 'stock-shelf') return letters.length > 0 ? [[...letters]] : []
  const byType = new Map<string, Letter[]>()
  for (const letter of letters) byType.set(letter.event.type, [...(byType.get(letter.event.type) ?? []), letter])
  return [...byType.values()]
}

async function putOff(
  runInTx: RunInTx,
  letters: readonly Letter[],
  holder: string,
  error: unknown,
): Promise<Delivered> {
  const reason = error instanceof Error ? error.message : String(error)
  let parked = 0
  await runInTx(async (tx) => {
    parked = 0
    for (const letter of letters) {
      if (letter.attempts + 1 >= attemptsAtMost) {
        tx.letters.park(letter, holder, reason)
        parked += 1
        continue
      }
      const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** letter.attempts)
      const wait = longest / 2 + tx.pick(Math.ceil(longest / 2))
      tx.letters.later([letter], holder, instantOf(new Date(tx.now.getTime() + wait)), reason)
    }
    return ok(null)
  })
  return { delivered: 0, failed: letters.length - parked, parked }
}

function add(a: Delivered, b: Delivered): Delivered {
  return { delivered: a.delivered + b.delivered, failed: a.failed + b.failed, parked: a.parked + b.parked }
}
