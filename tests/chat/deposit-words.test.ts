/** Asking to put money in: in which words, and how much of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('asking for a deposit on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '십만 원의 기적' })
    await library.book({ title: '2000' })
  })
  beforeEach(async () => {
    haneul = library.visitor()
    await haneul.joins()
  })
  afterAll(() => library.close())

  async function deposits(): Promise<number[]> {
    const rows = await library.rows<{ amount_won: number }>(
      'SELECT d.amount_won FROM deposits d JOIN members m ON m.id = d.member_id WHERE m.user_key = ? ORDER BY d.id',
      [haneul.userKey],
    )
    return rows.map((row) => row.amount_won)
  }

  it('offers the usual amounts', async () => {
    const choice = await haneul.says('적립금 충전')
    expect(choice).toMatchObject({ intent: 'deposit', outcome: 'ask' })
    expect(labelsOf(choice)).toEqual(['5,000원', '10,000원', '20,000원', '30,000원', '50,000원', '100,000원'])
    expect(await deposits()).toEqual([])
    expect(await haneul.taps(choice, '20,000원')).toMatchObject({ intent: 'deposit', outcome: 'ok' })
    expect(await deposits()).toEqual([20_000])
  })

  it.each([
    ['만원 충전', 10_000],
    ['5천원', 5_000],
    ['30,000원', 30_000],
    ['30000', 30_000],
    ['1만 5천원', 15_000],
    ['만오천원 충전해줘', 15_000],
    ['십만원', 100_000],
    ['3만원만 충전해줘', 30_000],
    ['1,000원 충전', 1_000],
    ['1234원 충전', 1_234],
  ])('‘%s’ gets a card that leads to our own page', async (said, amountWon) => {
    const card = await haneul.says(said)
    expect(card).toMatchObject({ intent: 'deposit', outcome: 'ok' })
    expect(card.text).toContain(`${amountWon.toLocaleString('ko-KR')}원 충전`)
    const [pay] = card.buttons
    expect(pay?.webLinkUrl).toMatch(new RegExp(`^${library.url}/pay/[\\w-]{20,}$`))
    expect(await deposits()).toEqual([amountWon])
  })

  it.each([
    ['999원 충전', 'amount-too-small', '1,000원부터'],
    ['0원 충전', 'amount-too-small', '1,000원부터'],
    ['100,001원 충전', 'amount-too-large', '100,000원까지'],
    ['20만원', 'amount-too-large', '100,000원까지'],
    ['9000000000000000원 충전', 'amount-too-large', '100,000원까지'],
  ])('‘%s’ is refused: %s', async (said, outcome, words) => {
    const refused = await haneul.says(said)
    expect(refused).toMatchObject({ intent: 'deposit', outcome })
    expect(refused.text).toContain(words)
    expect(labelsOf(refused)).toContain('10,000원')
    expect(await deposits()).toEqual([])
  })

  it('lets nobody own more than 500,000 won', async () => {
    await library.rows(
      'UPDATE wallets SET balance_won = 450000 WHERE member_id = (SELECT id FROM members WHERE user_key = ?)',
      [haneul.userKey],
    )
    expect((await haneul.says('50,000원 충전')).outcome).toBe('ok')
    const refused = await haneul.says('50,001원 충전')
    expect(refused).toMatchObject({ intent: 'deposit', outcome: 'balance-would-be-too-large' })
    expect(refused.text).toContain('50,000원까지 충전할 수 있어요')
  })

  it('makes one deposit of the same tap twice, also at the same moment', async () => {
    const choice = await haneul.says('충전')
    const first = await haneul.taps(choice, '10,000원')
    expect((await haneul.taps(choice, '10,000원')).buttons[0]?.webLinkUrl).toBe(first.buttons[0]?.webLinkUrl)
    const cards = await Promise.all([1, 2, 3].map(() => haneul.taps(choice, '30,000원')))
    expect(new Set(cards.map((card) => card.buttons[0]?.webLinkUrl)).size).toBe(1)
    expect(await deposits()).toEqual([10_000, 30_000])
  })

  it.each([-5_000, 1.5, '10000', null, 1e21])('makes none of the amount %j in a forged button', async (amountWon) => {
    const extra = { v: 1, do: 'deposit', amountWon, nonce: 'n' }
    const refused = await ask(library, utterance(haneul.userKey, '충전', extra))
    expect(refused.outcome).toMatch(/^(stale-button|amount-too-small|amount-too-large)$/)
    expect(await deposits()).toEqual([])
  })

  it('sends strangers to join first', async () => {
    const stranger = library.visitor()
    for (const said of ['적립금 충전', '만원 충전', '5천원']) {
      const refused = await stranger.says(said)
      expect(refused).toMatchObject({ intent: 'deposit', outcome: 'not-a-member' })
      expect(labelsOf(refused)).toContain('회원가입')
    }
  })

  it('takes an amount that is the name of a book for the book', async () => {
    expect(await haneul.says('2000')).toMatchObject({ intent: 'book', outcome: 'balance-too-low' })
    expect(await haneul.says('십만 원')).toMatchObject({ intent: 'deposit', outcome: 'ok' })
  })
})
