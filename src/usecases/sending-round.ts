/** How long one round of sending may go on asking others, and what is said of what it leaves. */
import type { NoticeErrands } from './notice-errands.js'
import { OutsideError } from './gateways.js'

/**
 * In seconds, from the moment the letters came into hand. With the longest call added it is well within the time letters
 * stay in hand and a message is left in doubt (a minute each), so that nobody else sends what this round still holds.
 */
export const roundSeconds = 30

export type Round = { isOver(): boolean }

export function roundFrom({ now, isInHurry }: Pick<NoticeErrands, 'now' | 'isInHurry'>): Round {
  const until = now().getTime() + roundSeconds * 1_000
  return { isOver: () => isInHurry() || now().getTime() > until }
}

/** Nothing was asked any more: the letters try again. */
export function roundIsOver(place: OutsideError['place']): OutsideError {
  return new OutsideError(place, 'the round took too long', 'no', true)
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
