/** A story and its transaction: told again when somebody was faster, carried out whole, and never half. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId, DepositId, MemberId, RentalId } from '../../src/domain/ids.js'
import { ok, refuse } from '../../src/domain/result.js'
import type { Instant } from '../../src/domain/time.js'
import { Conflict } from '../../src/infra/db/sql.js'
import { rentBook } from '../../src/usecases/rent-book.js'
import { returnBook } from '../../src/usecases/return-book.js'
import type { Tx } from '../../src/usecases/tx.js'
import { complaints } from '../support/audit.js'
import { openWay, ways, type OpenSql } from '../support/sqls.js'
import { storiesOn, type Stories } from '../support/stories.js'

const now = new Date('2026-11-28T03:00:00.000Z')
const newId = <Id extends string>() => randomUUID() as Id

describe.each(ways)('stories the way of %s', (way) => {
  let house: OpenSql
  let stories: Stories
  let memberId: MemberId
  let bookId: BookId
  beforeAll(async () => {
    house = await openWay(way)
    stories = storiesOn(house.dataSource, () => now, house.sql)
  })
  beforeEach(async () => {
    for (const table of ['wallets', 'ledger_lines', 'rentals', 'events', 'copies', 'titles', 'title_grams'])
      await house.dataSource.query(`DELETE FROM ${table}`)
    memberId = newId<MemberId>()
    bookId = newId<BookId>()
    await house.sql.carryOut([
      { sql: 'INSERT INTO wallets (member_id, balance_won, version) VALUES (?, 5000, 1)', params: [memberId] },
      {
        sql: `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, idempotency_key, written_at)
              VALUES (?, ?, 1, 'deposit', 5000, 5000, ?, ?)`,
        params: [memberId, memberId, `gift:${memberId}`, now.toISOString()],
      },
    ])
    await stories.runInTx(async (tx) => {
      const book = { bookNo: number(), isbn13: null, title: '책', author: '', publisher: '', publishedYear: null }
      const facts = { ...book, kdc: null, feeWon: 1_000, popularity: 0 }
      tx.shelf.put([{ bookId, version: 1, book: facts, feeWon: 1_000, foundBefore: null }])
      tx.shelf.putCopies([{ copyId: newId<CopyId>(), bookId, copyNo: 1, version: 1 }])
      return ok(null)
    })
  })
  afterAll(() => house.close())

  let last = 0
  const number = () => ++last
  const rows = <Row>(sql: string, params: readonly (string | number | null)[] = []) => house.sql.all<Row>(sql, params)
  const balance = async () =>
    (await rows<{ balance_won: number }>('SELECT * FROM wallets WHERE member_id = ?', [memberId]))[0]?.balance_won
  const events = () => rows<{ type: string }>('SELECT type FROM events WHERE body LIKE ?', [`%${memberId}%`])
  const sound = () => complaints({ rows: (sql, params) => house.dataSource.query(sql, [...(params ?? [])]) })
  /** Somebody else, faster: the wallet is not what the story has seen. */
  const overtake = () =>
    house.sql.carryOut([
      { sql: 'UPDATE wallets SET version = version + 1 WHERE member_id = ?', params: [memberId], expect: 1 },
    ])

  it('rent and return, and everything agrees', async () => {
    const rented = await stories.runInTx((tx) => rentBook(tx, { memberId, bookId, commandKey: null }))
    if (!rented.ok) throw new Error(rented.refusals[0].kind)
    expect([rented.value.balanceWon, await balance()]).toEqual([4_000, 4_000])
    const again = await stories.runInTx((tx) => rentBook(tx, { memberId, bookId, commandKey: null }))
    expect(again).toMatchObject({ ok: false, refusals: [{ kind: 'already-yours' }] })
    const rentalId: RentalId = rented.value.rental.id
    await stories.runInTx((tx) => returnBook(tx, { memberId, rentalId, commandKey: null }))
    expect((await events()).map(({ type }) => type).toSorted()).toEqual(['BookRented', 'BookReturned'])
    expect(await sound()).toEqual([])
  })

  it('told again with fresh facts when somebody was faster', async () => {
    const seen: (number | undefined)[] = []
    const done = await stories.runInTx(async (tx) => {
      const wallet = await tx.wallets.of(memberId)
      seen.push(wallet?.version)
      if (seen.length <= 3) await overtake()
      await payOneWon(tx, wallet?.version ?? 0, 4_999)
      return ok(seen.length)
    })
    expect(done).toEqual({ ok: true, value: 4 })
    expect(seen).toEqual([1, 2, 3, 4])
    expect(await balance()).toBe(4_999)
    expect(await events()).toHaveLength(1)
  })

  it('gives up after being overtaken twelve times, having written nothing', async () => {
    let told = 0
    const story = stories.runInTx(async (tx) => {
      told += 1
      const wallet = await tx.wallets.of(memberId)
      await overtake()
      await payOneWon(tx, wallet?.version ?? 0, 4_999)
      return ok(null)
    })
    await expect(story).rejects.toThrow(Conflict)
    expect(told).toBe(12)
    expect([await balance(), await events()]).toEqual([5_000, []])
  })

  it('refused, or interrupted by a bug, has written nothing', async () => {
    const refused = await stories.runInTx(async (tx) => {
      await payOneWon(tx, 1, 4_999)
      return refuse({ kind: 'no' })
    })
    expect(refused).toEqual({ ok: false, refusals: [{ kind: 'no' }] })
    const broken = stories.runInTx(async (tx) => {
      await payOneWon(tx, 1, 4_999)
      throw new TypeError('a bug')
    })
    await expect(broken).rejects.toThrow('a bug')
    expect([await balance(), await events()]).toEqual([5_000, []])
  })

  it('twelve at once for one member are told until each has its turn or its refusal', async () => {
    const books = await Promise.all(Array.from({ length: 12 }, () => newBook()))
    const all = await Promise.all(
      books.map((one) => stories.runInTx((tx) => rentBook(tx, { memberId, bookId: one, commandKey: null }))),
    )
    expect(all.filter((one) => one.ok)).toHaveLength(5)
    expect(await balance()).toBe(0)
    expect(await sound()).toEqual([])
  })

  async function newBook(): Promise<BookId> {
    const id = newId<BookId>()
    await house.sql.carryOut([
      {
        sql: `INSERT INTO titles (book_id, book_no, title, author, publisher, fee_won, popularity, state, version, title_norm,
                author_norm, search_text) VALUES (?, ?, '책', '', '', 1000, 0, 'in-circulation', 1, '책', '', '책')`,
        params: [id, number()],
      },
      {
        sql: `INSERT INTO copies (id, book_id, copy_no, state, version) VALUES (?, ?, 1, 'in-circulation', 1)`,
        params: [newId<CopyId>(), id],
      },
    ])
    return id
  }

  async function payOneWon(tx: Tx, version: number, balanceAfterWon: number): Promise<void> {
    tx.wallets.write({
      id: tx.newId(),
      memberId,
      lineNo: version + 1,
      kind: 'deposit',
      amountWon: -1,
      balanceAfterWon,
      rentalId: null,
      depositId: null,
      idempotencyKey: tx.newId(),
      writtenAt: tx.now.toISOString() satisfies Instant,
    })
    tx.emit({ type: 'DepositFailed', depositId: newId<DepositId>(), memberId })
  }
})
