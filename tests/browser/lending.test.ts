/** Two members, one copy and the clock, as they live it in the browser: reminded, late, in line, and at last handed over. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from '../support/until.js'
import { pay, type ChatPage } from './chat-page.js'
import { openVisit, type Visit } from './visit.js'

/** Half past four at night in Seoul, when nothing is sent: November 29th, a Sunday. */
const night = Date.parse('2026-11-28T19:30:00.000Z')

describe('a book that two of them want', () => {
  let visit: Visit
  let chat: ChatPage

  beforeAll(async () => {
    const opened = performance.now()
    const now = () => new Date(night + performance.now() - opened)
    visit = await openVisit(now)
    ;({ chat } = visit)
  })
  afterAll(() => visit.close())

  async function joins(name: string, phone: string): Promise<void> {
    await chat.taps('회원가입')
    await chat.taps('동의하고 가입')
    await chat.says(name)
    await chat.says(phone)
    await chat.hears('회원이 되셨어요')
    await chat.says('만원 충전')
    await pay(visit.browser, chat)
    await chat.isPushed('지금 잔액은 10,000원이에요')
  }
  const clockSays = (words: string) => visit.browser.page.getByTestId('clock-rest').filter({ hasText: words }).waitFor()

  it('is rented by one and waited for by the other', async () => {
    await clockSays('지금은 알림이 쉬는 시간이에요 (밤 8시~아침 9시)')
    await joins('김하늘', '010-1234-5678')
    await chat.says('아주 작은 습관의 힘')
    await chat.hears('대여 가능 · 1권')
    await chat.taps('대여하기')
    await chat.hears('12월 6일(일)까지 즐겁게 읽으세요')

    await chat.goesTo('이서준')
    await joins('이서준', '010-2345-6789')
    await chat.says('아주 작은 습관의 힘')
    await chat.hears('대여 중 · 12/6 반납 예정')
    await chat.taps('예약하기')
    await chat.hears('1번째')
    await chat.hears('12월 6일(일)쯤')
    await chat.taps('내 예약')
    await chat.hears('내 순서 1번째')
  })

  it('cannot be kept longer from the reminder, because somebody waits for it', async () => {
    await chat.goesTo('김하늘')
    await chat.moves(6)
    await clockSays('지금은 알림이 오는 시간이에요 (아침 9시~밤 8시)')
    await chat.isPushed('내일(12월 6일(일))까지 반납하실 책이 1권 있어요')
    await chat.taps('연장하기')
    await chat.hears('기다리는 분이 1명 있어서 연장할 수 없어요. 반납일인 12월 6일(일)까지 반납해 주세요')
  })

  it('comes back in the alert, and goes over to the other in the message that it is ready', async () => {
    await chat.moves(2)
    await chat.isPushed('반납일이 지난 책이 1권 있어요. (1번째 안내예요)')
    await chat.isPushed('12월 6일(일)까지였어요 · 1일 지남')
    await chat.taps('반납하기')
    await chat.hears('잘 받았어요')

    await chat.isCalledTo('이서준')
    await chat.isPushed('『아주 작은 습관의 힘』 차례가 됐어요! 12월 10일(목)까지 대여하세요')
    await chat.isPushed('예약하신 책이 준비됐어요')
    await chat.taps('대여하기')
    await chat.hears('12월 14일(월)까지 즐겁게 읽으세요')
    await chat.taps('마이페이지')
    await chat.hears('1권 (최대 5권)')
    await chat.hears('아주 작은 습관의 힘')
  })

  it('another is kept longer from the reminder, and said to be back in the alert', async () => {
    await chat.goesTo('김하늘')
    await chat.says('자존감 수업 빌려줘')
    await chat.hears('12월 14일(월)까지 즐겁게 읽으세요')
    await chat.moves(6)
    await chat.isPushed('내일(12월 14일(월))까지 반납하실 책이 1권 있어요')
    await chat.taps('연장하기')
    await chat.hears('12월 21일(월)까지 더 읽으세요')
    await chat.taps('마이페이지')
    await chat.hears('8일 남음')

    await chat.moves(9)
    await chat.isPushed('반납일이 지난 책이 1권 있어요. (1번째 안내예요)')
    await chat.taps('이미 반납했어요')
    await chat.hears('도서관에서 찾아볼게요')
    await chat.taps('마이페이지')
    await chat.hears('반납 확인 중')
    await chat.taps('알림 내역')
    for (const told of ['연체 안내 1번째 · 1권', '반납일 안내 · 1권', '충전 10,000원']) await chat.hears(told)
  })

  it('is asked back by Alimtalk from whom the channel does not reach', async () => {
    await chat.says('사랑의 기술 빌려줘')
    await chat.hears('12월 29일(화)까지 즐겁게 읽으세요')
    await visit.browser.page.getByTestId('mischief-event-api').selectOption('not-friend')
    await chat.moves(8)
    await until('the channel has taken the alert, for the time being', async () => {
      const tasks = await visit.house.app.due.acceptedTasks(10, 0)
      const { botUserKey } = visit.house.simulator?.person('김하늘') ?? {}
      return tasks.some(({ notices }) => notices.some(({ userKey }) => userKey === botUserKey))
    })
    await chat.moves(1)
    await chat.getsAlimtalk('사랑의 기술')
    await chat.getsAlimtalk('2026년 12월 29일')

    await chat.obeysKakao()
    expect(visit.browser.troubles).toEqual([])
  })
})
