/** Reading on: pages that neither repeat nor skip. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('reading on through a search on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  const moons = Array.from({ length: 12 }, (_, index) => `달의 책 ${String(index + 1).padStart(2, '0')}`)

  beforeAll(async () => {
    library = await openLibrary(engine)
    haneul = library.visitor('김하늘')
    for (const title of moons) await library.book({ title, author: '달지기', copies: 1 })
    for (const number of Array.from({ length: 7 }, (_, index) => index))
      await library.book({ title: `해의 책 ${number}`, author: '해지기' })
  })
  afterAll(() => library.close())

  it('goes on by its button to the end', async () => {
    const first = await haneul.says('달의 책')
    expect(first).toMatchObject({ intent: 'search', outcome: 'ok' })
    expect(first.text).toContain('‘달의 책’ 12권 (1/3)')
    const second = await haneul.taps(first, '더보기')
    const third = await haneul.taps(second, '더보기')
    expect([rowsOf(first), rowsOf(second), rowsOf(third)].map((page) => page.length)).toEqual([5, 5, 2])
    expect([...rowsOf(first), ...rowsOf(second), ...rowsOf(third)]).toEqual(moons)
    expect(labelsOf(third)).not.toContain('더보기')
  })

  it('goes on when asked in words, and says when there is no more', async () => {
    const first = await haneul.says('달지기')
    const second = await haneul.says('더보기')
    const third = await haneul.says('더 보여줘')
    expect([...rowsOf(first), ...rowsOf(second), ...rowsOf(third)]).toEqual(moons)
    expect(await haneul.says('다음')).toMatchObject({ intent: 'search', outcome: 'no-more' })
    expect(await haneul.says('다음')).toMatchObject({ intent: 'search', outcome: 'no-more' })
  })

  it('goes on in the block for searching, too', async () => {
    const first = await haneul.says('달지기')
    const second = await ask(library, utterance(haneul.userKey, '더보기'), { skill: 'search' })
    expect([...rowsOf(first), ...rowsOf(second)]).toEqual(moons.slice(0, 10))
  })

  it('shows the same page again when the same button is tapped again', async () => {
    const first = await haneul.says('달지기')
    const second = await haneul.taps(first, '더보기')
    expect(rowsOf(await haneul.taps(first, '더보기'))).toEqual(rowsOf(second))
    expect(rowsOf(await haneul.says('달지기 검색 2쪽'))).toEqual(rowsOf(second))
    expect(rowsOf(await haneul.says('더보기'))).toEqual(moons.slice(10))
  })

  it('keeps its order while books are rented and come in', async () => {
    const first = await haneul.says('달지기')
    const seojun = library.visitor()
    await seojun.joins(10_000)
    for (const title of [moons[1], moons[6]]) await seojun.says(`${title} 빌려줘`)
    await library.book({ title: '달의 책 00', author: '달지기', popularity: 99 })
    const second = await haneul.taps(first, '더보기')
    const third = await haneul.says('더보기')
    expect([...rowsOf(first), ...rowsOf(second), ...rowsOf(third)]).toEqual(moons)
    expect(rowsOf(await haneul.says('달지기'))[0]).toBe('달의 책 00')
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE title = '달의 책 00'`)
  })

  it('leaves out what was withdrawn meanwhile, a whole page of it, too', async () => {
    const first = await haneul.says('해지기')
    await library.book({ title: '해의 책 7', author: '해지기' })
    expect(rowsOf(first)).toHaveLength(5)
    const again = await haneul.says('해지기')
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE title IN ('해의 책 5', '해의 책 6', '해의 책 7')`)
    expect(await haneul.taps(again, '더보기')).toMatchObject({ intent: 'search', outcome: 'no-more' })

    const moon = await haneul.says('달지기')
    const second = rowsOf(await haneul.taps(moon, '더보기'))
    const third = rowsOf(await haneul.says('더보기'))
    const gone = second.map((title) => `'${title}'`).join()
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE title IN (${gone})`)
    const next = await haneul.taps(moon, '더보기')
    await library.rows(`UPDATE titles SET state = 'in-circulation' WHERE title IN (${gone})`)
    expect(rowsOf(next)).toEqual(third)
  })

  it('answers an old button with its own words, not with those of a later search', async () => {
    const moon = await haneul.says('달지기')
    await haneul.says('해지기')
    const more = await haneul.taps(moon, '더보기')
    expect(rowsOf(more)).toHaveLength(5)
    expect(rowsOf(more).every((title) => title.startsWith('달의 책'))).toBe(true)
    expect([...rowsOf(moon), ...rowsOf(more), ...rowsOf(await haneul.says('더보기'))].toSorted()).toEqual(moons)
  })

  it('asks for words when nothing was looked for before', async () => {
    const newcomer = library.visitor()
    expect(await newcomer.says('더보기')).toMatchObject({ intent: 'search', outcome: 'ask' })
  })

  it('keeps apart what two people look for', async () => {
    const seojun = library.visitor()
    await haneul.says('달지기')
    await seojun.says('해의 책')
    expect(rowsOf(await haneul.says('더보기')).every((title) => title.startsWith('달'))).toBe(true)
  })

  it('shows a hundred of more, and says that there are more', async () => {
    for (let number = 0; number < 103; number += 1) await library.book({ title: `별 ${number}`, author: '별지기' })
    let page = await haneul.says('별지기')
    expect(page.text).toContain('100권 넘게 (1/20)')
    const seen = rowsOf(page)
    while (labelsOf(page).includes('더보기')) {
      page = await haneul.taps(page, '더보기')
      seen.push(...rowsOf(page))
    }
    expect(seen).toHaveLength(100)
    expect(new Set(seen).size).toBe(100)
    expect(await haneul.says('더보기')).toMatchObject({ outcome: 'no-more' })
  })
})
