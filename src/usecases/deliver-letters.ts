/**
 * Letters in hand are brought to their reactions. What goes wrong waits longer each time: a letter at fault is parked in the
 * end, one that only found nobody at home waits as long as it takes.
 */
import { ok, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import { OutsideError } from './gateways.js'
import { giveBack, type RefundErrands } from './give-back.js'
import type { NoticeErrands, Undelivered } from './notice-errands.js'
import type { Reaction } from './reactions.js'
import { sendNotices } from './send-notices.js'
import { each } from './sending-outcome.js'
import { stockShelf } from './stock-shelf.js'
import type { Letter } from './ports/letters.js'
import type { RunInTx, Tx } from './tx.js'
import { updateBoard } from './update-board.js'

/** After so many failures of its own a letter is parked; with the waits below that is some ten minutes. */
const attemptsAtMost = 8
const firstWaitMs = 5_000
const longestWaitMs = 30 * 60_000

export type Delivered = { readonly delivered: number; readonly failed: number; readonly parked: number }

/** What the reactions need of the world. */
export type LetterErrands = NoticeErrands & RefundErrands

/** Brings these letters of one reaction; one of them that goes wrong does not stop the others. */
export async function deliverLetters(
  errands: LetterErrands,
  reaction: Reaction,
  letters: readonly Letter[],
  holder: string,
): Promise<Delivered> {
  const undelivered = await react(errands, reaction, letters, holder)
  const parked = undelivered.length > 0 ? await putOff(errands, undelivered, holder) : 0
  return { delivered: letters.length - undelivered.length, failed: undelivered.length - parked, parked }
}

function react(
  errands: LetterErrands,
  reaction: Reaction,
  letters: readonly Letter[],
  holder: string,
): Promise<readonly Undelivered[]> {
  switch (reaction) {
    case 'stock-shelf':
      return inOneGo(errands.runInTx, stockShelf, letters, holder)
    case 'send-notice':
      return sendNotices(errands, letters, holder)
    case 'give-back':
      return giveBackAll(errands, letters, holder)
    case 'update-board':
      return inOneGo(errands.runInTx, updateBoard, letters, holder)
  }
}

type LetterStory = (tx: Tx, letters: readonly Letter[], holder: string) => Promise<Result<unknown>>

/** All of them in one go; when that fails, one by one. */
async function inOneGo(
  runInTx: RunInTx,
  story: LetterStory,
  letters: readonly Letter[],
  holder: string,
): Promise<readonly Undelivered[]> {
  try {
    await runInTx((tx) => story(tx, letters, holder))
    return []
  } catch (error) {
    const undelivered: Undelivered[] = []
    if (letters.length === 1) undelivered.push(...letters.map((letter) => ({ letter, error })))
    else for (const letter of letters) undelivered.push(...(await inOneGo(runInTx, story, [letter], holder)))
    return undelivered
  }
}

/** What KakaoPay does not do now is left to the sheet of hanging refunds, so the letter has done its work. */
async function giveBackAll(
  errands: LetterErrands,
  letters: readonly Letter[],
  holder: string,
): Promise<readonly Undelivered[]> {
  return each(
    letters.map((letter) => ({ letter })),
    async ({ letter }) => {
      if ('refundId' in letter.event) await giveBack(errands, letter.event.refundId)
      await errands.runInTx(async (tx) => ok(tx.letters.delivered([letter], holder)))
    },
  )
}

/** How many were parked; the others try again later. */
async function putOff(
  { runInTx, isInHurry }: LetterErrands,
  undelivered: readonly Undelivered[],
  holder: string,
): Promise<number> {
  await runInTx(async (tx) => {
    for (const one of undelivered) {
      const { letter, error } = one
      const reason = error instanceof Error ? error.message : String(error)
      if (isLast(one)) {
        tx.letters.park(letter, holder, reason)
        continue
      }
      if (isInHurry() && error instanceof OutsideError && error.heard === 'no') {
        tx.letters.later([letter], holder, instantOf(tx.now), null)
        continue
      }
      const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** letter.attempts)
      const wait = longest / 2 + tx.pick(Math.ceil(longest / 2))
      tx.letters.later([letter], holder, instantOf(new Date(tx.now.getTime() + wait)), reason)
    }
    return ok(null)
  })
  return undelivered.filter(isLast).length
}

function isLast({ letter, error }: Undelivered): boolean {
  const isAway = error instanceof OutsideError && error.isRetryable
  return !isAway && letter.attempts + 1 >= attemptsAtMost
}
