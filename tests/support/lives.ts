/** What members, the desk and the clock may do at any moment, in no order: a life for every member. */
import type { App } from '../../src/app.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../src/domain/ids.js'
import type { Log } from '../../src/log.js'
import { jobs } from '../../src/scheduler/jobs.js'

/** `chance`: at least 0, less than 1. Each life, when called, does one thing. */
export async function liveIn(app: App, log: Log, chance = Math.random): Promise<(() => Promise<unknown>)[]> {
  const rows = <Row>(sql: string, params: string[] = []) => app.dataSource.query<Row[]>(sql, params)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance() * from.length)]
  const members = await rows<{ id: MemberId }>('SELECT id FROM members')
  const books = await rows<{ id: BookId }>('SELECT book_id AS id FROM titles')
  const timetable = jobs(app, log)

  const oneOf = async <Id>(sql: string, memberId?: MemberId) =>
    pick(await rows<{ id: Id }>(sql, memberId ? [memberId] : []))?.id
  const openRental = (memberId: MemberId) =>
    oneOf<RentalId>('SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NULL', memberId)

  async function rent(memberId: MemberId): Promise<void> {
    const book = pick(books)
    if (book) await app.rentBook({ memberId, bookId: book.id, commandKey: null })
  }
  async function giveBack(memberId: MemberId): Promise<void> {
    const rentalId = await openRental(memberId)
    if (rentalId) await app.returnBook({ memberId, rentalId, commandKey: null })
  }
  async function renew(memberId: MemberId): Promise<void> {
    const rentalId = await openRental(memberId)
    if (rentalId) await app.renewRental({ memberId, rentalId, commandKey: null })
  }
  async function hold(memberId: MemberId): Promise<void> {
    const book = pick(books)
    if (book) await app.holdBook({ memberId, bookId: book.id, commandKey: null })
  }
  async function cancel(memberId: MemberId): Promise<void> {
    const holdId = await oneOf<HoldId>(
      `SELECT id FROM holds WHERE member_id = ? AND state IN ('waiting', 'ready')`,
      memberId,
    )
    if (holdId) await app.cancelHold({ memberId, holdId })
  }
  async function claim(memberId: MemberId): Promise<void> {
    const rentalId = await openRental(memberId)
    if (rentalId) await app.claimReturn({ memberId, rentalId })
  }
  async function settleClaim(): Promise<void> {
    const rentalId = await oneOf<RentalId>(
      'SELECT id FROM rentals WHERE claimed_at IS NOT NULL AND returned_at IS NULL',
    )
    if (rentalId) await app.settleClaim({ rentalId, isFound: chance() < 0.5 })
  }
  async function keepCopies(): Promise<void> {
    const copyId = await oneOf<CopyId>('SELECT id FROM catalogue_copies')
    const state = pick(['lost', 'damaged', 'in-circulation', 'in-circulation', 'in-circulation'] as const)
    if (copyId && state) await app.changeCopyState({ copyId, state })
  }
  async function topUp(memberId: MemberId): Promise<void> {
    const asked = await app.requestDeposit({ memberId, amountWon: 2_000, commandKey: null })
    if (!asked.ok) return
    const { pageToken } = asked.value
    const opened = await app.openPayment(pageToken)
    if (!opened.ok) return
    const pressed = await fetch(`${opened.value.pcUrl}/confirm`, { method: 'POST', redirect: 'manual' })
    const pgToken = new URL(pressed.headers.get('location') ?? '').searchParams.get('pg_token')
    await app.approvePayment(pageToken, pgToken ?? '')
  }
  const carry = () => app.deliverLetters()
  async function clock(): Promise<void> {
    const job = pick(timetable)
    const done = await job?.run()
    if (done && done.failed > 0) throw new Error(`${job?.name}: ${done.failed} of ${done.rows} rows failed`)
  }

  const often = [
    rent,
    rent,
    rent,
    rent,
    giveBack,
    giveBack,
    hold,
    hold,
    hold,
    renew,
    cancel,
    topUp,
    topUp,
    topUp,
    carry,
    clock,
  ]
  const things: readonly ((memberId: MemberId) => Promise<unknown>)[] = [
    ...often,
    ...often,
    claim,
    settleClaim,
    keepCopies,
  ]
  return members.map(
    ({ id }) =>
      async () =>
        pick(things)?.(id),
  )
}
