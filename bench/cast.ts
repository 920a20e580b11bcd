/** Who rents what: made-up members and books by number, each member with a book of their own. */
import type { BookId, CopyId, MemberId, UserKey } from '../src/domain/ids.js'

export type Pair = {
  readonly memberId: MemberId
  readonly userKey: UserKey
  readonly bookId: BookId
  readonly copyId: CopyId
  /** The button's nonce: every pair taps once. */
  readonly nonce: string
}

export const feeWon = 1_000
export const walletWon = 10_000

export function pair(number: number): Pair {
  return {
    memberId: id('a', number) as MemberId,
    userKey: number.toString(16).padStart(66, '0') as UserKey,
    bookId: id('c', number) as BookId,
    copyId: id('d', number) as CopyId,
    nonce: id('e', number),
  }
}

export function pairs(from: number, count: number): Pair[] {
  return Array.from({ length: count }, (_, index) => pair(from + index))
}

/** As long as the ids of the product, and in order like them. */
function id(kind: string, number: number): string {
  return `01930000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`
}
