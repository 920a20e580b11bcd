/** A process in which members rent, return and top up without a pause, until it is killed; says a line for each thing done. */
import { openApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import type { BookId, MemberId, RentalId } from '../../src/domain/ids.js'
import { openLog } from '../../src/log.js'

const app = await openApp(readConfig(), openLog('silent'), { ownUrl: () => 'http://127.0.0.1:1' })
const rows = <Row>(sql: string, params: string[] = []) => app.dataSource.query<Row[]>(sql, params)
const members = await rows<{ id: MemberId }>('SELECT id FROM members')
const books = await rows<{ book_id: BookId }>('SELECT book_id FROM titles')
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

async function rent(memberId: MemberId): Promise<void> {
  const book = pick(books)
  if (book) await app.rentBook({ memberId, bookId: book.book_id, commandKey: null })
}

async function giveBack(memberId: MemberId): Promise<void> {
  const open = await rows<{ id: RentalId }>('SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NULL', [
    memberId,
  ])
  const rental = pick(open)
  if (rental) await app.returnBook({ memberId, rentalId: rental.id, commandKey: null })
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

const things = [rent, rent, rent, giveBack, giveBack, topUp, () => app.deliverLetters()]

async function life(memberId: MemberId): Promise<never> {
  for (;;) {
    const thing = pick(things)
    if (thing) await thing(memberId)
    process.stdout.write('did\n')
  }
}

await Promise.all(members.map(({ id }) => life(id)))
