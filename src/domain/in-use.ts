/** What lending says of a book when the desk asks: who has it, who waits for it, and was it ever lent. */
import type { CopyId } from './ids.js'
import type { Day } from './time.js'

export type CopyInUse = {
  /** The day it is due, when it is on loan. */
  readonly dueOn: Day | null
  readonly isSetAside: boolean
  readonly wasLent: boolean
}

export type BookInUse = {
  /** How many members wait for it, those whose turn it is included. */
  readonly waiting: number
  readonly wasLent: boolean
  /** Nothing of copies that are on the shelf and never were away. */
  readonly copies: ReadonlyMap<CopyId, CopyInUse>
}
