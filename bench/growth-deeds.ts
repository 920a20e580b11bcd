/** What the clock and the members ask for, and the least that each of it costs. */
import type { Sql } from '../src/infra/db/sql.js'
import type { CopyId } from '../src/domain/ids.js'
import { pageLength } from '../src/scheduler/work-through.js'
import type { DueMember } from '../src/usecases/views.js'
import { pair, type Pair } from './cast.js'
import { lateRentals } from './filling.js'
import type { Deed, Place } from './deeds.js'
import { isRented } from './skill-call.js'
import { timed } from './timed.js'

const atATime = 12
/** Turns of a deed at one size, at most. */
const turnsAtMost = 12

export const growthDeeds: readonly Deed[] = [
  {
    name: `finding ${lateRentals} who are late`,
    ours: ({ app }) =>
      timed(async () => {
        let found = 0
        for (let after: DueMember | null = null; ;) {
          const page: DueMember[] = await app.due.overdueMembers(after, pageLength)
          found += page.length
          after = page.at(-1) ?? null
          if (page.length < pageLength) break
        }
        if (found !== lateRentals) throw new Error(`${found} are late, not ${lateRentals}`)
      }),
    bare: ({ sql, today }) =>
      timed(() =>
        sql.all('SELECT member_id, open_due_on FROM rentals WHERE open_due_on < ? ORDER BY open_due_on, member_id', [
          today,
        ]),
      ),
  },
  {
    name: '마이페이지 by chat',
    ours: (place, turn) => bySaying(place, turn, '마이페이지', '"intent":"mypage","outcome":"ok"'),
    bare: (place, turn) =>
      perCall(whoOf(place, turn), ({ memberId }) =>
        place.sql.all(
          `SELECT m.name, w.balance_won, r.id, r.due_on, t.title FROM members m JOIN wallets w ON w.member_id = m.id
           LEFT JOIN rentals r ON r.member_id = m.id AND r.open_due_on IS NOT NULL
           LEFT JOIN titles t ON t.book_id = r.book_id WHERE m.id = ?`,
          [memberId],
        ),
      ),
  },
  {
    name: 'a rent by chat',
    async ours(place, turn) {
      const rents = rentsOf(place, turn, 0)
      const { port } = place.product
      return (await place.callers.call({ port, calls: { rents }, atOnce: 1, expected: [isRented] })).medianMs
    },
    bare: async ({ bareRents, ...place }, turn) => 1_000 / (await bareRents.run(rentsOf(place, turn, 1), 1)),
  },
]

async function bySaying({ callers, ...place }: Place, turn: number, says: string, expected: string): Promise<number> {
  const calls = { says, by: whoOf(place, turn).map(({ userKey }) => userKey), times: atATime }
  return (await callers.call({ port: place.product.port, calls, atOnce: 1, expected: [expected] })).medianMs
}

/** Members who are new at this size, others in every turn. */
function whoOf({ newFrom, members }: Pick<Place, 'newFrom' | 'members'>, turn: number, half = 0): Pair[] {
  const step = Math.floor((members - newFrom - 1) / (atATime * turnsAtMost * 2))
  return Array.from({ length: atATime }, (_, index) => pair(newFrom + ((turn * 2 + half) * atATime + index) * step))
}

/** Each takes the second copy of a book that somebody else has the first of. */
function rentsOf(place: Pick<Place, 'newFrom' | 'members'>, turn: number, half: number): Pair[] {
  return whoOf(place, turn, half).map((one) => {
    const { bookId, copyId } = pair(parseInt(one.memberId.slice(-12), 16) + 1)
    return { ...one, bookId, copyId: secondOf(copyId) }
  })
}

const secondOf = (copyId: CopyId) => copyId.replace('-000d-', '-010d-') as CopyId

/** Of the titles from one number to another. */
export async function giveSecondCopies(sql: Sql, from: number, to: number): Promise<void> {
  const text = `INSERT INTO copies (id, book_id, copy_no, state, version)
    SELECT REPLACE(c.id, '-000d-', '-010d-'), c.book_id, 2, c.state, 1 FROM copies c JOIN titles t ON t.book_id = c.book_id
    WHERE t.book_no > ? AND t.book_no <= ?`
  await sql.carryOut([{ sql: text, params: [from, to], isBulk: true }])
}

async function perCall<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<number> {
  const each: number[] = []
  for (const item of items) each.push(await timed(() => act(item)))
  return each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? NaN
}
