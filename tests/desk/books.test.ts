/** `장부`: what every day did to the money. The days add up to the ledger, and what is left is what the wallets hold. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvOf } from '../../src/csv.js'
import { dayOf } from '../../src/domain/time.js'
import { member } from '../support/crowd.js'
import { sayAtDesk } from '../support/desk.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { valueOf } from '../support/lines.js'

type Move = {
  readonly at: string
  readonly kind: 'kakao' | 'cash' | 'fee' | 'refund' | 'returned' | 'bonus' | 'taken'
  readonly won: number
}

const ms = (iso: string) => Date.parse(iso)
/** Around two turns of a month in Seoul, and on the very edges of days. */
const instant = fc.oneof(
  fc
    .integer({ min: ms('2026-10-30T00:00:00.000Z'), max: ms('2026-12-02T00:00:00.000Z') })
    .map((at) => new Date(at).toISOString()),
  fc.constantFrom(
    '2026-10-31T14:59:59.999Z',
    '2026-10-31T15:00:00.000Z',
    '2026-11-15T14:59:59.999Z',
    '2026-11-15T15:00:00.000Z',
    '2026-11-30T14:59:59.999Z',
    '2026-11-30T15:00:00.000Z',
  ),
)
const move: fc.Arbitrary<Move> = fc.record({
  at: instant,
  kind: fc.constantFrom('kakao', 'cash', 'fee', 'refund', 'returned', 'bonus', 'taken'),
  won: fc.integer({ min: 1, max: 100_000 }),
})

const noSums = {
  byKakaoPayWon: 0,
  inCashWon: 0,
  feesPaidWon: 0,
  feesBonusWon: 0,
  refundsWon: 0,
  refundsPutBackWon: 0,
  backByKakaoPayWon: 0,
  backAtDeskWon: 0,
  giftsWon: 0,
  giftsTakenWon: 0,
}

