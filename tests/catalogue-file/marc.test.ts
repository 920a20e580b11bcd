/** MARC records as libraries hand them on: KORMARC first, in both encodings, and MARC21. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { fileOf, readAll, recordOf, rowsOf, verdictsOf } from './book-list.js'
import { marcEncodings, marcOf, type Field } from './marc-records.js'

const card: readonly Field[] = [
  ['001', 'KMO000000001'],
  ['008', '260101s2014    ggk           000a  kor  '],
  ['020', '1 ', 'a', '9788936434595', 'g', '04810'],
  ['020', '  ', 'a', '9788936434120', 'g', '03810', 'c', '15,000원'],
  ['049', '0 ', 'l', 'EM0000001', 'l', 'EM0000002', 'c', 'c.2', 'f', '아동'],
  ['056', '  ', 'a', '813.7', '2', '6'],
  ['090', '  ', 'a', '813.7', 'b', '한11소'],
  ['245', '00', 'a', '똠방각하가 온다 :', 'b', '한강 장편소설 /', 'd', '한강 지음 ;', 'e', '홍길동 그림'],
  ['260', '  ', 'a', '파주 :', 'b', '창비,', 'c', '2014'],
  ['300', '  ', 'a', '215 p. ;', 'c', '20 cm'],
  ['490', '10', 'a', '창비장편소설 ;', 'v', '3'],
  ['700', '1 ', 'a', '한강'],
]

describe.each(Object.entries(marcEncodings))('a KORMARC record in %s', (_, encode) => {
  test('says everything the desk keeps of a book and its copies', async () => {
    expect(await recordOf(marcOf([card], encode))).toEqual({
      isbn13: '9788936434120',
      title: '똠방각하가 온다 : 한강 장편소설',
      author: '한강 지음 ; 홍길동 그림',
      publisher: '창비',
      publishedYear: 2014,
      kdc: '813.7',
      volume: null,
      series: '창비장편소설 ; 3',
      coverUrl: null,
      copies: 2,
      marks: [
        { callNumber: '아동 813.7 한11소', barcode: 'EM0000001' },
        { callNumber: '아동 813.7 한11소 c.2', barcode: 'EM0000002' },
      ],
      feeWon: null,
      popularity: 0,
      bookKey: 'isbn:9788936434120',
    })
  })

  test('many of them survive the borders between chunks, packed or not', async () => {
    const titles = Array.from({ length: 3_000 }, (_, index) => `${'똠방각하와 고양이의 긴 여행 '.repeat(6)}${index}`)
    const content = marcOf(
      titles.map((title): Field[] => [['245', '00', 'a', title]]),
      encode,
    )
    for (const file of [content, gzipSync(content)]) {
      const rows = await rowsOf(file)
      expect(rows.map((row) => (row.ok ? row.record.title : row.reason))).toEqual(titles)
      expect(rows.at(-1)?.line).toBe(3_000)
    }
  })

  test('volumes and parts become the end of the title', async () => {
    const titled = (...parts: string[]): Field[] => [['245', '00', 'a', '토지 /', ...parts, 'd', '박경리 지음']]
    const records = [titled('n', '2'), titled('n', '1부 2.', 'p', '어둠의 발소리'), titled('p', '별책')]
    const rows = await rowsOf(marcOf(records, encode))
    expect(rows.map((row) => row.ok && row.record.title)).toEqual([
      '토지. 2',
      '토지. 1부 2., 어둠의 발소리',
      '토지. 별책',
    ])
  })
})

describe('a MARC21 record', () => {
  test('counts in the script of the book where it is given in Latin letters as well', async () => {
    const record = await recordOf(
      marcOf([
        [
          ['100', '1 ', '6', '880-01', 'a', 'Han, Kang.'],
          ['245', '10', '6', '880-02', 'a', 'Sonyŏn i onda /', 'c', 'Han Kang.'],
          ['264', ' 1', '6', '880-03', 'a', 'Paju :', 'b', 'Ch`angbi,', 'c', '[2014]'],
          ['852', '0 ', 'k', 'KOR', 'h', 'PL992.26', 'i', '.K36', 'p', 'B0001234'],
          ['880', '1 ', '6', '100-01/$1', 'a', '한강'],
          ['880', '10', '6', '245-02/$1', 'a', '소년이 온다 /', 'c', '한강'],
          ['880', ' 1', '6', '264-03/$1', 'a', '파주 :', 'b', '창비,', 'c', '2014'],
        ],
      ]),
    )
    expect(record).toMatchObject({
      ...{ title: '소년이 온다', author: '한강', publisher: '창비', publishedYear: 2014, copies: 1 },
      marks: [{ callNumber: 'KOR PL992.26 .K36', barcode: 'B0001234' }],
    })
  })

  test('without a statement of who wrote it, names whoever is entered as its author', async () => {
    const title: Field = ['245', '10', 'a', 'Thinking fast.']
    expect(await recordOf(marcOf([[['100', '1 ', 'a', 'Kahneman, Daniel,'], title]]))).toMatchObject({
      ...{ title: 'Thinking fast', author: 'Kahneman, Daniel' },
    })
    expect(
      await recordOf(marcOf([[title, ['700', '1 ', 'a', '한강'], ['700', '1 ', 'a', '데보라 스미스']]])),
    ).toMatchObject({ author: '한강 ; 데보라 스미스' })
  })
})

describe('a broken record', () => {
  test('is refused by itself, whatever is broken in it', async () => {
    const good = marcOf([card])
    const short = Buffer.from(good)
    short.write('00100', 0)
    const cut = good.subarray(0, 60)
    expect(await verdictsOf(Buffer.concat([good, short, good, cut]))).toEqual([
      ...['taken', 'record-broken', 'taken', 'record-broken'],
    ])
  })

  test('without a title, or with letters that are none, is left out with its reason', async () => {
    const broken = Buffer.concat([marcOf([[['245', '00', 'a', '모모 \uFFFD']]])])
    expect(await verdictsOf(Buffer.concat([marcOf([[['020', '  ', 'a', '9788936434120']]]), broken]))).toEqual([
      ...['title-missing', 'letters-broken'],
    ])
  })

  test('lines are said to be records', async () => {
    const { notices } = await readAll(await fileOf(marcOf([card]), '책.mrc'))
    expect(notices).toEqual(['MARC 파일이어서 줄 번호는 몇 번째 레코드인지를 뜻해요.'])
  })
})
