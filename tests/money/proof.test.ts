/** The proof of the ledger: it finds what is wrong with the money, names it, and finds nothing where all is right. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ledgerSentences, type LedgerSentence } from '../../src/usecases/ports/bookkeeping.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'

const at = '2026-11-28T03:00:00.000Z'

type Value = string | number | null
type Row = Readonly<Record<string, Value>>

const deposit = (id: string, member_id: string, amount_won: number, more: Row = {}) =>
  [
    'deposits',
    { id, member_id, amount_won, state: 'paid', page_token: id, version: 1, requested_at: at, settled_at: at, ...more },
  ] as const
const rental = (id: string, member_id: string, fee_won: number) =>
  [
    'rentals',
    { id, member_id, book_id: 'book', copy_id: 'copy', fee_won, rented_at: at, due_on: '2026-12-05', returned_at: at },
  ] as const
const refund = (id: string, member_id: string, amount_won: number) =>
  ['refunds', { id, member_id, amount_won, state: 'done', version: 1, requested_at: at }] as const
const part = (refund_id: string, part_no: number, deposit_id: string, amount_won: number, state: string) =>
  ['refund_parts', { refund_id, part_no, deposit_id, amount_won, state }] as const
const feeOf = (rental_id: string) => ({ rental_id, idempotency_key: `rental:${rental_id}` })
function line(
  member_id: string,
  line_no: number,
  kind: string,
  amount_won: number,
  balance_after_won: number,
  more: Row = {},
) {
  const id = `${member_id}-${line_no}`
  return [
    'ledger_lines',
    { id, member_id, line_no, kind, amount_won, balance_after_won, idempotency_key: id, written_at: at, ...more },
  ] as const
}
const wallet = (member_id: string, balance_won: number, bonus_won: number, version: number, more: Row = {}) =>
  ['wallets', { member_id, balance_won, bonus_won, version, ...more }] as const

/** A house with money of every kind: paid, given, used, given back, and left behind. */
const house: readonly (readonly [table: string, row: Row])[] = [
  [
    'members',
    {
      id: 'one',
      name: '하나',
      phone_sealed: '',
      phone_print: 'one',
      consent_version: '1',
      consent_at: at,
      joined_at: at,
    },
  ],
  [
    'members',
    {
      id: 'new',
      name: '새이',
      phone_sealed: '',
      phone_print: 'new',
      consent_version: '1',
      consent_at: at,
      joined_at: at,
    },
  ],
  ['former_members', { member_id: 'two', left_at: at }],
  wallet('one', 13_500, 500, 7),
  wallet('new', 0, 0, 0),
  wallet('two', 0, 0, 2, { closed_at: at }),
  deposit('first', 'one', 10_000, { refunded_won: 3_000 }),
  deposit('second', 'one', 6_000),
  deposit('cash', 'two', 2_000, { paid_by: 'desk' }),
  deposit('given-up', 'one', 9_000, { state: 'failed' }),
  rental('linked', 'one', 1_000),
  rental('unlinked', '', 1_500),
  refund('back', 'one', 4_000),
  part('back', 1, 'first', 3_000, 'paid-back'),
  part('back', 2, 'second', 1_000, 'returned'),
  line('one', 1, 'deposit', 10_000, 10_000, { deposit_id: 'first' }),
  line('one', 2, 'bonus', 3_000, 13_000, { bonus_amount_won: 3_000 }),
  line('one', 3, 'rental-fee', -1_000, 12_000, { bonus_amount_won: -1_000, ...feeOf('linked') }),
  line('one', 4, 'rental-fee', -1_500, 10_500, { bonus_amount_won: -1_500, ...feeOf('long-gone') }),
  line('one', 5, 'deposit', 6_000, 16_500, { deposit_id: 'second' }),
  line('one', 6, 'refund', -4_000, 12_500, { refund_id: 'back' }),
  line('one', 7, 'refund-returned', 1_000, 13_500, { refund_id: 'back' }),
  line('two', 1, 'deposit', 2_000, 2_000, { deposit_id: 'cash' }),
  line('two', 2, 'rental-fee', -2_000, 0, { ...feeOf('gone-too') }),
  rental('unlinked-too', '', 2_000),
]

