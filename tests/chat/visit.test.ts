/** A member's whole visit, typed and tapped, through the one skill that a bot needs. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { openLibrary, payInBrowser, type Library } from '../support/library.js'

describe.each(engines)('a whole visit on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강', publisher: '창비', publishedYear: 2014, copies: 2 })
  })
  afterAll(() => library.close())

  it('from greeting to return', async () => {
    const haneul = library.visitor('김하늘')

    const greeting = await haneul.says('안녕하세요')
    expect(greeting).toMatchObject({ intent: 'help', outcome: 'ok', breaches: [] })
    expect(greeting.buttons.map((button) => button.label)).toEqual(
      expect.arrayContaining(['회원가입', '책 찾기', '마이페이지', '적립금 충전', '반납하기']),
    )

    const consent = await haneul.taps(greeting, '회원가입')
    expect(consent.text).toContain('항목')
    expect(consent.text).toContain('동의하지 않을 수 있어요')
    const name = await haneul.taps(consent, '동의하고 가입')
    expect(name).toMatchObject({ intent: 'signup', outcome: 'ask' })
    await haneul.says('김하늘')
    const joined = await haneul.says('010-1234-5678')
    expect(joined).toMatchObject({ intent: 'signup', outcome: 'ok' })

    const card = await haneul.says('소년이 온다 있어요?')
    expect(card).toMatchObject({ intent: 'book', outcome: 'balance-too-low' })
    expect(card.text).toContain('1,000원 모자라요')

    const pay = await haneul.says('만원 충전')
    expect(pay).toMatchObject({ intent: 'deposit', outcome: 'ok' })
    const landing = await payInBrowser(pay.buttons.find((button) => button.webLinkUrl)?.webLinkUrl ?? '')
    expect(landing.text).toContain('10,000원을 충전했어요')
    await library.settle()
    expect(haneul.pushes().map((push) => push.text)).toEqual([expect.stringContaining('지금 잔액은 10,000원')])

    const book = await haneul.says('소년이온다')
    expect(book.text).toContain('12월 5일(토)까지')
    expect(book.text).toContain('9,000원')
    const rented = await haneul.taps(book, '대여하기')
    expect(rented).toMatchObject({ intent: 'rent', outcome: 'ok', breaches: [] })
    expect(rented.text).toContain('12월 5일(토)까지')

    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('소년이 온다')
    expect(page.text).toContain('7일 남음')
    expect(page.text).toContain('9,000원')

    library.clock.advanceDays(8)
    await library.settle()
    const [, alert] = haneul.pushes()
    expect(alert?.text).toContain('반납일이 지난 책이 1권')
    expect(alert?.text).toContain('소년이 온다')
    expect(alert?.text).toContain('1일 지남')
    await library.settle()
    expect(haneul.pushes()).toHaveLength(2)

    if (!alert) throw new Error('no alert')
    const returned = await haneul.taps(alert, '반납하기')
    expect(returned).toMatchObject({ intent: 'return', outcome: 'ok' })
    const again = await haneul.says('소년이 온다 반납할게요')
    expect(again).toMatchObject({ intent: 'return', outcome: 'already-returned' })
  })
})
