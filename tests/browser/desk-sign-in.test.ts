/** A librarian's first morning: the printed password, the own one, a wrong one, and the way out. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openBrowser, type Browser } from '../support/browser.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

const own = 'my-own-password-1'

describe('the way into the panel', () => {
  let visit: Visit
  let desk: DeskPage
  let another: Browser | null = null
  beforeAll(async () => {
    visit = await openVisit()
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
  })
  afterAll(async () => {
    await another?.close()
    await visit.close()
  })

  it('opens with the printed password, which must be changed first', async () => {
    const { firstSignIn } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.sees('사서 계정으로 로그인해 주세요')
    await desk.isFitForAll()
    await desk.signsIn({ ...firstSignIn, password: 'not-this-one-1' })
    await desk.sees('이메일이나 비밀번호가 맞지 않아요')
    await desk.signsInForTheFirstTime(firstSignIn, own)
    await desk.isFitForAll()
  })

  it('is closed by signing out everywhere, and opens with the own password', async () => {
    await desk.opens('account', '내 계정')
    await desk.isFitForAll()
    await desk.presses('모든 곳에서 로그아웃')
    await desk.sees('사서 계정으로 로그인해 주세요')
    await desk.opens('account')
    await desk.sees('사서 계정으로 로그인해 주세요')
    await desk.signsIn({ email: 'admin@localhost', password: own })
    await desk.opens('librarians', '사서')
    await desk.sees('admin@localhost')
  })

  it('lets a manager add a librarian, who sees no pages of managers', async () => {
    await desk.opens('librarians/create')
    await desk.types(/^이름/, '김사서')
    await desk.types(/^이메일/, 'kim@library.kr')
    await desk.types(/^첫 비밀번호/, 'given-by-boss-1')
    await desk.presses('저장')
    await desk.sees('kim@library.kr')
    await desk.isFitForAll()

    another = await openBrowser()
    const other = await openDeskPage(another.page, visit.house.url)
    await other.signsInForTheFirstTime({ email: 'kim@library.kr', password: 'given-by-boss-1' }, 'chosen-by-kim-1')
    expect(await other.page.getByRole('menuitem', { name: '사서', exact: true }).count()).toBe(0)
  })
})