/** What somebody may do to the tables behind the house's back, and the one sentence that is not so any more. */
const tampered: readonly (readonly [LedgerSentence, ...string[]])[] = [
  ['balance-is-the-ledger', `UPDATE wallets SET balance_won = 13501 WHERE member_id = 'one'`],
  ['lines-are-counted', `UPDATE wallets SET version = 8 WHERE member_id = 'one'`],
  [
    'lines-are-counted',
    `UPDATE ledger_lines SET line_no = 9 WHERE id = 'one-7'`,
    `UPDATE wallets SET version = 9 WHERE member_id = 'one'`,
  ],
  ['line-ends-with-its-balance', `UPDATE ledger_lines SET balance_after_won = 12001 WHERE id = 'one-3'`],
  [
    'never-below-zero',
    `UPDATE ledger_lines SET line_no = 3 WHERE id = 'two-1'`,
    `UPDATE ledger_lines SET line_no = 1, balance_after_won = -2000 WHERE id = 'two-2'`,
    `UPDATE ledger_lines SET line_no = 2, balance_after_won = 0 WHERE id = 'two-1'`,
  ],
  ['bonus-is-the-sum', `UPDATE wallets SET bonus_won = 501 WHERE member_id = 'one'`],
  [
    'bonus-within-balance',
    `UPDATE ledger_lines SET line_no = 30 WHERE id = 'one-2'`,
    `UPDATE ledger_lines SET line_no = 2, balance_after_won = 9000 WHERE id = 'one-3'`,
    `UPDATE ledger_lines SET line_no = 3, balance_after_won = 12000 WHERE id = 'one-2'`,
  ],
  ['amount-fits-its-kind', `UPDATE ledger_lines SET kind = 'present' WHERE id = 'one-2'`],
  [
    'amount-fits-its-kind',
    `UPDATE ledger_lines SET bonus_amount_won = 2999 WHERE id = 'one-2'`,
    `UPDATE wallets SET bonus_won = 499 WHERE member_id = 'one'`,
  ],
  ['fee-is-of-a-rental', `UPDATE rentals SET fee_won = 900 WHERE id = 'linked'`],
  ['fee-is-of-a-rental', `UPDATE rentals SET member_id = 'new' WHERE id = 'linked'`],
  ['fee-is-of-a-rental', `UPDATE ledger_lines SET idempotency_key = 'again' WHERE rental_id = 'long-gone'`],
  ['fees-of-unlinked-rentals', `UPDATE rentals SET fee_won = 1400 WHERE id = 'unlinked'`],
  ['fees-of-unlinked-rentals', `DELETE FROM rentals WHERE id = 'unlinked'`],
  ['rental-is-charged', `INSERT-RENTAL`],
  ['deposit-line-is-paid', `UPDATE deposits SET amount_won = 6001 WHERE id = 'second'`],
  ['paid-deposit-is-credited', `UPDATE deposits SET state = 'paid' WHERE id = 'given-up'`],
  [
    'refund-line-is-of-a-refund',
    `UPDATE refunds SET amount_won = 4001 WHERE id = 'back'`,
    `UPDATE refund_parts SET amount_won = 3001 WHERE part_no = 1`,
    `UPDATE deposits SET refunded_won = 3001 WHERE id = 'first'`,
  ],
  ['refund-is-charged', `INSERT-REFUND`],
  [
    'refund-is-its-parts',
    `UPDATE refund_parts SET amount_won = 2999 WHERE part_no = 1`,
    `UPDATE deposits SET refunded_won = 2999 WHERE id = 'first'`,
  ],
  [
    'part-is-of-a-deposit',
    `UPDATE refund_parts SET deposit_id = 'cash', amount_won = 2000 WHERE part_no = 1`,
    `UPDATE refund_parts SET amount_won = 2000 WHERE part_no = 1`,
    `UPDATE refunds SET amount_won = 4000 WHERE id = 'back'`,
    `INSERT-PART`,
  ],
  ['refunded-is-its-parts', `UPDATE deposits SET refunded_won = 1 WHERE id = 'second'`],
  [
    'returned-part-is-back',
    `UPDATE refund_parts SET state = 'at-desk' WHERE part_no = 2`,
    `UPDATE deposits SET refunded_won = 1000 WHERE id = 'second'`,
  ],
  ['wallet-has-an-owner', `DELETE FROM former_members`],
  ['wallet-has-an-owner', `DELETE FROM members WHERE id = 'new'`],
  ['wallet-has-an-owner', `DELETE FROM wallets WHERE member_id = 'new'`],
]

