/** A manager changes a rule and a day, tells a late member once more, and finds it all in the log. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from '../support/until.js'
import { pay } from './chat-page.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

/** Noon of a Saturday in Seoul. */
const noon = Date.parse('2026-11-28T03:00:00.000Z')

describe('rules, late books and the log, in the panel', () => {
  let visit: Visit
  let desk: DeskPage
  beforeAll(async () => {
    const opened = performance.now()
    visit = await openVisit(() => new Date(noon + performance.now() - opened))
    const { chat, browser } = visit
    for (const tap of ['회원가입', '동의하고 가입']) await chat.taps(tap)
    for (const said of ['김하늘', '010-1234-5678', '만원 충전']) await chat.says(said)
    await pay(browser, chat)
    await chat.isPushed('지금 잔액은 10,000원이에요')
    await chat.says('소년이 온다 빌려줘')
    await chat.hears('즐겁게 읽으세요')
    await chat.moves(8)
    await chat.isPushed('1번째 안내')
    await chat.moves(1)
    desk = await openDeskPage(await browser.page.context().newPage(), visit.house.url)
    const { firstSignIn } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.signsInForTheFirstTime(firstSignIn, 'my-own-password-1')
  })
  afterAll(() => visit?.close())

  it('tells a late member once more, but only once a day', async () => {
    await desk.opens('calls', '연체·연락')
    await desk.sees('소년이 온다')
    await desk.sees('2일 지남')
    await desk.isFitForAll()
    await desk.presses(/한 번 더 알리기/)
    await desk.sees('김하늘님께 2번째 연체 알림을 보내요')
    await visit.chat.isPushed('2번째 안내')
    await desk.presses(/한 번 더 알리기/)
    await desk.sees('오늘 이미 연체 알림을 보냈어요')
    for (const [part, empty] of [
      ['to-call', '전화할 회원이 없어요'],
      ['claims', '확인할 반납이 없어요'],
      ['losses', '정리할 분실이 없어요'],
    ] as const) {
      await desk.opens(`calls?part=${part}`)
      await desk.sees(empty)
    }
  })

  it('changes a rule within its bounds, and not over what somebody else has changed', async () => {
    await desk.opens('settings', '설정')
    await desk.types(/^대여 기간/, '14')
    await desk.presses('저장')
    await desk.sees('규칙을 바꿨어요')
    await desk.sees(/처음 값: 7/)
    await desk.isFitForAll()
    expect(visit.house.app.rules().loanDays).toBe(14)

    await desk.types(/^대여 기간/, '999')
    await desk.presses('저장')
    await desk.sees(/1부터 365 사이의/)
    await desk.types(/^대여 기간/, '21')
    expect((await visit.house.app.changePolicy({ rentalLimit: 3 })).ok).toBe(true)
    await desk.presses('저장')
    await desk.sees('그사이 다른 사서가 바꿨어요')
    expect(visit.house.app.rules()).toMatchObject({ loanDays: 14, rentalLimit: 3 })
    const limit = desk.page.getByLabel(/^한 사람이 빌릴 수 있는 권수/)
    await until('the page shows what is true now', async () => (await limit.inputValue()) === '3')
  })

  it('adds a line of its own to a message, which is seen as KakaoTalk shows it', async () => {
    await desk.opens('settings?part=notices')
    const bubble = desk.page.getByRole('region', { name: '연체 알림' }).getByRole('img')
    await bubble.getByText('1번째 안내예요').waitFor()
    await desk.types('연체 알림에 덧붙이는 말', '반납함은 정문 오른쪽에 있어요.')
    await bubble.getByText('반납함은 정문 오른쪽에 있어요.').waitFor()
    await desk.isFitForAll()
    await desk.presses('저장')
    await desk.sees('알림 문구를 바꿨어요')
    expect(visit.house.app.rules().ownLines.overdue).toBe('반납함은 정문 오른쪽에 있어요.')
  })

  it('closes a day', async () => {
    await desk.opens('settings?part=calendar')
    await desk.sees('하루 정하기')
    await desk.isFitForAll()
    await desk.types(/^날짜/, '2026-12-31')
    await desk.types(/^이름/, '송년 정리')
    await desk.presses('적기')
    await desk.sees('12월 31일 (목) · 송년 정리')
  })

  it('is all in the log, and fits a phone', async () => {
    await desk.opens('audit', '기록')
    await desk.sees('대여 기간(일): 7 → 14')
    for (const deed of ['쉬는 날 정하기', '연체 알림 한 번 더', '로그인']) await desk.sees(deed)
    await desk.isFitForAll()
    await desk.page.setViewportSize({ width: 360, height: 800 })
    for (const path of ['audit', 'settings', 'settings?part=notices', 'settings?part=calendar', 'calls']) {
      await desk.opens(path)
      await desk.page.locator('main li, main section').first().waitFor()
      await desk.isFitForAll()
    }
  })
})
