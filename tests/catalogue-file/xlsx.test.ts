/** Workbooks as Excel and library programs write them. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { fileOf, readAll, recordOf, rowsOf, verdictsOf } from './book-list.js'
import { workbookOf } from './workbook.js'

const header = ['등록번호', '도서명', '저자', '출판사', '발행년도', 'ISBN', '청구기호', '총서명', '표지', '대여료']
const book = [
  ...['EM0001', '소년이 온다', '한강', '창비', 2014, 9788936434120, '813.7 한11소'],
  ...['창비소설', 'https://covers.example/1.jpg', 1500],
]

describe('a workbook', () => {
  test('is read whatever its name says, numbers and all', async () => {
    const plain = workbookOf({ 도서: [header, book] })
    const packed = workbookOf({ 도서: [header, book] }, { isPacked: true })
    for (const content of [plain, packed, gzipSync(plain)])
      expect(await recordOf(content)).toMatchObject({
        ...{ isbn13: '9788936434120', title: '소년이 온다', publishedYear: 2014, feeWon: 1_500, kdc: '813.7' },
        ...{ series: '창비소설', coverUrl: 'https://covers.example/1.jpg' },
        marks: [{ callNumber: '813.7 한11소', barcode: 'EM0001' }],
      })
  })

  test('may have a title above its column names, blank rows, and rows to be refused, each with its own line', async () => {
    const rows = await rowsOf(
      workbookOf({
        도서: [
          ['새싹작은도서관 장서'],
          [],
          ['도서명', 'ISBN'],
          ['모모', 9788949190020],
          [],
          ['흰', 9788936434121],
          [null, 1],
        ],
      }),
    )
    expect(rows.map((row) => [row.line, row.ok || row.reason])).toEqual([
      [4, true],
      [6, 'isbn-invalid'],
      [7, 'title-missing'],
    ])
  })

  test('of several sheets the one with books in it is read, and that is said', async () => {
    const content = workbookOf({
      안내: [['이 파일은 장서 목록이에요.']],
      빈것: [],
      장서: [
        ['도서명', '저자'],
        ['모모', '미하엘 엔데'],
      ],
    })
    const { rows, notices } = await readAll(await fileOf(content, '책.xlsx'))
    expect(rows).toMatchObject([{ line: 2, ok: true, record: { title: '모모', author: '미하엘 엔데' } }])
    expect(notices).toContain("시트 2개 가운데 '장서' 시트를 읽었어요.")
  })

  test('without books, or without a column of titles, is refused in one sentence', async () => {
    await expect(rowsOf(workbookOf({ 도서: [] }))).rejects.toThrow('빈 엑셀 파일')
    await expect(rowsOf(workbookOf({ 도서: [['도서명', '저자']] }))).rejects.toThrow('책이 한 권도 없어요')
    await expect(rowsOf(workbookOf({ 도서: [['번호', '이름']] }))).rejects.toThrow('찾은 열 이름: 번호, 이름')
  })
})

describe('a small file that would be a huge workbook', () => {
  test.each([false, true])('is refused for a cell far from all others (packed: %s)', async (isPacked) => {
    const between = Array.from({ length: 1_000_000 }, () => [])
    const far = [['도서명'], ['모모'], ...between, Array.from({ length: 26 }, () => '.')]
    await expect(rowsOf(workbookOf({ 도서: far }, { isPacked }))).rejects.toThrow('펼치면 너무 커요')
  })

  test('is refused for what it unpacks into, whatever it says of its size', async () => {
    const parts = { 'xl/sharedStrings.xml': Buffer.alloc(257 * 1024 * 1024, ' ') }
    const bomb = workbookOf({ 도서: [header, book] }, { isPacked: true, parts })
    expect(bomb.length).toBeLessThan(1_000_000)
    for (let at = bomb.indexOf('PK\x03\x04'); at >= 0; at = bomb.indexOf('PK\x03\x04', at + 4))
      bomb.writeUInt32LE(10, at + 22)
    await expect(rowsOf(bomb)).rejects.toThrow('펼치면 너무 커요')
  })
})

describe('barcodes', () => {
  const verdicts = (...cells: string[]) =>
    verdictsOf(workbookOf({ 도서: [['등록번호', '도서명'], ...cells.map((cell) => [cell, `책 ${cell}`])] }))

  test('are one word of letters and digits', async () => {
    expect(await verdicts('EM0001', '아12', '1001.0', 'A/1-2_3.b', 'EM 0001')).toEqual(Array(5).fill('taken'))
    expect(await verdicts('EM1~EM3', '=1+1', 'x'.repeat(41))).toEqual(Array(3).fill('barcode-invalid'))
  })

  test('several in a cell are as many copies', async () => {
    const record = await recordOf('도서명,등록번호,청구기호\n토지,"EM1; EM2, EM3",813\n')
    expect(record.copies).toBe(3)
    expect(record.marks.map(({ barcode }) => barcode)).toEqual(['EM1', 'EM2', 'EM3'])
  })
})
