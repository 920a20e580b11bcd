/** A member with a past: every way in which the house gets to know what somebody has read. */
import type { BookId, CopyId, HoldId } from '../../src/domain/ids.js'
import { member, type Member } from './crowd.js'
import type { Library } from './library.js'
import { copiesOf, deskSays, kindsOf, rentalIn, valueOf } from './lines.js'

let readers = 0

export type Past = { readonly reader: Member; readonly over: readonly BookId[]; readonly copies: readonly CopyId[] }

/** Rented, renewed, late, claimed, lost and held: all of it over, and told of. With as much money as that costs and `moreWon`. */
export async function memberWithAPast(library: Library, moreWon = 0): Promise<Past> {
  const { app, clock } = library
  const reader = await member(library, `읽은이${String.fromCodePoint(0xac00 + ++readers)}`, 5_000 + moreWon)
  const other = await member(library, `다른이${String.fromCodePoint(0xac00 + readers)}`, 10_000)
  const { memberId } = reader
  const book = (name: string) => library.book({ title: `${name} ${readers}` })
  const plain = await book('그냥 읽은 책')
  const claimed = await book('말로 돌려준 책')
  const lost = await book('잃어버린 책')
  const awaited = await book('기다린 책')
  const given = await book('그만둔 책')
  const missed = await book('놓친 책')

  const plainRental = await rentalIn(library, memberId, plain.bookId, `${memberId}:tap-${plain.bookNo}`)
  const claimedRental = await rentalIn(library, memberId, claimed.bookId)
  const lostRental = await rentalIn(library, memberId, lost.bookId)
  const others = await Promise.all(
    [awaited, given, missed].map(({ bookId }) => rentalIn(library, other.memberId, bookId)),
  )
  const holds: HoldId[] = []
  for (const { bookId } of [awaited, given, missed])
    holds.push(
      valueOf(await app.holdBook({ memberId, bookId, commandKey: `${memberId}:hold-${bookId.slice(-8)}` })).hold.id,
    )
  valueOf(await app.cancelHold({ memberId, holdId: holds[1] as HoldId }))
  for (const rentalId of others) valueOf(await app.returnBook({ memberId: other.memberId, rentalId, commandKey: null }))
  await library.settle()
  const awaitedRental = await rentalIn(library, memberId, awaited.bookId)
  clock.advanceDays(1)
  valueOf(await app.renewRental({ memberId, rentalId: plainRental, commandKey: `${memberId}:again-${plain.bookNo}` }))
  // the one not picked up expires, and the others are late
  clock.advanceDays(9)
  await library.settle()
  valueOf(await app.claimReturn({ memberId, rentalId: claimedRental }))
  valueOf(await app.settleClaim({ rentalId: claimedRental, isFound: true }))
  await deskSays(library, (await copiesOf(library, lost.bookId))[0]?.id, 'lost')
  valueOf(await app.settleLost({ rentalId: lostRental, isFound: false }))
  for (const rentalId of [plainRental, awaitedRental])
    valueOf(await app.returnBook({ memberId, rentalId, commandKey: `${memberId}:back-${rentalId.slice(-8)}` }))
  await library.settle()
  await reader.says(plain.title)
  const over = [plain, claimed, lost, awaited, given, missed].map(({ bookId }) => bookId)
  const copies = await Promise.all(over.map((bookId) => copiesOf(library, bookId)))
  return { reader, over, copies: copies.flat().map(({ id }) => id) }
}

/** Spends all that is left on books that come back at once, so that nothing is to be refunded. */
export async function spendsAll(library: Library, { memberId }: Member, won: number): Promise<void> {
  const { bookId } = await library.book({ feeWon: won })
  const rentalId = await rentalIn(library, memberId, bookId)
  const back = await library.app.returnBook({ memberId, rentalId, commandKey: null })
  if (kindsOf(back) !== 'ok') throw new Error('not given back')
}
