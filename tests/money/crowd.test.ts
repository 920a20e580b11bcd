/** Members who come at the same moment: nobody gets what another has, and nobody pays for what they did not get. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, crowd, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Answer, type Library } from '../support/library.js'

const fee = 1_000

describe.each(engines)('at the same moment on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  const outcomes = (answers: readonly Answer[]) => answers.map((answer) => answer.outcome)
  const countOf = (outcome: string, answers: readonly Answer[]) =>
    outcomes(answers).filter((one) => one === outcome).length

  /** Everybody has the card of the book before them, and taps. */
  async function allTap(members: readonly Member[], title: string): Promise<Answer[]> {
    const cards = await Promise.all(members.map((one) => one.says(title)))
    return Promise.all(
      members.map((one, index) => {
        const card = cards[index]
        if (!card) throw new Error(`${one.name} sees no card`)
        return one.taps(card, '대여하기')
      }),
    )
  }

  it('twenty members tap the last copy: one has it, nineteen are told kindly, and only one has paid', async () => {
    const members = await crowd(library, 20, 3_000)
    await library.book({ title: '하나뿐인 책', copies: 1 })

    const answers = await allTap(members, '하나뿐인 책')

    expect(countOf('ok', answers)).toBe(1)
    expect(countOf('already-rented', answers)).toBe(19)
    expect(answers.flatMap((answer) => answer.breaches)).toEqual([])
    const balances = await Promise.all(members.map((one) => balanceOf(library, one.memberId)))
    expect(balances.toSorted((a, b) => a - b)).toEqual([2_000, ...Array.from({ length: 19 }, () => 3_000)])
  })

  it('twenty members tap three copies: three have one each', async () => {
    const members = await crowd(library, 20, 1_000)
    await library.book({ title: '세 권 있는 책', copies: 3 })

    const answers = await allTap(members, '세 권 있는 책')

    expect(countOf('ok', answers)).toBe(3)
    expect(countOf('already-rented', answers)).toBe(17)
    const out = await library.rows<{ copy_id: string }>(
      `SELECT r.copy_id FROM rentals r JOIN titles t ON t.book_id = r.book_id WHERE t.title = '세 권 있는 책'`,
    )
    expect(new Set(out.map((row) => row.copy_id)).size).toBe(3)
  })

  it('one member taps twelve books at once: five are rented, and five are paid for', async () => {
    const reader = await member(library, '다독가', 20_000)
    const cards: Answer[] = []
    for (let n = 1; n <= 12; n += 1)
      cards.push(await reader.says(`#${(await library.book({ title: `묶음 ${n}호` })).bookNo}`))

    const answers = await Promise.all(cards.map((card) => reader.taps(card, '대여하기')))

    expect(countOf('ok', answers)).toBe(5)
    expect(countOf('rental-limit-reached', answers)).toBe(7)
    expect(await balanceOf(library, reader.memberId)).toBe(20_000 - 5 * fee)
  })

  it('one member with money for one taps two at once: one is rented', async () => {
    const reader = await member(library, '한푼이', fee)
    const left = await library.book({ title: '왼쪽 책' })
    const right = await library.book({ title: '오른쪽 책' })
    const cards = await Promise.all([left, right].map(({ bookNo }) => reader.says(`#${bookNo}`)))

    const answers = await Promise.all(cards.map((card) => reader.taps(card, '대여하기')))

    expect(outcomes(answers).toSorted()).toEqual(['balance-too-low', 'ok'])
    expect(await balanceOf(library, reader.memberId)).toBe(0)
  })

  it('a balance of exactly the fee is enough, and one won less is not', async () => {
    await library.book({ title: '값이 있는 책', copies: 2, feeWon: 2_500 })
    const exact = await member(library, '딱맞이', 2_500)
    const short = await member(library, '일원이', 2_499)

    const [rented] = await allTap([exact], '값이 있는 책')
    const refused = await short.says('값이 있는 책 빌려줘')

    expect(rented?.outcome).toBe('ok')
    expect(await balanceOf(library, exact.memberId)).toBe(0)
    expect(refused.outcome).toBe('balance-too-low')
    expect(refused.text).toContain('1원')
    expect(await balanceOf(library, short.memberId)).toBe(2_499)
  })

  it('the same tap ten times at once is one rental with ten equal answers', async () => {
    const reader = await member(library, '연타', 5_000)
    await library.book({ title: '여러 권 있는 책', copies: 5 })
    const card = await reader.says('여러 권 있는 책')

    const answers = await Promise.all(Array.from({ length: 10 }, () => reader.taps(card, '대여하기')))

    expect(countOf('ok', answers)).toBe(10)
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
    expect(await balanceOf(library, reader.memberId)).toBe(4_000)
  })

  it('the same return ten times at once is one return, and the copy can be rented again at once', async () => {
    const [first, second] = await crowd(library, 2, 1_000)
    if (!first || !second) throw new Error('nobody came')
    await library.book({ title: '돌아올 책' })
    await allTap([first], '돌아올 책')
    const page = await first.says('돌아올 책')

    const answers = await Promise.all(Array.from({ length: 10 }, () => first.taps(page, '반납하기')))
    const [next] = await allTap([second], '돌아올 책')

    expect(countOf('ok', answers)).toBe(10)
    expect(next?.outcome).toBe('ok')
  })

  it('members rent and return the same two copies in each other’s way, and every book ends where its rental says', async () => {
    const members = await crowd(library, 8, 10_000)
    const { bookNo } = await library.book({ title: '돌려 보는 책', copies: 2 })
    const rounds = async (one: Member) => {
      const said: string[] = []
      for (let round = 0; round < 4; round += 1) {
        said.push((await one.says(`#${bookNo} 대여하기`)).outcome)
        said.push((await one.says('돌려 보는 책 반납')).outcome)
      }
      return said
    }

    const said = (await Promise.all(members.map(rounds))).flat()

    expect(said.filter((outcome) => outcome === 'ok').length).toBeGreaterThan(2)
    expect(said).not.toContain('error')
    const rented = await library.rows(
      `SELECT r.id FROM rentals r JOIN titles t ON t.book_id = r.book_id WHERE t.title = '돌려 보는 책'`,
    )
    const balances = await Promise.all(members.map((one) => balanceOf(library, one.memberId)))
    expect(balances.reduce((sum, won) => sum + won, 0)).toBe(80_000 - fee * rented.length)
  })
})
