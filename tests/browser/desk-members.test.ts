/** A librarian registers a member, looks after their money, notes and blocks them, and hands a refund out. */
import { afterAll, beforeAll, describe, it } from '@jest/globals'
import { addDays } from '../../src/domain/time.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

describe('members and refunds', () => {
  let visit: Visit
  let desk: DeskPage
  beforeAll(async () => {
    visit = await openVisit()
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
    const { firstSignIn } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.signsInForTheFirstTime(firstSignIn, 'my-own-password-1')
  })
  afterAll(() => visit.close())
  const tab = (name: string) => desk.page.getByRole('tab', { name }).click()

  it('registers a child with a guardian, and shows a code for the chat', async () => {
    await desk.opens('members/create', '회원 등록')
    await desk.types('이름', '김하늘')
    await desk.types('휴대전화번호', '010-1234-5678')
    await desk.page.getByLabel('만 14세 미만이에요').check()
    await desk.types('보호자 이름', '김바다')
    await desk.types('보호자 휴대전화번호', '010-8765-4321')
    await desk.page.getByLabel('보호자가 개인정보 수집에 동의했어요').check()
    await desk.isFitForAll()
    await desk.presses('등록하기')
    await desk.sees('김하늘 님을 등록했어요')
    await desk.presses('카카오톡 연결 코드 만들기')
    await desk.sees(/^\d{6}$/)
    await desk.isFitForAll()
  })

  it('finds the member by name, and takes cash in and gives a gift', async () => {
    await desk.opens('members', '회원')
    await desk.types(/이름, 전화번호, 회원번호/, '하늘')
    await desk.page.getByText('김하늘').first().waitFor()
    await desk.isFitForAll()
    await desk.page.getByText('김하늘').first().click()
    await desk.page.getByRole('heading', { name: '김하늘' }).waitFor()
    await tab('적립금')
    await desk.types(/^금액/, '8000')
    await desk.types('영수증 번호', '27')
    await desk.presses('하기')
    await desk.sees('8,000원 · 충전했어요.')
    await desk.sees('충전 · 27')
    await desk.isFitForAll()
  })

  it('asks for money back, which then waits to be handed out', async () => {
    await desk.page.getByLabel('할 일').click()
    await desk.page.getByRole('option', { name: '돌려드려요 (환불)' }).click()
    await desk.types(/^금액/, '3000')
    await desk.presses('하기')
    await desk.sees('3,000원 · 환불을 신청했어요.')
  })

  it('keeps a note, and blocks and lets in again', async () => {
    await tab('막기와 메모')
    await desk.types('동료에게 남길 메모', '큰글자책을 찾으세요')
    await desk.presses('메모 남기기')
    await desk.page.getByRole('button', { name: '메모 지우기: 큰글자책을 찾으세요' }).waitFor()
    await desk.types('언제까지', addDays(visit.house.app.today(), 7))
    await desk.page.getByLabel(/^까닭/).fill('책을 여러 번 찢음')
    await desk.presses('막기')
    await desk.sees(/까지 막았어요. 책을 여러 번 찢음/)
    await desk.isFitForAll()
    await desk.presses('막기 풀기')
    await desk.sees('다시 이용할 수 있어요')
  })

  it('shows the whole number to who says why', async () => {
    await tab('연락처')
    await desk.types('보는 까닭', '연체 안내')
    await desk.presses('전화번호 모두 보기')
    await desk.sees('010-1234-5678')
    await desk.isFitForAll()
  })

  it('hands the refund out', async () => {
    await visit.house.app.deliverLetters()
    await desk.opens('refunds', '환불')
    await desk.sees('도서관에서 드릴 돈')
    await desk.isFitForAll()
    await desk.presses('드렸어요')
    await desk.sees('끝나지 않은 환불이 없어요')
  })

  it('fits a phone', async () => {
    await desk.page.setViewportSize({ width: 360, height: 740 })
    await desk.opens('members', '회원')
    await desk.page.getByText('김하늘').first().waitFor()
    await desk.isFitForAll()
    await desk.page.getByText('김하늘').first().click()
    await desk.page.getByRole('heading', { name: '김하늘' }).waitFor()
    await tab('적립금')
    await desk.sees('충전 · 27')
    await desk.isFitForAll()
    await tab('막기와 메모')
    await desk.isFitForAll()
  })
})
