/** A librarian at the counter, hands on the keyboard and the scanner alone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addDays } from '../../src/domain/time.js'
import { valueOf } from '../support/lines.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

describe('the counter', () => {
  let visit: Visit
  let desk: DeskPage
  let number = ''
  let books: readonly { bookNo: number; title: string }[] = []
  beforeAll(async () => {
    visit = await openVisit()
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
    const { firstSignIn, app } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    const guest = { name: '김하늘', phone: '01012345678', guardian: null, consentVersion: '1' }
    number = valueOf(await app.registerMember(guest)).id.slice(-8)
    books = (await app.views.hits(await app.views.popular())).slice(0, 3)
    await desk.signsInForTheFirstTime(firstSignIn, 'my-own-password-1')
    await desk.opens('counter', '창구')
  })
  afterAll(() => visit.close())

  /** As a hand scanner does it: keys and Enter, wherever the focus is. */
  async function scans(code: string): Promise<void> {
    await desk.page.keyboard.type(code)
    await desk.page.keyboard.press('Enter')
  }
  const says = (words: string) => desk.page.getByRole('status').filter({ hasText: words }).waitFor()
  const codeOf = (place: number) => `${books[place]?.bookNo}-1`

  it('says what is missing before anything is done', async () => {
    await scans(codeOf(0))
    await says('먼저 회원을 찍어 주세요')
    await scans('EM-UNKNOWN')
    await says('찾지 못했어요')
    await desk.isFitForAll()
  })

  it('takes cash for what is missing, and rents with it', async () => {
    await scans(number)
    await says('김하늘 님')
    await scans(codeOf(0))
    await says('안 됐어요')
    await desk.sees('현금을 받고 바로 빌려줄 수 있어요')
    await desk.isFitForAll()
    await desk.page.keyboard.press('F8')
    await desk.page.keyboard.type('5000')
    await desk.page.keyboard.press('Tab')
    await scans('영수증 27')
    await says(`${books[0]?.title} 대여`)
    await desk.sees('대여 1권 / 5권')
  })

  it('rents several in a row, as fast as they are scanned', async () => {
    await scans(codeOf(1))
    await scans(codeOf(2))
    await desk.sees('대여 3권 / 5권')
    await says(`${books[2]?.title} 대여`)
  })

  it('renews, and says why not a second time', async () => {
    await desk.page.keyboard.press('F4')
    await scans(codeOf(1))
    await says(`${books[1]?.title} 연장`)
    await scans(codeOf(1))
    await says('1번까지만 연장할 수 있는데')
  })

  it('takes a book back on an earlier day as far as the house allows, and one that is not out without harm', async () => {
    await desk.page.keyboard.press('F3')
    await desk.page.keyboard.press('F9')
    const today = visit.house.app.today()
    await desk.page.getByLabel('반납한 날 (F9)').fill(addDays(today, -1))
    await desk.page.keyboard.press('Escape')
    await scans(codeOf(0))
    await says('적을 수 있어요')
    await desk.isFitForAll()
    await desk.page.getByLabel('반납한 날 (F9)').fill(today)
    await desk.page.keyboard.press('Enter')
    await scans(codeOf(0))
    await says(`${books[0]?.title} 반납`)
    await scans(codeOf(0))
    await says('바뀐 것은 없어요')
  })

  it('begins anew with the next member, and can be silent', async () => {
    await desk.page.keyboard.press('Escape')
    await desk.sees('아직 찍지 않았어요')
    await desk.presses('소리 켜짐')
    await desk.sees('소리 꺼짐')
    await scans('김하늘')
    await desk.sees('대여 2권 / 5권')
    expect(await desk.page.evaluate('document.activeElement.tagName')).toBe('INPUT')
  })

  it('fits a phone', async () => {
    await desk.page.setViewportSize({ width: 360, height: 740 })
    await desk.opens('counter', '창구')
    await scans(number)
    await says('김하늘 님')
    await desk.isFitForAll()
    await scans(codeOf(1))
    await says('이미 빌린 책이에요')
    await desk.isFitForAll()
  })
})
