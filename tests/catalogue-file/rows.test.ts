import { describe, expect, test } from '@jest/globals'
import { recordOf, rowsOf, verdictsOf } from './book-list.js'

const isbnOf = async (cell: string, title = '소년이 온다') => {
  const [row] = await rowsOf(`title\tISBN\n${title}\t${cell}\n`)
  return row?.ok ? row.record.isbn13 : row?.reason
}

describe('ISBN', () => {
  test.each([
    ['9788936434120', 'as it is'],
    ['978-89-364-3412-0', 'with hyphens'],
    [' 978 89 364 3412 0 ', 'with spaces'],
    ['8936434128', 'an ISBN-10 becomes 13 digits'],
    ['89-364-3412-8', 'an ISBN-10 with hyphens'],
    ['9788936434120.0', 'a number of a spreadsheet'],
    ['９７８８９３６４３４１２０', 'full-width digits'],
    ['978893643412003810', 'with its additional code'],
    ['9788936434120 03810', 'with its additional code apart'],
    ['9788936433598 (세트) 9788936434120', 'the volume rather than the set'],
    ['9788936434121; 9788936434120', 'the first good one'],
    ['978893643412X, 8936434128', 'the first good one, an ISBN-10'],
  ])('%s: %s', async (cell) => {
    expect(await isbnOf(cell)).toBe('9788936434120')
  })

  test.each(['', '-', '0', '0000000000', '없음', 'K022831493', '8809012345678', 'EM00001', '20230014'])(
    '%p is no ISBN',
    async (cell) => {
      expect(await isbnOf(cell)).toBeNull()
    },
  )

  test.each(['9788936434121', '8936434129', '978893643412', '97889364341201'])('%s is a wrong one', async (cell) => {
    expect(await isbnOf(cell)).toBe('isbn-invalid')
  })

  test('a check digit X is kept in either case, also behind 978', async () => {
    expect(await isbnOf('043942089X')).toBe('9780439420891')
    expect(await isbnOf('043942089x')).toBe('9780439420891')
    expect(await isbnOf('978895330444X')).toBe('9788953304444')
  })

  test('zeros that a spreadsheet dropped are put back for an English title only', async () => {
    expect(await isbnOf('64400557', "Charlotte's Web")).toBe('9780064400558')
    expect(await isbnOf('64400557', '샬롯의 거미줄')).toBeNull()
  })

  test('digits that a spreadsheet rounded away are told apart from a wrong ISBN', async () => {
    expect(await isbnOf('9.78894E+12')).toBe('isbn-rounded')
  })

  test('the column of 13 digits is preferred to the shop code', async () => {
    const record = await recordOf('상품명,ISBN,ISBN13\n소년이 온다,K112935493,9788936434120\n')
    expect(record.bookKey).toBe('isbn:9788936434120')
  })
})

describe('titles', () => {
  const titleOf = async (title: string) => (await recordOf(`title\tauthor\n${title}\t-\n`)).title

  test.each([
    ['  소년이   온다 ', '소년이 온다'],
    ['엄마를 부탁해 :', '엄마를 부탁해'],
    ['투자자산운용사 = ', '투자자산운용사'],
    ['신기원을 연다 : / ', '신기원을 연다'],
    ['위대한 개츠비. 1-2 / /', '위대한 개츠비'],
    ['666 사탄. 19', '666 사탄. 19'],
    ['시선으로부터,', '시선으로부터,'],
    ['\u0001모모\u0000\u200B', '모모'],
    ['모모'.normalize('NFD'), '모모'],
    ['모\u00A0모\u3000모', '모 모 모'],
    ['`좋아요`', '좋아요'],
    ['"나"는 누구인가', '"나"는 누구인가'],
  ])('%p is shown as %p', async (given, shown) => {
    expect(await titleOf(given)).toBe(shown)
  })

  test.each([
    ['토지', '3', '토지. 3'],
    ['토지', '제3권', '토지. 3'],
    ['토지. 3', '3', '토지. 3'],
    ['토지. 13', '3', '토지. 13. 3'],
    ['칼의 노래', '상', '칼의 노래. 상'],
    ['불꽃의 인페르노 =', '1-34 /', '불꽃의 인페르노'],
    ['해리포터와 비밀의 방', '2-1', '해리포터와 비밀의 방. 2-1'],
    ['모모', '', '모모'],
  ])('%p, volume %p: %p', async (title, volume, shown) => {
    expect((await recordOf(`title\t권\n${title}\t${volume}\n`)).title).toBe(shown)
  })

  test('long texts are cut with an ellipsis, no letter halved, the volume kept', async () => {
    const record = await recordOf(
      `title\tauthor\tpublisher\tvol\n${'가'.repeat(400)}\t${'😀'.repeat(150)}\t${'나'.repeat(101)}\t12\n`,
    )
    expect(record.title).toBe(`${'가'.repeat(295)}…. 12`)
    expect(record.author).toBe(`${'😀'.repeat(99)}…`)
    expect(record.publisher).toBe(`${'나'.repeat(99)}…`)
  })

  test('a leading 지은이: is dropped, other roles stay', async () => {
    const record = await recordOf('title\tauthor\n엄마를 부탁해\t지은이: 신경숙 ;옮긴이: 아무개\n')
    expect(record.author).toBe('신경숙 ;옮긴이: 아무개')
  })
})

