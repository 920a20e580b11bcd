/** Money as a person moves it, in a browser: a payment given up half-way, one that is made, and what was not used given back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { until } from '../support/until.js'
import { pay, type ChatPage } from './chat-page.js'
import { openVisit, type Visit } from './visit.js'

describe('money in the browser', () => {
  let visit: Visit
  let chat: ChatPage

  beforeAll(async () => {
    visit = await openVisit()
    ;({ chat } = visit)
  })
  afterAll(() => visit.close())

  /** The latest pay card, opened on a phone. */
  async function payPage(): Promise<Page> {
    const tab = await visit.browser.newTab(() => chat.button('카카오페이 결제').click())
    await tab.setViewportSize({ width: 360, height: 740 })
    return tab
  }
  const fitsPhone = async (tab: Page) =>
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)

  it('is paid half-way, paid, spent and given back', async () => {
    for (const said of ['회원가입', '동의하고 가입', '김하늘', '010-1234-5678', '만원 충전']) await chat.says(said)

    // the page is closed at KakaoPay, before 결제하기
    const tab = await payPage()
    await fitsPhone(tab)
    await tab.getByTestId('pay-start').click()
    await tab.getByTestId('pay-confirm').waitFor()
    await tab.close()
    await chat.says('마이페이지')
    await chat.hears('0원')

    // the same card again: cancelled there, and then paid
    await chat.says('만원 충전')
    const again = await payPage()
    await again.getByTestId('pay-start').click()
    await again.getByTestId('pay-quit').click()
    await again.getByTestId('pay-title').filter({ hasText: '결제를 취소했어요' }).waitFor()
    await fitsPhone(again)
    await again.getByTestId('pay-start').click()
    await again.getByTestId('pay-confirm').click()
    await again.getByTestId('pay-title').filter({ hasText: '10,000원을 충전했어요' }).waitFor()
    await fitsPhone(again)
    await again.close()
    await chat.isPushed('지금 잔액은 10,000원이에요')

    await chat.says('소년이 온다 빌려줘')
    await chat.hears('9,000원')
    await chat.says('환불')
    await chat.hears('9,000원')
    await chat.taps('9,000원 환불')
    await chat.isPushed('9,000원')
    await chat.says('적립금 내역')
    for (const words of ['환불', '대여료', '충전']) await chat.hears(words)

    const payments = [...(visit.house.simulator?.payments.values() ?? [])].filter(
      ({ approvedAt }) => approvedAt !== null,
    )
    expect(payments).toMatchObject([{ approvedWon: 10_000, canceledWon: 9_000, status: 'PART_CANCEL_PAYMENT' }])
    await chat.obeysKakao()
    expect(visit.browser.troubles).toEqual([])
  })

  it('given up half-way is told of the next day, and who has a book at home is told before leaving', async () => {
    await chat.says('만원 충전')
    const tab = await payPage()
    await tab.getByTestId('pay-start').click()
    await tab.getByTestId('pay-confirm').waitFor()
    await tab.close()
    await chat.moves(1)
    await until('nobody waits for the payment any more', async () => {
      const open = await visit.house.app.dataSource.query<unknown[]>(`SELECT id FROM deposits WHERE state = 'ready'`)
      return open.length === 0
    })
    await chat.says('안녕')
    await visit.browser.page.getByTestId('reply').last().filter({ hasText: '돈은 나가지 않았어요' }).waitFor()

    await chat.says('만원 충전')
    await pay(visit.browser, chat)
    await chat.isPushed('지금 잔액은 10,000원이에요')
    await chat.says('탈퇴')
    await chat.hears('소년이 온다')
    await chat.obeysKakao()
    expect(visit.browser.troubles).toEqual([])
  })
})
