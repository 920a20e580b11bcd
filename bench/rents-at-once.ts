/** Rents by chat beside the bare transaction: one at a time up to 32 at once, and when everybody wants the same row. */
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import type { Sql } from '../src/infra/db/sql.js'
import { bareMysql, type BareRents, type NumberedPair } from './bare-mysql.js'
import type { Called, Callers } from './callers.js'
import { pair, pairs } from './cast.js'
import type { Databases } from './databases.js'
import type { BenchOptions } from './options.js'
import { ratios, takeTurns, type Contender } from './rounds.js'
import { startProduct, type ServerProcess } from './servers.js'
import { isRented } from './skill-call.js'
import { stock } from './stock.js'
import { atLeast, middle, ms, ratio, sayTable, whole } from './tables.js'

/** Books that one member takes in a row, and members who want the same book. */
const booksOfOne = 25
const membersForOne = 100

type Crowd = {
  readonly name: string
  readonly atOnce: number
  /** Parts of the rents of a round. */
  readonly part: number
  /** Who wants what, when these members and books are nobody else's. */
  readonly wants: (from: number, count: number) => NumberedPair[]
  readonly goal?: number
}

const crowds: readonly Crowd[] = [
  { name: '1 at a time', atOnce: 1, part: 0.3, wants: pairs },
  { name: '4 at once', atOnce: 4, part: 0.6, wants: pairs },
  { name: '16 at once', atOnce: 16, part: 1, wants: pairs },
  { name: '32 at once', atOnce: 32, part: 1, wants: pairs, goal: 0.6 },
  {
    name: `32 at once, ${booksOfOne} books out of one wallet`,
    atOnce: 32,
    part: 1,
    wants: (from, count) =>
      pairs(from, count).map((one, index) => {
        const { memberId, userKey } = pair(from + Math.floor(index / booksOfOne))
        return { ...one, memberId, userKey, lineNo: (index % booksOfOne) + 1 }
      }),
  },
  {
    name: `32 at once, ${membersForOne} members for each book`,
    atOnce: 32,
    part: 1,
    wants: (from, count) =>
      pairs(from, count).map((one, index) => {
        const { bookId, copyId } = pair(from + (index % (count / membersForOne)))
        return { ...one, bookId, copyId }
      }),
  },
]

const heard = [isRented, '"intent":"rent","outcome":"already-rented"', '"outcome":"busy"']

/** Whether everybody who was told of a rental has it, is charged for it, and nobody else. */
export async function benchRentsAtOnce(
  { rentsAtOnce: { rounds, warmUps, each } }: BenchOptions,
  databases: Databases,
  callers: Callers,
): Promise<boolean> {
  const sizes = crowds.map(({ part }) => Math.round((part * each) / membersForOne) * membersForOne)
  const inARound = sizes.reduce((sum, size) => sum + size, 0)
  const count = inARound * (rounds + warmUps)
  const [chat, plain] = [await databases.mariadbUrl('at_once_chat'), await databases.mariadbUrl('at_once_bare')]
  const [chatSource, plainSource] = [await openDataSource(chat), await openDataSource(plain)]
  const [sql, plainSql] = [openSql(chatSource), openSql(plainSource)]
  for (const source of [chatSource, plainSource]) {
    await stock(source, count)
    await source.query('UPDATE wallets SET balance_won = 100000')
  }
  await sql.carryOut([
    { sql: `INSERT INTO settings (name, value) VALUES ('policy', '{"rentalLimit":100}')`, params: [] },
  ])
  const product = await startProduct(chat)
  const bare = bareMysql(plain)
  const called = crowds.map((): Called[] => [])
  try {
    const wanted = (place: number, round: number): NumberedPair[] => {
      const before = sizes.slice(0, place).reduce((sum, size) => sum + size, 0)
      return crowds[place]?.wants(round * inARound + before, sizes[place] ?? 0) ?? []
    }
    const contenders = crowds.flatMap(({ name, atOnce }, place): Contender[] => [
      {
        name: `chat, ${name}`,
        async run(round) {
          const one = await byChat(callers, product, wanted(place, round), atOnce)
          called[place]?.push(one)
          return one.rate
        },
      },
      { name: `bare, ${name}`, run: (round) => bare.run(wanted(place, round), atOnce) },
    ])
    const rates = await takeTurns(contenders, warmUps, rounds)
    say(
      rates,
      called.map((all) => all.slice(warmUps)),
    )
    return await isTrue(called.flat(), sql, { bare, sql: plainSql, asked: count })
  } finally {
    await product.close()
    await bare.close()
    await chatSource.destroy()
    await plainSource.destroy()
  }
}

function byChat(callers: Callers, { port }: ServerProcess, rents: NumberedPair[], atOnce: number): Promise<Called> {
  return callers.call({ port, calls: { rents }, atOnce, expected: heard })
}

function say(rates: ReadonlyMap<string, readonly number[]>, called: readonly (readonly Called[])[]): void {
  sayTable(
    'Rents by chat over HTTP, and refusals, beside the bare prepared mysql2 transaction of seven round trips',
    ['', 'by chat a second', 'p50 / p99 ms', 'bare a second', 'ratio', 'goal', 'refused', 'turned away'],
    crowds.map(({ name, goal }, place) => {
      const [chat, bare] = [rates.get(`chat, ${name}`) ?? [], rates.get(`bare, ${name}`) ?? []]
      const all = called[place] ?? []
      const said = (which: number) => all.reduce((sum, one) => sum + (one.said[which] ?? 0), 0)
      const part = (which: number) => `${((said(which) / (said(0) + said(1) + said(2))) * 100).toFixed(0)} %`
      const ours = ratios(chat, bare)
      return [
        ...[name, whole(middle(chat))],
        `${ms(middle(all.map((one) => one.medianMs)))} / ${ms(middle(all.map((one) => one.p99Ms)))}`,
        ...[whole(middle(bare)), ratio(ours), goal ? atLeast(goal, middle(ours)) : '', part(1), part(2)],
      ]
    }),
  )
}

async function isTrue(
  called: readonly Called[],
  sql: Sql,
  floor: { bare: BareRents; sql: Sql; asked: number },
): Promise<boolean> {
  const told = called.reduce((sum, one) => sum + (one.said[0] ?? 0), 0)
  const isAsTold = await hasInBooks(sql, told)
  const isFloorTrue = await hasInBooks(floor.sql, floor.asked - floor.bare.refused())
  console.log(
    `\n${whole(told)} were told of a rental; the books ${isAsTold && isFloorTrue ? 'agree' : 'DO NOT AGREE'}.`,
  )
  return isAsTold && isFloorTrue
}

async function hasInBooks(sql: Sql, rentals: number): Promise<boolean> {
  const [books] = await sql.all<{ rentals: number; charged: number }>(
    `SELECT (SELECT COUNT(*) FROM rentals) AS rentals,
            (SELECT COUNT(*) FROM ledger_lines WHERE kind = 'rental-fee') AS charged`,
  )
  return Number(books?.rentals) === rentals && Number(books?.charged) === rentals
}
