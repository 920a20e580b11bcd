/** Too many at once, and a database that takes its time: kind answers, and never a late or a double rental. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection } from 'mysql2/promise'
import { atHome } from '../support/at-home.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, type Member } from '../support/crowd.js'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { land, openWindow, payCard, press } from '../support/payment.js'
import { openLibrary, type Answer, type Library } from '../support/library.js'
import { until } from '../support/until.js'

describe('a crowd before one place', () => {
  let database: TestDatabase
  let library: Library
  let other: Connection
  let slow: Member
  let quick: Member
  let title: string
  beforeEach(async () => {
    database = await emptyLibrary('mariadb')
    library = await openLibrary('mariadb', { database, env: { LENDING_AT_ONCE: '1', LENDING_WAITING: '1' } })
    other = await createConnection(database.url)
    slow = await member(library, '느린이', 10_000)
    quick = await member(library, '빠른이', 10_000)
    ;({ title } = await library.book({ title: '모두 찾는 책', copies: 5 }))
  })
  afterEach(async () => {
    await other.end()
    expect(await complaints(library)).toEqual([])
    await library.close()
    await database.drop()
  })

  const lending = () => library.app.strain().lending
  /** Somebody else's transaction holds the member's wallet: a rental of theirs has to wait for it. */
  async function holdWallet({ memberId }: Member): Promise<() => Promise<unknown>> {
    await other.query('START TRANSACTION')
    await other.query('SELECT balance_won FROM wallets WHERE member_id = ? FOR UPDATE', [memberId])
    return () => other.query('ROLLBACK')
  }
  async function waitsForWallet(): Promise<void> {
    await until('the rental waits for the wallet', async () => {
      const waiting = await library.rows(
        `SELECT id FROM information_schema.processlist
         WHERE db = DATABASE() AND id <> CONNECTION_ID() AND state = 'Updating' AND info LIKE '%UPDATE wallets%'`,
      )
      return waiting.length > 0
    })
  }
  const rentals = async () => (await library.rows('SELECT id FROM rentals')).length

  it('turns a member away at once, and the retry button does the same thing once', async () => {
    const card = await quick.says(title)
    const release = await holdWallet(slow)
    const held = slow.says(`${title} 빌려줘`)
    await waitsForWallet()
    const startedAt = performance.now()
    const waits = quick.taps(card, '대여하기')
    await until('somebody sits and waits', () => lending().waiting === 1)
    const full = await quick.taps(card, '대여하기')
    expect(full).toMatchObject({ outcome: 'busy', text: '지금 이용자가 많아요. 잠시 후 다시 시도해 주세요.' })
    const waited = await waits
    expect(waited.outcome).toBe('busy')
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(lending().turnedAway).toMatchObject({ full: 1, waited: 1 })
    const metrics = await (await fetch(`${library.url}/metrics`)).text()
    expect(metrics).toContain('lending_turned_away_total{reason="full"} 1')
    expect(metrics).toContain('lending_running 1')
    expect(metrics).toContain('breaker_state{name="lending"} 0')
    await release()
    expect((await held).outcome).toBe('ok')
    expect(await atHome(library, quick.memberId)).toEqual([])

    for (const answer of [full, waited, full])
      expect(await quick.taps(answer, '다시 시도')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await rentals()).toBe(2)
    expect(await balanceOf(library, quick.memberId)).toBe(9_000)
  })

  it('gives up what takes too long before it is written, and the retry does it', async () => {
    const release = await holdWallet(slow)
    const answer = await slow.says(`${title} 빌려줘`)
    expect(answer).toMatchObject({ outcome: 'busy' })
    expect(answer.text).toContain('처리 결과는 마이페이지에서 볼 수 있어요.')
    // longer than the database lets a write wait for a lock: the next attempt is not made any more
    await until('it was given up', () => lending().running === 0)
    await release()
    expect(await rentals()).toBe(0)
    expect(await slow.taps(answer, '다시 시도')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await rentals()).toBe(1)
  })

  it.each(['by words', 'by button'])(
    'finds a rental %s that was written after all, and does not do it twice',
    async (how) => {
      const card = await slow.says(title)
      const release = await holdWallet(slow)
      const answer: Answer = await (how === 'by words' ? slow.says(`${title} 빌려줘`) : slow.taps(card, '대여하기'))
      expect(answer.outcome).toBe('busy')
      await waitsForWallet()
      await release()
      await until('it is written', async () => (await rentals()) === 1)
      const again = await slow.taps(answer, '다시 시도')
      expect(again).toMatchObject({ intent: 'rent', outcome: 'ok' })
      expect(await rentals()).toBe(1)
      expect(await balanceOf(library, slow.memberId)).toBe(9_000)
    },
  )

  it('keeps no answer back because what it told cannot be written down, and tells it again', async () => {
    const payer = await member(library, '내는이')
    const page = await payCard(payer, 5_000)
    await land(await press((await openWindow(page)).window, 'quit'))
    await library.settle()
    await other.query('START TRANSACTION')
    await other.query('SELECT id FROM notices FOR UPDATE')
    const startedAt = performance.now()
    const told = await payer.says('안녕')
    // the database lets a write wait for a lock for three seconds
    expect(performance.now() - startedAt).toBeLessThan(2_500)
    expect(told.text).toContain('지난번 5,000원 충전은 취소하셔서 끝나지 않았어요.')
    await other.query('ROLLBACK')
    await until(
      'it is told and written down',
      async () => !(await payer.says('안녕')).text.includes('충전은 취소하셔서'),
    )
  })

  it('lets everybody in again when the crowd is gone', async () => {
    const release = await holdWallet(slow)
    const held = slow.says(`${title} 빌려줘`)
    await waitsForWallet()
    const crowd = await Promise.all(Array.from({ length: 20 }, () => quick.says('마이페이지')))
    expect(crowd.every(({ outcome }) => outcome === 'busy')).toBe(true)
    await release()
    await held
    expect((await quick.says('마이페이지')).outcome).toBe('ok')
  })
})
