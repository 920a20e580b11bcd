/** How the desk sees rentals and holds today. */
import type { CopyState } from './events.js'
import type { Day } from './time.js'

/** How a row of the board stands. A book that is out is one of the first five. */
export const boardStatuses = [
  'on-loan',
  'due-today',
  'late',
  'claimed',
  'lost',
  'returned',
  'written-off',
  'waiting',
  'ready',
] as const
export type BoardStatus = (typeof boardStatuses)[number]

export const boardSorts = [
  'dueOn',
  '-dueOn',
  'began',
  '-began',
  'ended',
  '-ended',
  'title',
  '-title',
  'member',
  '-member',
] as const
export type BoardSort = (typeof boardSorts)[number]

/** As the owner of the rental or hold has it. */
export type BoardState = 'open' | Extract<BoardStatus, 'claimed' | 'returned' | 'written-off' | 'waiting' | 'ready'>

/** A rented copy that is lost is not late: the desk settles it. `dueOn` is valid all day. */
export function boardStatusOn(today: Day, state: BoardState, copyState: CopyState | null, dueOn: Day): BoardStatus {
  if (state !== 'open') return state
  if (copyState === 'lost') return 'lost'
  if (dueOn === today) return 'due-today'
  return dueOn < today ? 'late' : 'on-loan'
}
