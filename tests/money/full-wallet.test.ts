/** The most a wallet may hold is kept where money moves, however many cards are open; and old buttons begin anew. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { openLibrary, payInBrowser, type Answer, type Library, type Visitor } from '../support/library.js'

const pageOf = (answer: Answer) => answer.buttons.find((button) => button.webLinkUrl)?.webLinkUrl ?? ''

describe.each(engines)('a full wallet on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  beforeAll(async () => {
    library = await openLibrary(engine)
    haneul = library.visitor('김하늘')
    await haneul.joins()
  })
  afterAll(() => library.close())

  it('takes no sixth 100,000 won, though its card was given while there was room', async () => {
    const pages: string[] = []
    for (let card = 0; card < 6; card += 1) pages.push(pageOf(await haneul.says('십만원 충전')))
    for (const page of pages.slice(0, 5)) expect((await payInBrowser(page)).text).toContain('100,000원을 충전했어요')
    expect((await payInBrowser(pages[5] ?? '')).text).toContain('적립금이 가득 찼어요')
    expect((await haneul.says('마이페이지')).text).toContain('500,000원')
  })

  it('gives a new card when a button that has done its work is tapped again later', async () => {
    const nara = library.visitor('박나라')
    await nara.joins()
    const choices = await nara.says('적립금 충전')
    const card = await nara.taps(choices, '5,000원')
    expect(pageOf(await nara.taps(choices, '5,000원'))).toBe(pageOf(card))
    await payInBrowser(pageOf(card))
    const anew = await nara.taps(choices, '5,000원')
    expect(pageOf(anew)).not.toBe(pageOf(card))
    expect((await payInBrowser(pageOf(anew))).text).toContain('지금 잔액은 10,000원')

    const lastMonth = await nara.says('적립금 충전')
    const neverPaid = await nara.taps(lastMonth, '5,000원')
    library.clock.advanceDays(30)
    expect(pageOf(await nara.taps(lastMonth, '5,000원'))).not.toBe(pageOf(neverPaid))
  })
})
