/** A librarian keeps books: registered by ISBN, copies marked, corrected, lost and found, labelled, and taken out. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from '../support/until.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

const isbn = '9791198000002'

describe('the pages of books', () => {
  let visit: Visit
  let desk: DeskPage
  beforeAll(async () => {
    visit = await openVisit()
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
    const { firstSignIn, simulator } = visit.house
    simulator?.books.set(isbn, {
      ...{ isbn13: isbn, isbn10: '', title: '밤의 서점', authors: ['윤서점'], translators: [] },
      ...{ publisher: '책등', publishedOn: '2026-03-02', priceWon: 15_000 },
    })
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.signsInForTheFirstTime(firstSignIn, 'my-own-password-1')
  })
  afterAll(() => visit.close())

  it('register a book by its ISBN, which the chat finds', async () => {
    const { page } = desk
    await desk.opens('books', '도서')
    await desk.types('제목, 저자, 출판사, ISBN, 번호', '소년이온다')
    await desk.sees('소년이 온다')
    await desk.isFitForAll()
    await desk.opens('books/create')
    // a hand scanner types, and ends with Enter
    await page.getByLabel('ISBN', { exact: true }).pressSequentially(isbn)
    await page.keyboard.press('Enter')
    await desk.sees('책 정보를 채웠어요')
    expect(await page.getByLabel(/^제목/).inputValue()).toBe('밤의 서점')
    await desk.isFitForAll()
    await desk.types('대여료 (원)', '500')
    await desk.types('청구기호', '813.7 윤55밤')
    await desk.types('바코드', 'EM0001')
    await desk.presses('등록')
    await desk.sees('밤의 서점을(를)')
    await desk.sees('1번 권')
    await desk.isFitForAll()
    await until('lending has heard of it', async () => (await visit.house.app.views.find('밤의 서점')).length > 0)
    await visit.chat.says('밤의 서점')
    await visit.chat.hears('윤서점')
  })

  it('add a copy, say that it is lost, and find it again', async () => {
    await desk.presses('권 더하기')
    await desk.types('바코드', 'EM0002')
    await desk.presses('더하기')
    await desk.sees('2번 권을 더했어요')
    const menu = desk.page.getByRole('button', { name: '2번 권 메뉴' })
    const chooses = async (deed: string) => {
      await menu.click()
      await desk.page.getByRole('menuitem', { name: deed }).click()
    }
    await chooses('분실로 적기')
    await desk.sees('2번 권: 분실')
    await chooses('다시 서가로')
    await desk.sees('2번 권: 서가에 있음')
    await desk.isFitForAll()
  })

  it('correct what is said, and tell who was too late', async () => {
    await desk.types(/^제목/, '밤의 서점 (개정판)')
    const [book] = await visit.house.app.bookViews.books({ standing: 'kept', text: '밤의 서점', order: 'latest' }, 1)
    if (!book) throw new Error('it is not there')
    const { id: bookId, version } = book
    await visit.house.app.changeBook({ bookId, version, changes: { publisher: '다른 출판사' } })
    await desk.presses('저장')
    await desk.sees('그사이 다른 사서가 바꿨어요')
    await desk.page.reload()
    await desk.sees('다른 출판사')
    await desk.types(/^제목/, '밤의 서점 (개정판)')
    await desk.presses('저장')
    await desk.sees('저장했어요')
  })

  it('print labels with barcodes', async () => {
    await desk.page.getByRole('link', { name: '라벨', exact: true }).click()
    await desk.page.getByRole('img', { name: '바코드 EM0001' }).waitFor()
    await desk.page.getByRole('img', { name: '바코드 EM0002' }).waitFor()
    const width = await desk.page
      .getByRole('img', { name: '바코드 EM0001' })
      .evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth)
    expect(width).toBeGreaterThan(20)
    await desk.isFitForAll()
  })

  it('fit a phone', async () => {
    await desk.page.setViewportSize({ width: 360, height: 740 })
    for (const [path, seen] of [
      ['books', /원$|기본 대여료/],
      ['books/create', 'ISBN'],
      ['books/1001', '책 정보'],
      ['labels?books=1001-1003', '인쇄'],
      ['librarians', 'admin@localhost'],
      ['account', '지금 비밀번호'],
    ] as const) {
      await desk.opens(path)
      await desk.sees(seen)
      await desk.isFitForAll()
    }
    await desk.page.setViewportSize({ width: 1280, height: 900 })
  })

  it('take a book out, which the chat then finds no more', async () => {
    await desk.opens('books', '도서')
    await desk.types('제목, 저자, 출판사, ISBN, 번호', '밤의서점개정판')
    await desk.page.getByText('유럽 도시 기행 1').waitFor({ state: 'detached' })
    await desk.page.getByRole('link', { name: '밤의 서점 (개정판)' }).click()
    await desk.presses('이 책 빼기')
    await desk.presses('확인')
    await desk.sees('책을 지웠어요')
    expect(await visit.house.app.bookViews.books({ standing: 'kept', text: '밤의 서점', order: 'latest' }, 1)).toEqual(
      [],
    )
    await until('lending has heard of it', async () => (await visit.house.app.views.find('밤의 서점')).length === 0)
    expect(visit.browser.troubles.filter((trouble) => /^page:|answered 5/.test(trouble))).toEqual([])
  })
})
