/**
 * Random lives of several wallets at once: people pay, rent, want their money back, tap twice and walk away; the desk gives,
 * takes and pays out; KakaoPay fails, declines and loses answers; the house dies in the middle. After every round the proof
 * of the ledger holds, and when all is quiet KakaoPay's books are ours.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { BookId, RefundId } from '../../src/domain/ids.js'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { deskLooks, does, rounds, type Round, type Scene } from '../support/money-lives.js'
import { paymentsOf } from '../support/refunds.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'

/** Thrown by a house that is dead. */
class Dead extends Error {}

const runs = 8

describe.each(engines)('random lives of money on %s', (engine) => {
  let kakao: StandIn
  let library: Library
  let looksLeft = Infinity
  let number = 0
  let nowMs = Date.parse(saturdayNoon)
  const books: BookId[] = []

  beforeAll(async () => {
    kakao = await openStandIn(() => new Date(nowMs))
    library = await openLibrary(engine, {
      env: kakao.env,
      atEveryLook() {
        looksLeft -= 1
        if (looksLeft < 0) throw new Dead()
      },
    })
    kakao.product.url = library.url
    for (let n = 1; n <= 3; n += 1) books.push((await library.book({ title: `돈 내는 책 ${n}`, copies: n })).bookId)
  })
  afterAll(async () => {
    await library.close()
    await kakao.close()
  })

  function pass(minutes: number): void {
    nowMs += minutes * 60_000
    library.clock.set(new Date(nowMs).toISOString())
  }

  async function lives(scene: Scene, { diesAfterLooks, deeds, minutes, ...mischief }: Round): Promise<void> {
    Object.assign(kakao.simulator.mischief.kakaoPay, mischief)
    looksLeft = diesAfterLooks ?? Infinity
    const mayFail = (error: unknown) => {
      if (diesAfterLooks === null) throw error
    }
    await Promise.all(deeds.map((deed) => does(scene, deed).catch(mayFail)))
    looksLeft = Infinity
    pass(minutes)
    expect(await complaints(library)).toEqual([])
  }

  /** KakaoPay behaves, time goes by, the desk looks at what is parked. */
  async function quiet(scene: Scene): Promise<void> {
    Object.assign(kakao.simulator.mischief, noMischief())
    for (const minutes of [2, 2, 20, 2]) {
      pass(minutes)
      await library.settle()
      await deskLooks(scene, true)
    }
    expect(await complaints(library)).toEqual([])
  }

  async function partsBack(memberId: string, by: 'kakao-pay' | 'desk') {
    const rows = await library.rows<{ deposit_id: string; tid: string | null; won: string | number }>(
      `SELECT p.deposit_id, d.tid, SUM(p.amount_won) AS won FROM refund_parts p JOIN deposits d ON d.id = p.deposit_id
       WHERE d.member_id = ? AND p.state = 'paid-back' AND p.paid_back_by = ? GROUP BY p.deposit_id, d.tid`,
      [memberId, by],
    )
    return rows.map(({ tid, won }) => ({ tid, won: Number(won) }))
  }
  const sum = (all: readonly { won: number }[]) => all.reduce((total, { won }) => total + won, 0)
  async function wonOf(sql: string, memberId: string): Promise<number> {
    const [row] = await library.rows<{ won: number | string | null }>(sql, [memberId])
    return Number(row?.won ?? 0)
  }

  /** Payment by payment: what KakaoPay has kept is what we have credited and not given back through it. */
  async function kakaoAgrees({ memberId }: Member): Promise<void> {
    const paid = await library.rows<{ tid: string; amount_won: number }>(
      `SELECT tid, amount_won FROM deposits WHERE member_id = ? AND state = 'paid' AND tid IS NOT NULL`,
      [memberId],
    )
    const back = new Map((await partsBack(memberId, 'kakao-pay')).map(({ tid, won }) => [tid, won]))
    const ours = new Map(paid.map(({ tid, amount_won }) => [tid, amount_won - (back.get(tid) ?? 0)]))
    const theirs = paymentsOf(kakao.simulator, memberId).map((one) => [one.tid, one.approvedWon - one.canceledWon])
    expect(new Map(theirs.map(([tid, won]) => [tid, won]))).toEqual(
      new Map(theirs.map(([tid]) => [tid, ours.get(String(tid)) ?? 0])),
    )
    expect(theirs.map(([tid]) => tid)).toEqual(expect.arrayContaining([...ours.keys()]))
  }

  /** What came from outside and was not handed back is in the wallet, or was spent on rentals. */
  async function nothingIsLost({ memberId }: Member): Promise<void> {
    const kept = paymentsOf(kakao.simulator, memberId).map((one) => ({ won: one.approvedWon - one.canceledWon }))
    const cash = await wonOf(
      `SELECT SUM(amount_won) AS won FROM deposits WHERE member_id = ? AND paid_by = 'desk'`,
      memberId,
    )
    const paidOut = sum(await partsBack(memberId, 'desk'))
    const left = await wonOf('SELECT balance_won - bonus_won AS won FROM wallets WHERE member_id = ?', memberId)
    const spent = await wonOf(
      `SELECT SUM(bonus_amount_won - amount_won) AS won FROM ledger_lines WHERE member_id = ? AND kind = 'rental-fee'`,
      memberId,
    )
    expect(sum(kept) + cash - paidOut).toBe(left + spent)
  }

  async function newScene(): Promise<Scene> {
    const members: Member[] = []
    for (let n = 0; n < 3; n += 1) members.push(await member(library, `돈님${(number += 1)}`))
    const scene: Scene = {
      library,
      members,
      books,
      newKey: () => `key-${(number += 1)}`,
      async hasGivenMore(refundId: RefundId) {
        const [part] = await library.rows<{ deposit_id: string; tid: string }>(
          `SELECT p.deposit_id, d.tid FROM refund_parts p JOIN deposits d ON d.id = p.deposit_id
           WHERE p.refund_id = ? AND p.state = 'cancelling'`,
          [refundId],
        )
        const ours = await wonOf(
          `SELECT SUM(amount_won) AS won FROM refund_parts WHERE deposit_id = ? AND state = 'paid-back' AND paid_back_by = 'kakao-pay'`,
          part?.deposit_id ?? '',
        )
        return (kakao.simulator.payments.get(part?.tid ?? '')?.canceledWon ?? 0) > ours
      },
    }
    for (const who of members.keys())
      for (const won of [5_000, 10_000] as const) await does(scene, { do: 'top-up', who, won, end: 'paid' })
    return scene
  }

  it(`the money is right, ${runs} times over`, async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (life) => {
        const scene = await newScene()
        for (const round of life) await lives(scene, round)
        await quiet(scene)
        for (const one of scene.members) {
          await kakaoAgrees(one)
          await nothingIsLost(one)
        }
        expect(await library.rows(`SELECT id, state FROM refunds WHERE state <> 'done'`)).toEqual([])
        expect(await library.rows(`SELECT id FROM deposits WHERE state IN ('approving', 'ready')`)).toEqual([])
      }),
      { numRuns: runs, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
    const ways = await library.rows<{ paid_back_by: string | null }>('SELECT DISTINCT paid_back_by FROM refund_parts')
    expect(ways.map((row) => row.paid_back_by)).toContain('kakao-pay')
    expect((await library.rows('SELECT id FROM refunds')).length).toBeGreaterThan(0)
  }, 120_000)
})