describe('numbers', () => {
  test.each([
    ['2011', 2011],
    ['2011.3', 2011],
    ['20230215', 2023],
    ['2023-02-15', 2023],
    ['c2011', 2011],
    ['[2011]', 2011],
    ['2011년 3월', 2011],
    ['', null],
    ['미상', null],
    ['201', null],
    ['9788936434120', null],
  ])('published %p: %p', async (cell, year) => {
    expect((await recordOf(`title\t발행년도\n모모\t${cell}\n`)).publishedYear).toBe(year)
  })

  test.each([
    ['813.7', '813.7'],
    ['KDC 813', '813'],
    ['5.1', '005.1'],
    ['8', null],
    ['문학', null],
  ])('class %p: %p', async (cell, kdc) => {
    expect((await recordOf(`title\tKDC\n모모\t${cell}\n`)).kdc).toBe(kdc)
  })

  test('without a class column the call number tells it', async () => {
    const kdcs = (
      await rowsOf('title\t청구기호\n가\t808 세18민 v.219 c.2\n나\tW 843 C5554\n다\t아 813.8 권74ㄱ\n라\t권정생\n')
    ).map((row) => row.ok && row.record.kdc)
    expect(kdcs).toEqual(['808', '843', '813.8', null])
  })

  test('copies from 1 to 99, one when blank', async () => {
    const cells = ['', '3', '3.0', '2권', '99', '0', '100', '-1', '많음']
    const rows = await rowsOf(`title\tcopies\n${cells.map((cell) => `모모\t${cell}`).join('\n')}\n`)
    expect(rows.map((row) => (row.ok ? row.record.copies : row.reason))).toEqual([
      ...[1, 3, 3, 2, 99],
      ...Array.from({ length: 4 }, () => 'copies-out-of-range'),
    ])
  })

  test('fees in won, the usual one when blank', async () => {
    const cells = ['', '1,500', '500원', '무료', '0', '비쌈', '100,001']
    const rows = await rowsOf(`title\t대여료\n${cells.map((cell) => `모모\t${cell}`).join('\n')}\n`)
    expect(rows.map((row) => (row.ok ? row.record.feeWon : row.reason))).toEqual([
      ...[null, 1500, 500, 0, 0],
      ...['fee-invalid', 'fee-invalid'],
    ])
  })
})

describe('which rows mean the same book', () => {
  const keysOf = async (...lines: string[]) =>
    (await rowsOf(`title\tauthor\tpublisher\tyear\n${lines.join('\n')}\n`)).map((row) => row.ok && row.record.bookKey)

  test('spacing, punctuation, case and width do not count', async () => {
    const keys = await keysOf(
      '1Q84. 1\t무라카미 하루키\t문학동네\t2009',
      '１ｑ８４ 1\t무라카미하루키\t(문학동네)\t2009',
    )
    expect(keys[0]).toMatch(/^text:[0-9a-f]{64}$/)
    expect(keys[1]).toBe(keys[0])
  })

  test('volume, author, publisher and year do, and so do C, C++, C# and titles of signs only', async () => {
    const keys = await keysOf(
      ...[
        '토지 1\t박경리\t솔\t1993',
        '토지 2\t박경리\t솔\t1993',
        '토지 1\t박경리\t나남\t1993',
        '토지 1\t박경리\t솔\t2002',
      ],
      ...['토지 1\t\t솔\t1993', 'C\t\t\t', 'C++\t\t\t', 'C#\t\t\t', '???\t\t\t', '!!!\t\t\t', 'Анна Каренина\t\t\t'],
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})

test('a title is needed', async () => {
  expect(new Set(await verdictsOf('title\tauthor\n \t한강\n:\t한강\n =\t한강\n'))).toEqual(new Set(['title-missing']))
})
