/** A member's whole visit as a person lives it: the product as `npm start` opens it, and a browser. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pay, type ChatPage } from './chat-page.js'
import { openVisit, type Visit } from './visit.js'

describe('a whole visit in the browser', () => {
  let visit: Visit
  let chat: ChatPage

  beforeAll(async () => {
    visit = await openVisit()
    ;({ chat } = visit)
  })
  afterAll(() => visit.close())

  it('is lived by tapping', async () => {
    await chat.hears('안녕하세요')
    await chat.taps('회원가입')
    await chat.hears('동의하지 않을 수 있어요')
    await chat.taps('동의하고 가입')
    await chat.says('김하늘')
    await chat.says('010-1234-5678')
    await chat.hears('회원이 되셨어요')

    await chat.says('소년이 온다')
    await chat.hears('한강')
    await chat.hears('1,000원 모자라요')
    await chat.taps('1,000원 충전')
    await chat.taps('다른 금액')
    await chat.taps('10,000원')
    await pay(visit.browser, chat)
    await chat.isPushed('지금 잔액은 10,000원이에요')

    await chat.says('소년이 온다')
    await chat.taps('대여하기')
    await chat.hears('즐겁게 읽으세요')
    await chat.hears('9,000원')
    await chat.taps('마이페이지')
    await chat.hears('1권 (최대 5권)')
    await chat.hears('7일 남음')

    await visit.browser.page.getByTestId('clock-forward-8').click()
    await chat.isPushed('반납일이 지난 책이 1권')
    await chat.isPushed('1일 지남')
    await chat.taps('반납하기')
    await chat.hears('잘 받았어요')
    await chat.taps('마이페이지')
    await chat.hears('0권 (최대 5권)')

    await chat.obeysKakao()
    expect(visit.browser.troubles).toEqual([])
  })

  it('is lived by typing', async () => {
    await chat.goesTo('이서준')
    await chat.hears('안녕하세요')
    await chat.says('가입할래요')
    await chat.says('동의합니다')
    await chat.says('이서준')
    await chat.says('01023456789')
    await chat.says('소년이온다 빌려줘')
    await chat.hears('모자라요')
    await chat.says('만원 충전')
    await pay(visit.browser, chat)
    await chat.isPushed('지금 잔액은 10,000원이에요')

    await chat.says('소년이온다 빌려줘')
    await chat.hears('즐겁게 읽으세요')
    await visit.browser.page.getByTestId('clock-forward-8').click()
    await chat.isPushed('반납일이 지난 책이 1권')
    await chat.says('소년이 온다 반납할게요')
    await chat.hears('잘 받았어요')
    await chat.says('내 책')
    await chat.hears('0권 (최대 5권)')

    await chat.obeysKakao()
    expect(visit.browser.troubles).toEqual([])
  })
})