describe.each(engines)('the proof of the ledger on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  beforeEach(async () => {
    for (const name of new Set(house.map(([table]) => table))) await library.rows(`DELETE FROM ${name}`)
    for (const [table, row] of house) await add(table, row)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  async function add(table: string, row: Row): Promise<void> {
    const names = Object.keys(row)
    await library.rows(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(row),
    )
  }
  async function broken() {
    const proofs = await library.app.books.prove()
    return proofs.flatMap(({ sentence, broken }) => (broken > 0 ? [sentence] : []))
  }
  const added: Readonly<Record<string, () => Promise<void>>> = {
    'INSERT-RENTAL': () => add(...rental('free-of-charge', 'one', 1_000)),
    'INSERT-PART': async () => {
      await add(...part('back', 3, 'first', 1_000, 'paid-back'))
      await library.rows(`UPDATE deposits SET refunded_won = 1000 WHERE id = 'first'`)
      await library.rows(`UPDATE deposits SET refunded_won = 2000 WHERE id = 'cash'`)
    },
    'INSERT-REFUND': async () => {
      await add(...refund('unpaid', 'one', 500))
      await add(...part('unpaid', 4, 'second', 500, 'waiting'))
      await library.rows(`UPDATE deposits SET refunded_won = 500 WHERE id = 'second'`)
    },
  }

  it('finds nothing where all is right, and goes over every sentence', async () => {
    const proofs = await library.app.books.prove()
    expect(proofs.map(({ sentence }) => sentence)).toEqual(ledgerSentences)
    expect(await broken()).toEqual([])
    expect(new Set([...tampered.map(([sentence]) => sentence), 'key-is-used-once'])).toEqual(new Set(ledgerSentences))
  })

  it.each(tampered)('finds exactly that: %s', async (sentence, ...deeds) => {
    for (const deed of deeds) await (added[deed]?.() ?? library.rows(deed))
    expect(await broken()).toEqual([sentence])
  })

  it('adds up what there is', async () => {
    expect(await library.app.books.totals()).toEqual({
      lines: 9,
      wallets: 3,
      balanceWon: 13_500,
      bonusWon: 500,
      depositsWon: 18_000,
      feesWon: 4_500,
      refundsWon: 3_000,
    })
  })

  it('tells a person at a terminal, and ends with 1 when something is wrong', async () => {
    async function verify() {
      const { said, over } = startProcess('../../src/verify-ledger.ts', [], testEnv(database.url))
      return { code: await over(), said }
    }
    const right = await verify()
    expect(right.code).toBe(0)
    expect(right.said).toHaveLength(ledgerSentences.length + 1)
    expect(right.said.slice(0, -1).every((one) => one.startsWith('✓'))).toBe(true)
    expect(right.said.at(-1)).toContain(
      '잔액 13,500원 (그중 선물 500원) · 충전 18,000원 · 대여료 4,500원 · 환불 3,000원',
    )

    await library.rows(`UPDATE wallets SET balance_won = 13501 WHERE member_id = 'one'`)
    const wrong = await verify()
    expect(wrong.code).toBe(1)
    expect(wrong.said.filter((one) => one.startsWith('✗'))).toEqual([
      '✗ 잔액은 내역을 모두 더한 값이고, 마지막 줄의 잔액이에요 — 1건이 그렇지 않아요. 예) one (balance-is-the-ledger)',
    ])
    expect(wrong.said.join('\n')).not.toContain('하나')
  })

  it('finds a key that was used twice, should the database ever let it', async () => {
    await library.rows(
      engine === 'sqlite' ? 'DROP INDEX ledger_lines_once' : 'DROP INDEX ledger_lines_once ON ledger_lines',
    )
    await library.rows(`UPDATE ledger_lines SET idempotency_key = 'one-1' WHERE id = 'one-2'`)
    expect(await broken()).toEqual(['key-is-used-once'])
  })
})
