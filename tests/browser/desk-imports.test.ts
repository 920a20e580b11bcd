/** A librarian takes book lists in: looked at first, corrected, taken in, found in the chat, and taken back. */
import { afterAll, beforeAll, describe, it } from '@jest/globals'
import { encodings, fileOf } from '../catalogue-file/book-list.js'
import { marcEncodings, marcOf, type Field } from '../catalogue-file/marc-records.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

/** As a small library's program writes it: CP949, CRLF, quoted cells, a column that is not called by what it holds. */
const smallLibrary = encodings.CP949(
  [
    '번호,책 이름표,저자명,출판사,발행년,ISBN,등록번호,청구기호',
    '1,"똠방각하의 서재",최기인,민음사,1988.3,,EM0000001,813.7-최19ㄸ',
    '2,"펭귄, 날다",한여름,창비,2021,979-11-9800-000-2,EM0000002,813.8-한64ㅍ',
    '3,숫자가 틀린 책,누군가,창비,2020,9788936434121,EM0000003,813.7',
    '4,,이름 없음,창비,2020,,EM0000004,',
  ].join('\r\n'),
)

const record = (title: string, number: string): Field[] => [
  ['001', `KMO2020${number}`],
  ['020', '  ', 'a', '9791198000019', 'g', '03810', 'c', '\\15000'],
  ['049', '0 ', 'l', `EM${number}`],
  ['056', '  ', 'a', '813.7', '2', '6'],
  ['245', '00', 'a', title, 'd', '한겨울 지음'],
  ['260', '  ', 'a', '서울', 'b', '문학동네', 'c', '2020'],
]

describe('taking book lists in', () => {
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

  const chooses = (path: string) => desk.page.getByLabel('책 목록 파일', { exact: true }).setInputFiles(path)

  it('a list in CP949 is looked at, its columns are corrected, and its rows are taken in or named', async () => {
    await desk.opens('imports', '가져오기')
    await chooses(await fileOf(smallLibrary, '작은도서관.csv'))
    await desk.sees('어느 열이 제목인지 알 수 없어요')
    await desk.page.getByLabel('책 이름표').click()
    await desk.page.getByRole('option', { name: '제목', exact: true }).click()
    await desk.sees('4줄 · 새 책 2 · 빠진 줄 2')
    await desk.sees('펭귄, 날다')
    await desk.sees('제목이 비어 있어요. (1줄)')
    await desk.isFitForAll()
    await desk.presses('가져오기 시작')
    await desk.sees('다 가져왔어요')
    await desk.sees('4번째 줄')
    await desk.isFitForAll()
  })

  it('MARC records are taken in as they are, and members find the book', async () => {
    await desk.opens('imports', '가져오기')
    await chooses(await fileOf(marcOf([record('눈 내리는 서점', '0000009')], marcEncodings.CP949), '신간.mrc'))
    await desk.sees('1줄 · 새 책 1')
    await desk.presses('가져오기 시작')
    await desk.sees('다 가져왔어요')
    await visit.chat.says('눈 내리는 서점')
    await visit.browser.page.getByText('한겨울').first().waitFor()
  })

  it('what is no list says so', async () => {
    await desk.opens('imports', '가져오기')
    await chooses(await fileOf('%PDF-1.7', '안내문.pdf'))
    await desk.page.getByRole('alert').getByText('PDF').waitFor()
  })

  it('a whole import is taken back after a question', async () => {
    await desk.opens('imports', '가져오기')
    await desk.page.getByRole('link', { name: /작은도서관\.csv/ }).click()
    await desk.presses('통째로 되돌리기')
    await desk.sees('이 가져오기를 되돌릴까요?')
    await desk.isFitForAll()
    await desk.page.getByRole('dialog').getByRole('button', { name: '되돌리기' }).click()
    await desk.sees('되돌렸어요')
    await desk.sees('들어온 책을 모두 되돌렸어요')
    await desk.page.setViewportSize({ width: 360, height: 740 })
    await desk.opens('imports', '가져오기')
    await desk.sees('신간.mrc')
    await desk.isFitForAll()
  })
})
