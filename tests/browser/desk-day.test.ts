/** A librarian's day, from the first sign-in to the log of all that was done in it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { encodings, fileOf } from '../catalogue-file/book-list.js'
import { marcEncodings, marcOf } from '../catalogue-file/marc-records.js'
import { until } from '../support/until.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

/** Noon of a Monday in Seoul. */
const noon = Date.parse('2026-11-30T03:00:00.000Z')
const isbn = '9791198000002'
const own = 'my-own-password-1'

const list = ['제목,저자,출판사,발행년,ISBN,등록번호,청구기호', '달의 문장,윤달,창비,2021,,EM0000101,811.7-윤22ㄷ']
const record = [
  ['001', 'KMO202000102'],
  ['049', '0 ', 'l', 'EM0000102'],
  ['245', '00', 'a', '별의 문법', 'd', '윤별 지음'],
  ['260', '  ', 'a', '서울', 'b', '문학동네', 'c', '2020'],
]

describe("a librarian's day", () => {
  let visit: Visit
  let desk: DeskPage
  beforeAll(async () => {
    const opened = performance.now()
    visit = await openVisit(() => new Date(noon + performance.now() - opened))
    visit.house.simulator?.books.set(isbn, {
      ...{ isbn13: isbn, isbn10: '', title: '밤의 서점', authors: ['윤서점'], translators: [] },
      ...{ publisher: '책등', publishedOn: '2026-03-02', priceWon: 15_000 },
    })
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
  })
  afterAll(() => visit.close())

  async function scans(code: string, says: string): Promise<void> {
    await desk.page.keyboard.type(code)
    await desk.page.keyboard.press('Enter')
    await desk.page.getByRole('status').filter({ hasText: says }).waitFor()
  }
  async function takesIn(path: string): Promise<void> {
    await desk.opens('imports', '가져오기')
    await desk.page.getByLabel('책 목록 파일', { exact: true }).setInputFiles(path)
    await desk.sees('1줄 · 새 책 1')
    await desk.presses('가져오기 시작')
    await desk.sees('다 가져왔어요')
  }

  it('begins with the printed password', async () => {
    const { firstSignIn } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    await desk.signsInForTheFirstTime(firstSignIn, own)
  })

  it('brings new books: one by its ISBN, a list in CP949 and a file of MARC records; the chat finds them all', async () => {
    await desk.opens('books/create', '책 등록')
    await desk.page.getByLabel('ISBN', { exact: true }).pressSequentially(isbn)
    await desk.page.keyboard.press('Enter')
    await desk.sees('책 정보를 채웠어요')
    await desk.types('바코드', 'EM0000100')
    await desk.presses('등록')
    await desk.sees('등록했어요')
    await takesIn(await fileOf(encodings.CP949(list.join('\r\n')), '새 책.csv'))
    await takesIn(await fileOf(marcOf([record as never], marcEncodings.CP949), '신간.mrc'))
    for (const [title, author] of [
      ['밤의 서점', '윤서점'],
      ['달의 문장', '윤달'],
      ['별의 문법', '윤별'],
    ] as const) {
      await until('the chat has heard of it', async () => (await visit.house.app.views.find(title)).length > 0)
      await visit.chat.says(title)
      await visit.chat.hears(author)
    }
  })

  it('rents and takes back at the counter what members bring', async () => {
    const { chat, browser } = visit
    for (const said of ['회원가입', '동의하고 가입', '김하늘', '010-1234-5678']) await chat.says(said)
    await chat.hears('회원이 되셨어요')
    await desk.opens('counter', '창구')
    await scans('01012345678', '김하늘 님')
    await scans('EM0000100', '안 됐어요')
    await desk.page.keyboard.press('F8')
    await desk.page.keyboard.type('5000')
    await desk.page.keyboard.press('Tab')
    await scans('영수증 1', '밤의 서점 대여')
    await scans('EM0000101', '달의 문장 대여')
    await desk.page.keyboard.press('F3')
    await scans('EM0000101', '달의 문장 반납')
    await chat.says('마이페이지')
    await chat.hears('1권 (최대 5권)')
    await browser.page.bringToFront()
  })

  it('follows who is late: the system has told the member, the desk tells once more, and the book comes back', async () => {
    await visit.chat.moves(8)
    await visit.chat.isPushed('반납일이 지난 책이 1권')
    await visit.chat.moves(1)
    // nine days later nobody is signed in any more
    await desk.opens('')
    await desk.signsIn({ email: 'admin@localhost', password: own })
    await desk.opens('calls', '연체·연락')
    await desk.sees('밤의 서점')
    await desk.presses(/한 번 더 알리기/)
    await visit.chat.isPushed('2번째 안내')
    await desk.opens('counter', '창구')
    await desk.page.keyboard.press('F3')
    await scans('EM0000100', '밤의 서점 반납')
    await visit.chat.says('마이페이지')
    await visit.chat.hears('0권 (최대 5권)')
  })

  it('changes a rule, by which the chat lends from then on', async () => {
    await desk.opens('settings', '설정')
    await desk.types(/^대여 기간/, '10')
    await desk.presses('저장')
    await desk.sees('규칙을 바꿨어요')
    await visit.chat.says('별의 문법 빌려줘')
    await visit.chat.hears('즐겁게 읽으세요')
    await visit.chat.says('마이페이지')
    await visit.chat.hears('10일 남음')
  })

  it('stands in the log, all of it', async () => {
    await desk.opens('audit', '기록')
    await desk.sees('대여 기간(일): 7 → 10')
    const more = desk.page.getByRole('button', { name: '더 보기' })
    while (await more.isVisible()) await more.click()
    const deeds = [
      '책 등록',
      '가져오기 시작',
      '가져오기 끝',
      '현금 충전',
      '대여',
      '반납',
      '연체 알림 한 번 더',
      '규칙 바꾸기',
    ]
    for (const deed of deeds) await desk.page.getByRole('heading', { name: deed, exact: true }).first().waitFor()
    expect(visit.browser.troubles.filter((trouble) => /^page:|answered 5/.test(trouble))).toEqual([])
  })
})
