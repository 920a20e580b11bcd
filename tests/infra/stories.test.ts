/** A story and its transaction: told again when somebody was faster, carried out whole, and never half. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId, DepositId, MemberId, RentalId } from '../../src/domain/ids.js'
import { ok, refuse } from '../../src/domain/result.js'
import type { Instant } from '../../src/domain/time.js'
import { Conflict } from '../../src/infra/db/sql.js'
import { cancelHold, holdBook } from '../../src/usecases/hold-book.js'
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
    for (const table of [
      'holds',
      'members',
      'wallets',
      'ledger_lines',
      'deposits',
      'rentals',
      'letters',
      'events',
      'copies',
      'titles',
      'title_grams',
    ])
      await house.dataSource.query(`DELETE FROM ${table}`)
    memberId = newId<MemberId>()
    bookId = newId<BookId>()
    await newMember(memberId, 5_000, 1)
    await house.sql.carryOut([
      {
        sql: `INSERT INTO deposits (id, member_id, amount_won, state, page_token, version, requested_at)
              VALUES (?, ?, 5000, 'paid', ?, 1, ?)`,
        params: [memberId, memberId, memberId, now.toISOString()],
      },
      {
        sql: `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, deposit_id, idempotency_key,
                written_at) VALUES (?, ?, 1, 'deposit', 5000, 5000, ?, ?, ?)`,
        params: [memberId, memberId, memberId, `deposit:${memberId}`, now.toISOString()],
      },
    ])
    await stories.runInTx(async (tx) => {
      const book = { bookNo: number(), isbn13: null, title: '책', author: '', publisher: '', publishedYear: null }
      const facts = { ...book, kdc: null, feeWon: 1_000, popularity: 0 }
      tx.shelf.put([{ bookId, version: 1, book: facts, feeWon: 1_000, foundBefore: null }])
      tx.shelf.putCopies([{ copyId: newId<CopyId>(), bookId, copyNo: 1, version: 1, callNumber: null, barcode: null }])
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

  it('five lines joined at once by one member are three, and those who leave them make room', async () => {
    const reader = newId<MemberId>()
    await newMember(reader, 0, 0)
    const books = await Promise.all(Array.from({ length: 5 }, () => newBook()))
    await house.dataSource.query('UPDATE titles SET fee_won = 0')
    for (const one of books)
      await stories.runInTx((tx) => rentBook(tx, { memberId: reader, bookId: one, commandKey: null }))
    const join = () =>
      Promise.all(
        books.map((one) => stories.runInTx((tx) => holdBook(tx, { memberId, bookId: one, commandKey: null }))),
      )
    const held = (await join()).flatMap((one) => (one.ok ? [one.value.hold] : []))
    expect(held).toHaveLength(3)
    expect((await join()).filter((one) => one.ok)).toEqual([])
    for (const { id: holdId } of held) await stories.runInTx((tx) => cancelHold(tx, { memberId, holdId }))
    expect((await join()).filter((one) => one.ok)).toHaveLength(3)
    expect(await sound()).toEqual([])
  })

  it('the same tap under way twice is told the balance as it is, not as it was a moment ago', async () => {
    const input = { memberId, bookId, commandKey: 'tap-1' }
    const late = await stories.runInTx((tx) =>
      rentBook(
        {
          ...tx,
          rentals: {
            ...tx.rentals,
            // the other one comes between this one's two looks
            async factsFor(...asked) {
              const before = await tx.rentals.factsFor(...asked)
              await stories.runInTx((other) => rentBook(other, input))
              const after = await tx.rentals.factsFor(...asked)
              return before && { ...before, made: after?.made ?? null }
            },
          },
        },
        input,
      ),
    )
    expect(late).toMatchObject({ ok: true, value: { balanceWon: 4_000 } })
  })

  it('a copy that the desk takes away while it is being rented is not rented', async () => {
    const rented = await stories.runInTx(async (tx) => {
      const decided = await rentBook(tx, { memberId, bookId, commandKey: null })
      await house.dataSource.query(`UPDATE copies SET state = 'withdrawn'`)
      return decided
    })
    expect(rented).toMatchObject({ ok: false, refusals: [{ kind: 'already-rented' }] })
    expect([await balance(), await events()]).toEqual([5_000, []])
  })

  it('twenty who want one copy, and one who wants twenty, are kept apart even without the last guards', async () => {
    const drop = (table: string, index: string) =>
      house.dataSource.query(way === 'sqlite' ? `DROP INDEX ${index}` : `ALTER TABLE ${table} DROP INDEX ${index}`)
    await drop('rentals', 'rentals_one_open_per_copy')
    await drop('ledger_lines', 'ledger_lines_in_order')
    const members = Array.from({ length: 20 }, () => newId<MemberId>())
    for (const id of members) await newMember(id, 0, 0)
    await house.dataSource.query('UPDATE titles SET fee_won = 0')
    const one = await Promise.all(
      members.map((id) => stories.runInTx((tx) => rentBook(tx, { memberId: id, bookId, commandKey: null }))),
    )
    expect(one.filter(({ ok: isRented }) => isRented)).toHaveLength(1)

    const books = await Promise.all(Array.from({ length: 20 }, () => newBook()))
    await Promise.all(
      books.map((book) => stories.runInTx((tx) => rentBook(tx, { memberId, bookId: book, commandKey: null }))),
    )
    expect(await balance()).toBe(0)
    expect(await sound()).toEqual([])
  })

  async function newMember(id: MemberId, balanceWon: number, version: number): Promise<void> {
    await house.sql.carryOut([
      {
        sql: `INSERT INTO members (id, user_key, name, phone_sealed, phone_print, consent_version, consent_at, joined_at)
              VALUES (?, ?, '회원', '', ?, '1', ?, ?)`,
        params: [id, id, id, now.toISOString(), now.toISOString()],
      },
      {
        sql: 'INSERT INTO wallets (member_id, balance_won, version) VALUES (?, ?, ?)',
        params: [id, balanceWon, version],
      },
    ])
  }

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
      bonusAmountWon: 0,
      balanceAfterWon,
      rentalId: null,
      depositId: null,
      refundId: null,
      reason: null,
      idempotencyKey: tx.newId(),
      writtenAt: tx.now.toISOString() satisfies Instant,
    })
    tx.emit({ type: 'DepositFailed', depositId: newId<DepositId>(), memberId })
  }
})
