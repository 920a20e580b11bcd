/** Giving books back by chat. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('returning on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let haneulId: MemberId
  let numbers: Record<string, number>

  beforeAll(async () => {
    library = await openLibrary(engine)
    const books = [
      { title: '소년이 온다', author: '한강' },
      { title: '채식주의자', author: '한강' },
      { title: '반납의 기술', author: '기술자' },
    ]
    numbers = {}
    for (const book of books) numbers[book.title] = (await library.book({ ...book, copies: 40 })).bookNo
  })
  beforeEach(async () => {
    haneul = library.visitor()
    haneulId = await haneul.joins(10_000)
  })
  afterAll(() => library.close())

  async function rents(...titles: string[]): Promise<void> {
    for (const title of titles) {
      const { outcome } = await haneul.says(`${title} 빌려줘`)
      if (outcome !== 'ok') throw new Error(`${title}: ${outcome}`)
    }
  }
  async function atHome(): Promise<string[]> {
    const rows = await library.rows<{ title: string }>(
      `SELECT t.title FROM rentals r JOIN titles t ON t.book_id = r.book_id
       WHERE r.member_id = ? AND r.returned_at IS NULL ORDER BY t.title`,
      [haneulId],
    )
    return rows.map(({ title }) => title)
  }

  it('takes the one book there is', async () => {
    await rents('소년이 온다')
    const before = await haneul.says('마이페이지')
    const returned = await haneul.says('반납할게요')
    expect(returned).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect(returned.text).toContain('『소년이 온다』')
    expect(await atHome()).toEqual([])
    expect(before.text).toContain('9,000원')
    expect((await haneul.says('마이페이지')).text).toContain('9,000원')
  })

  it('lets one choose when there are several', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('반납')
    expect(choice).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(rowsOf(choice).toSorted()).toEqual(['소년이 온다', '채식주의자'])
    expect(choice.text).toContain('12월 5일(토)까지 · 7일 남음')
    const returned = await haneul.taps(choice, '채식주의자')
    expect(returned).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it.each([
    '채식주의자 반납',
    '채식주의자를 반납할게요',
    '채식 반납해 주세요',
    '한강 채식주의자 반납',
    '채 식 주의자 반납하고 싶어요',
  ])('takes the book named in ‘%s’', async (said) => {
    await rents('소년이 온다', '채식주의자')
    expect(await haneul.says(said)).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('takes the book of a number, typed as the button says it', async () => {
    await rents('소년이 온다', '채식주의자')
    expect((await haneul.says(`소년이 온다 #${numbers['소년이 온다']} 반납하기`)).outcome).toBe('ok')
    expect(await atHome()).toEqual(['채식주의자'])
  })

  it('asks which one when a name fits several', async () => {
    await rents('소년이 온다', '채식주의자', '반납의 기술')
    const choice = await haneul.says('한강 책 반납')
    expect(choice).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(rowsOf(choice).toSorted()).toEqual(['소년이 온다', '채식주의자'])
  })

  it('does not take a title for the wish to return', async () => {
    await rents('소년이 온다')
    expect(await haneul.says('반납의 기술')).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await haneul.says(`반납의 기술 #${numbers['반납의 기술']}`)).toMatchObject({ intent: 'book' })
    expect(await haneul.says('반납은 어떻게 해요?')).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('says that the named book is not at home, and shows what is', async () => {
    await rents('소년이 온다')
    const choice = await haneul.says('채식주의자 반납')
    expect(choice).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(choice.text).toContain('말씀하신 책은 대여 중이 아니에요')
    expect(rowsOf(choice)).toEqual(['소년이 온다'])
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('changes nothing the second time, typed', async () => {
    await rents('소년이 온다')
    expect((await haneul.says('소년이 온다 반납')).outcome).toBe('ok')
    for (const said of ['소년이 온다 반납', '반납', `#${numbers['소년이 온다']} 반납`]) {
      const again = await haneul.says(said)
      expect(again).toMatchObject({ intent: 'return', outcome: 'already-returned' })
      expect(again.text).toContain('이미 반납하셨어요. (11월 28일(토) 반납)')
    }
    await rents('채식주의자')
    expect((await haneul.says('소년이 온다 반납')).outcome).toBe('already-returned')
    expect(await atHome()).toEqual(['채식주의자'])
  })

  it('gives the same answer to the same tap, and changes nothing by another one', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('반납')
    const other = await haneul.says('반납')
    const first = await haneul.taps(choice, '소년이 온다')
    expect((await haneul.taps(choice, '소년이 온다')).response).toEqual(first.response)
    expect(await haneul.taps(other, '소년이 온다')).toMatchObject({ intent: 'return', outcome: 'already-returned' })
    expect(
      await library.rows(`SELECT id FROM events WHERE type = 'BookReturned' AND body LIKE ?`, [`%${haneulId}%`]),
    ).toHaveLength(1)
  })

  it('gives the same answer to the same tap at the same moment', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('반납')
    const answers = await Promise.all([1, 2, 3, 4].map(() => haneul.taps(choice, '소년이 온다')))
    for (const answer of answers) expect(answer).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect(await atHome()).toEqual(['채식주의자'])
  })

  it('does not touch a later rental of the same book with an old button', async () => {
    await rents('소년이 온다', '채식주의자')
    const old = await haneul.says('반납')
    await haneul.says('소년이 온다 반납')
    await rents('소년이 온다')
    expect((await haneul.taps(old, '소년이 온다')).outcome).toBe('already-returned')
    expect(await atHome()).toEqual(['소년이 온다', '채식주의자'])
  })

  it('makes the copy rentable again at once', async () => {
    const { title } = await library.book({ title: `돌아온 책 ${haneulId}` })
    await rents(title)
    const seojun = library.visitor()
    await seojun.joins(1_000)
    expect((await seojun.says(`${title} 빌려줘`)).outcome).toBe('already-rented')
    await haneul.says('반납')
    expect((await seojun.says(`${title} 빌려줘`)).outcome).toBe('ok')
  })

  it('knows no rental of another member', async () => {
    await rents('소년이 온다')
    const [rental] = await library.rows<{ id: string }>('SELECT id FROM rentals WHERE member_id = ?', [haneulId])
    const seojun = library.visitor()
    await seojun.joins()
    const extra = { v: 1, do: 'return', rentalId: rental?.id, nonce: 'n-1' }
    const refused = await ask(library, utterance(seojun.userKey, '반납하기', extra))
    expect(refused).toMatchObject({ intent: 'return', outcome: 'unknown-rental' })
    expect(refused.text).not.toContain('소년이 온다')
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it.each([
    ['00000000-0000-7000-8000-000000000000', 'unknown-rental'],
    ["x' OR '1'='1", 'stale-button'],
    [null, 'stale-button'],
  ])('knows no rental ‘%s’', async (rentalId, outcome) => {
    await rents('소년이 온다')
    const extra = { v: 1, do: 'return', rentalId, nonce: 'n-1' }
    expect((await ask(library, utterance(haneul.userKey, '반납하기', extra))).outcome).toBe(outcome)
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('has nothing to take from somebody who never rented, and sends strangers to join', async () => {
    const nothing = await haneul.says('반납')
    expect(nothing).toMatchObject({ intent: 'return', outcome: 'nothing-to-return' })
    expect(labelsOf(nothing)).toContain('책 찾기')
    expect(await library.visitor().says('반납')).toMatchObject({ intent: 'return', outcome: 'not-a-member' })
  })
})
