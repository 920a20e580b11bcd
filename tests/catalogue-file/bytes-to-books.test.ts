import { describe, expect, test } from '@jest/globals'
import { readCatalogueFile } from '../../src/infra/catalogue-file/read-catalogue-file.js'
import { encodings, fileOf, readAll, recordOf, rowsOf } from './book-list.js'

const delimiters = { tab: '\t', comma: ',', semicolon: ';' }
const headers = {
  'a school library': ['title', 'author', 'publisher', 'publication_year', 'call_number', 'ISBN'],
  'a village library': ['도서명', '저자', '출판사', '발행년도', '청구기호', 'ISBN'],
  'a comic room': ['책제목', '작가', '출판사', '출간일', '청구기호', 'isbn13'],
  'the national library': ['TITLE_NM', 'AUTHR_NM', 'PUBLISHER_NM', 'TWO_PBLICTE_DE', 'KDC_NM', 'ISBN_THIRTEEN_NO'],
  'a bookshop': ['상품명', '저자/아티스트', '출판사/제작사', '출간일', '주제분류번호', 'ISBN 13'],
  'a catalogue card': ['서 명', '저작자', '발행자', '발행연도', '분류기호', '국제표준도서번호'],
  'an English list': ['Title', 'Writer', 'Publisher', 'Pub. Year', 'KDC', 'isbn-13'],
}
const book = ['펲시와 똠방각하', '한강 지음', '창비', '2014', '813.6', '9788936434120']

describe('a list is read whatever its encoding, delimiter and column names', () => {
  for (const [encoding, encode] of Object.entries(encodings))
    for (const [between, delimiter] of Object.entries(delimiters))
      test(`${encoding}, ${between}`, async () => {
        for (const header of Object.values(headers)) {
          const content = [header, book].map((cells) => cells.join(delimiter)).join('\r\n')
          const hasCallNumber = header.includes('청구기호') || header.includes('call_number')
          expect(await recordOf(encode(`${content}\r\n`))).toEqual({
            isbn13: '9788936434120',
            title: '펲시와 똠방각하',
            author: '한강 지음',
            publisher: '창비',
            publishedYear: 2014,
            kdc: '813.6',
            volume: null,
            series: null,
            coverUrl: null,
            copies: 1,
            marks: [{ callNumber: hasCallNumber ? '813.6' : null, barcode: null }],
            feeWon: null,
            popularity: 0,
            bookKey: 'isbn:9788936434120',
          })
        }
      })
})

describe('letters of several bytes survive the borders between chunks', () => {
  const titles = Array.from({ length: 3_000 }, (_, index) => `${'똠방각하와 고양이의 긴 여행 '.repeat(18)}${index}`)
  for (const [encoding, encode] of Object.entries(encodings))
    test(encoding, async () => {
      for (const shift of ['', 'a', 'aa']) {
        const rows = await rowsOf(encode(`도서명,저자${shift}\n${titles.join(',한강\n')},한강\n`))
        expect(rows.map((row) => (row.ok ? row.record.title : row.reason))).toEqual(titles)
      }
    })
})

test('a list that begins with a megabyte of English may still turn out to be CP949', async () => {
  const english = `${'Pride and Prejudice '.repeat(15)},Jane Austen\n`.repeat(5_000)
  const rows = await rowsOf(encodings.CP949(`title,author\n${english}데미안,헤르만 헤세\n`))
  expect(rows.at(-1)).toMatchObject({ ok: true, record: { title: '데미안', author: '헤르만 헤세' } })
  expect(rows).toHaveLength(5_001)
})

test('Windows, Unix and old Mac line ends, blank lines and the last line without an end', async () => {
  const lines = ['도서명,저자', '모모,미하엘 엔데', '', ',,', '데미안,헤르만 헤세']
  for (const end of ['\r\n', '\n', '\r']) expect((await rowsOf(lines.join(end))).map((row) => row.line)).toEqual([2, 5])
})

test('the 정보나루 download: unquoted header, quoted cells and a comma at the end of every line', async () => {
  const record = await recordOf(
    encodings.CP949(
      '번호,도서명,저자,출판사,발행년도,ISBN,세트 ISBN,부가기호,권,주제분류번호,도서권수,대출건수,등록일자,\n' +
        '"1","토지","박경리 지음","마로니에북스","2012","9788960532427","9788960532403","03810","2","813.6","3","1,204","2013-01-02",\n',
    ),
  )
  expect(record).toMatchObject({
    isbn13: '9788960532427',
    title: '토지. 2',
    kdc: '813.6',
    copies: 3,
    popularity: 1204,
  })
})

test('a title above the column names is passed over, and said', async () => {
  const { rows, notices } = await readAll(
    await fileOf('새싹작은도서관 장서 목록,,\n\n도서명,저자,출판사\n모모,미하엘 엔데,비룡소\n'),
  )
  expect(rows).toMatchObject([{ line: 4, ok: true, record: { title: '모모' } }])
  expect(notices).toContain('3번째 줄을 열 이름으로 읽었어요.')
})

test('column names repeated in the middle of glued lists are no books', async () => {
  const rows = await rowsOf('도서명,저자\n모모,미하엘 엔데\n도서명,저자\n데미안,헤르만 헤세\n')
  expect(rows.map((row) => row.line)).toEqual([2, 4])
})

test('how far the reading is, in bytes of the file itself', async () => {
  const content = encodings['UTF-8 in a .gz'](`도서명\n${'모모\n'.repeat(30_000)}`)
  const heard: [number, number][] = []
  const reading = readCatalogueFile(await fileOf(content), (...bytes) => heard.push(bytes))
  for await (const row of reading) if (!row.ok) throw new Error(row.reason)
  expect(heard.at(-1)).toEqual([content.length, content.length])
})

describe('authors under the heading of titles', () => {
  const books = Array.from({ length: 30 }, (_, index) => [`고양이 학교 ${index}`, index % 3 ? `김진경 지음` : '김진경'])

  test('are put right when their roles give them away, and said', async () => {
    const swapped = books.map(([title, author]) => `${title}\t${author}\t문학동네`).join('\n')
    const { rows, notices } = await readAll(await fileOf(`작가명(저자)\t도서명\t출판사\n${swapped}\n`))
    expect(rows[0]).toMatchObject({ ok: true, record: { title: '고양이 학교 0', author: '김진경' } })
    expect(notices).toContain("'도서명' 열에 저자가, '작가명(저자)' 열에 제목이 들어 있어 서로 바꿔 읽었어요.")
  })

  test('are left alone when the list is as it should be, or proves nothing', async () => {
    const right = books.map(([title, author]) => `${title},${author}`).join('\n')
    const bare = books.map(([title]) => `김진경,${title}`).join('\n')
    for (const [content, title] of [
      [right, '고양이 학교 0'],
      [bare, '김진경'],
    ] as const) {
      const { rows, notices } = await readAll(await fileOf(`도서명,저자,출판사\n${content}\n`))
      expect(rows[0]).toMatchObject({ ok: true, record: { title } })
      expect(notices.join()).not.toMatch('바꿔')
    }
  })
})