describe.each(engines)('the books on %s', (engine) => {
  let library: Library
  let folder: string
  beforeAll(async () => {
    library = await openLibrary(engine)
    folder = mkdtempSync(join(tmpdir(), 'books-'))
  })
  beforeEach(async () => {
    for (const name of ['ledger_lines', 'deposits', 'refund_parts', 'wallets', 'members'])
      await library.rows(`DELETE FROM ${name}`)
  })
  afterAll(async () => {
    await library.close()
    rmSync(folder, { recursive: true })
  })

  let keys = 0
  /** One movement of a wallet that has enough of everything; of fees, a third was given. */
  async function write({ at, kind, won }: Move): Promise<{ paid: number; bonus: number }> {
    const id = `line-${++keys}`
    const gift = kind === 'fee' ? -Math.floor(won / 3) : kind === 'bonus' ? won : kind === 'taken' ? -won : 0
    const amount = kind === 'fee' || kind === 'refund' || kind === 'taken' ? -won : won
    const isDeposit = kind === 'kakao' || kind === 'cash'
    const names = {
      kakao: 'deposit',
      cash: 'deposit',
      fee: 'rental-fee',
      refund: 'refund',
      returned: 'refund-returned',
      bonus: 'bonus',
      taken: 'bonus-taken',
    } as const
    if (isDeposit)
      await library.rows(
        `INSERT INTO deposits (id, member_id, amount_won, state, page_token, version, requested_at, paid_by)
         VALUES (?, 'one', ?, 'paid', ?, 1, ?, ?)`,
        [id, won, id, at, kind === 'cash' ? 'desk' : null],
      )
    await library.rows(
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, deposit_id, idempotency_key,
         written_at, bonus_amount_won) VALUES (?, 'one', ?, ?, ?, 0, ?, ?, ?, ?)`,
      [id, keys, names[kind], amount, isDeposit ? id : null, id, at, gift],
    )
    return { paid: amount - gift, bonus: gift }
  }
  async function settle(at: string, won: number, by: 'kakao-pay' | 'desk', state = 'paid-back'): Promise<void> {
    await library.rows(
      `INSERT INTO refund_parts (refund_id, part_no, deposit_id, amount_won, state, paid_back_by, settled_at)
       VALUES (?, 1, 'some', ?, ?, ?, ?)`,
      [`refund-${++keys}`, won, state, by, at],
    )
  }

  it('put every movement on its day in Seoul, and carry what is left from day to day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { maxLength: 30 }),
        fc.array(
          fc.tuple(
            instant,
            fc.nat(9_999).map((n) => n + 1),
            fc.boolean(),
          ),
        ),
        async (moves, back) => {
          for (const name of ['ledger_lines', 'deposits', 'refund_parts']) await library.rows(`DELETE FROM ${name}`)
          const written: (Move & { paid: number; bonus: number })[] = []
          for (const one of moves) written.push({ ...one, ...(await write(one)) })
          for (const [at, won, isDesk] of back) await settle(at, won, isDesk ? 'desk' : 'kakao-pay')

          const days = await library.app.books.days('2026-11-01', '2026-11-30')

          expect(days.map(({ day }) => day)).toEqual(
            Array.from({ length: 30 }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')}`),
          )
          for (const { day, ...sums } of days) {
            const of = (kind: Move['kind'], what: 'paid' | 'bonus' = 'paid') =>
              Math.abs(
                written
                  .filter((one) => one.kind === kind && dayOf(new Date(one.at)) === day)
                  .reduce((sum, one) => sum + one[what], 0),
              )
            const given = (toDesk: boolean) =>
              back
                .filter(([at, , isDesk]) => isDesk === toDesk && dayOf(new Date(at)) === day)
                .reduce((sum, [, won]) => sum + won, 0)
            const until = (what: 'paid' | 'bonus') =>
              written.filter(({ at }) => dayOf(new Date(at)) <= day).reduce((sum, one) => sum + one[what], 0)
            expect({ day, ...sums }).toEqual({
              day,
              byKakaoPayWon: of('kakao'),
              inCashWon: of('cash'),
              feesPaidWon: of('fee'),
              feesBonusWon: of('fee', 'bonus'),
              refundsWon: of('refund'),
              refundsPutBackWon: of('returned'),
              backByKakaoPayWon: given(false),
              backAtDeskWon: given(true),
              giftsWon: of('bonus', 'bonus'),
              giftsTakenWon: of('taken', 'bonus'),
              owedWon: until('paid'),
              giftsLeftWon: until('bonus'),
            })
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('count money as given back when it was, and only then', async () => {
    await settle('2026-11-03T03:00:00.000Z', 500, 'desk', 'at-desk')
    await settle('2026-11-03T03:00:00.000Z', 700, 'kakao-pay', 'returned')
    await settle('2026-11-03T03:00:00.000Z', 900, 'kakao-pay')
    const days = await library.app.books.days('2026-11-01', '2026-11-05')
    expect(
      days.filter((day) => Object.entries(noSums).some(([name]) => day[name as keyof typeof noSums] !== 0)),
    ).toEqual([{ day: '2026-11-03', ...noSums, backByKakaoPayWon: 900, owedWon: 0, giftsLeftWon: 0 }])
  })

  it('agree at the end of today with what is in the wallets', async () => {
    library.clock.set('2026-11-20T03:00:00.000Z')
    const one = await member(library, `장부${engine}`)
    const { memberId } = one
    valueOf(await library.app.takeCash({ memberId, amountWon: 10_000, reason: '1', commandKey: `${memberId}:1` }))
    library.clock.set('2026-11-28T03:00:00.000Z')
    valueOf(await library.app.givePoints({ memberId, amountWon: 1_500, reason: '선물', commandKey: `${memberId}:2` }))
    const { title } = await library.book({ title: `장부 책 ${engine}`, feeWon: 2_000 })
    await one.says(`${title} 빌려줘`)

    const said = await sayAtDesk(library, '장부')
    expect(said.out).toEqual([
      '2026-11 장부 (2026-11-01(일)~2026-11-28(토))',
      '2026-11-20(금) · 현금 충전 10,000원 · 남은 적립금(낸 돈) 10,000원',
      '2026-11-28(토) · 대여료 수입(낸 돈) 500원 · 대여료(선물로 냄) 1,500원 · 선물 드림 1,500원 · 남은 적립금(낸 돈) 9,500원',
      '합계 · 카카오페이 충전 0원 · 현금 충전 10,000원 · 대여료 수입(낸 돈) 500원 · 대여료(선물로 냄) 1,500원 · 환불 신청 0원 · 환불 취소 0원 · 카카오페이로 돌려줌 0원 · 창구에서 돌려줌 0원 · 선물 드림 1,500원 · 선물 회수·소멸 0원',
      '회원에게 갚을 돈(쓰지 않은 적립금) 9,500원 · 남은 선물 0원',
    ])
    const { balanceWon, bonusWon } = await library.app.books.totals()
    const last = (await library.app.books.days('2026-11-01', '2026-11-28')).at(-1)
    expect([last?.owedWon, last?.giftsLeftWon]).toEqual([balanceWon - bonusWon, bonusWon])
  })

  it('are written as a file that Excel opens, and never over another', async () => {
    library.clock.set('2026-12-05T03:00:00.000Z')
    await write({ at: '2026-10-01T00:00:00.000Z', kind: 'kakao', won: 5_000 })
    await write({ at: '2026-11-30T14:59:59.999Z', kind: 'fee', won: 3_000 })
    const path = join(folder, `${engine} 11월.csv`)
    const said = await sayAtDesk(library, '장부', '2026-11', path)
    expect(said.out[0]).toBe(`2026-11 장부를 ${path} 파일에 적었어요. 엑셀로 열 수 있어요.`)

    const bytes = readFileSync(path)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows: string[][] = parse(bytes, { bom: true })
    expect(rows).toHaveLength(32)
    expect(rows[0]?.slice(0, 4)).toEqual(['날짜', '카카오페이 충전', '현금 충전', '대여료 수입(낸 돈)'])
    expect(rows[30]).toEqual(['2026-11-30', '0', '0', '2000', '1000', '0', '0', '0', '0', '0', '0', '3000', '-1000'])
    expect(rows[31]).toEqual(['합계', '0', '0', '2000', '1000', '0', '0', '0', '0', '0', '0', '3000', '-1000'])

    writeFileSync(path, '내 것')
    const again = await sayAtDesk(library, '장부', '2026-11', path)
    expect(again.code).toBe(1)
    expect(again.err).toContain('파일이 이미 있어요. 덮어쓰지 않았으니')
    expect(readFileSync(path, 'utf8')).toBe('내 것')
    expect((await sayAtDesk(library, '장부', join(folder, '없는', '장부.csv'))).err).toContain('만들 수 없어요')
  })

  it('are of a month that has begun, and go to a .csv', async () => {
    library.clock.set('2026-12-31T15:00:00.000Z')
    expect((await sayAtDesk(library, '장부')).out[0]).toBe('2027-01 장부 (2027-01-01(금)~2027-01-01(금))')
    expect((await sayAtDesk(library, '장부', '2028-02')).err).toContain('아직 오지 않은 달')
    for (const word of ['2026-13', '11월', 'books.txt'])
      expect((await sayAtDesk(library, '장부', word)).err).toContain('읽지 못했어요')
    expect((await sayAtDesk(library, '장부', '2024-02')).out[0]).toContain('2024-02-29')
  })
})

describe('the file of the books', () => {
  it('lets nothing become a formula', () => {
    expect(csvOf([['=1+1', '+1', '-1', '@a', '보통', 7]])).toBe(`\uFEFF'=1+1,'+1,'-1,'@a,보통,7\r\n`)
  })
})
