import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import iconv from 'iconv-lite'
import { CatalogueFileError } from '../../src/infra/catalogue-file/catalogue-file-error.js'
import { encodings, fileOf, readAll, rowsOf, verdictsOf } from './book-list.js'

describe('a file that is no list is refused in one sentence', () => {
  test.each<[string, string | Buffer, string]>([
    [
      'a broken .xlsx named .csv',
      Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'),
      '엑셀 파일(.xlsx)로 읽을 수 없어요',
    ],
    ['an old .xls', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), '옛 엑셀 파일'],
    [
      'a broken .xlsx in a .gz',
      gzipSync(Buffer.from('PK\x03\x04\x14\x00', 'latin1')),
      '엑셀 파일(.xlsx)로 읽을 수 없어요',
    ],
    ['MARCXML', '<?xml version="1.0"?><collection>', 'XML 파일'],
    ['a table saved as a web page', '<html><table>', '웹 페이지'],
    ['JSON', '\uFEFF [ {"title": "모모"} ]', 'JSON 파일'],
    ['PDF', '%PDF-1.7', 'PDF 파일'],
    ['nothing', '', '빈 파일'],
    ['a BOM and blanks', '\uFEFF \r\n\r\n', '빈 파일'],
    ['column names only', '도서명,저자\n', '책이 한 권도 없어요'],
    ['no column of titles', '번호;이름;전화\n1;김철수;010\n', '찾은 열 이름: 번호, 이름, 전화'],
    ['a broken .gz', gzipSync(`도서명\n${'모모\n'.repeat(9)}`).subarray(0, 25), '압축 파일'],
    [
      'UTF-8 with a broken letter',
      Buffer.from(`도서명\n${'소년이 온다\n'.repeat(99)}\xff`, 'utf8').fill(0xff, 40, 41),
      '깨진 글자',
    ],
    [
      'noise',
      Buffer.from(Array.from({ length: 5_000 }, (_, index) => 0x80 + ((index * 7919) % 128))),
      '알아볼 수 없는',
    ],
  ])('%s', async (_, content, sentence) => {
    const reading = rowsOf(content)
    await expect(reading).rejects.toThrow(CatalogueFileError)
    await expect(reading).rejects.toThrow(sentence)
  })

  test('no such file, and a folder', async () => {
    await expect(readAll('/no/such/책.csv')).rejects.toThrow(
      '파일이 없어요. 경로와 이름을 확인해 주세요: /no/such/책.csv',
    )
    const folder = join(dirname(await fileOf('')), '책들')
    await mkdir(folder)
    await expect(readAll(folder)).rejects.toThrow('폴더예요')
  })

  test('UTF-8 that stops being UTF-8 behind the first megabyte', async () => {
    const content = Buffer.concat([
      encodings['UTF-8'](`도서명,저자\n${`${'소년이 온다 '.repeat(20)},한강\n`.repeat(5_000)}`),
      encodings.CP949('데미안,헤르만 헤세\n'),
    ])
    await expect(rowsOf(content)).rejects.toThrow('UTF-8이 아닌 글자가 섞여 있어요')
  })
})

describe('one broken row does not cost the others', () => {
  const good = (count: number) => '데미안,헤르만 헤세,민음사\n'.repeat(count)
  const header = '도서명,저자,출판사\n'

  test('a forgotten closing mark at the end of the file', async () => {
    const rows = await rowsOf(`${header}"소년이 온다,한강,창비\n${good(500)}`)
    expect(rows).toHaveLength(501)
    expect(rows[0]).toMatchObject({ line: 2, ok: true, record: { author: '한강' } })
    expect(rows.slice(1).every((row) => row.ok && row.record.title === '데미안')).toBe(true)
    expect(rows.at(-1)?.line).toBe(502)
  })

  test('a forgotten closing mark before a rightly quoted cell', async () => {
    const rows = await rowsOf(
      `${header}"소년이 온다,한강,창비\n${good(3)}"총, 균, 쇠",재레드 다이아몬드,문학사상\n${good(2)}`,
    )
    expect(rows.map((row) => row.ok && row.record.author)).toEqual([
      ...['한강', '헤르만 헤세', '헤르만 헤세', '헤르만 헤세', '재레드 다이아몬드', '헤르만 헤세', '헤르만 헤세'],
    ])
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  test('a forgotten mark in a row that cannot be told apart is refused by itself', async () => {
    expect(await verdictsOf(`${header}"총, 균, 쇠,재레드 다이아몬드,문학사상\n${good(2)}`)).toEqual([
      ...['quote-unclosed', 'taken', 'taken'],
    ])
  })

  test('two forgotten marks do not make one book of two rows', async () => {
    const rows = await rowsOf(`${header}"소년이 온다,한강,창비\n${good(1)}"흰,한강,난다\n${good(1)}`)
    expect(rows.map((row) => row.ok && row.record.title)).toEqual(['소년이 온다', '데미안', '흰', '데미안'])
    const hopeless = `${header}"총, 균, 쇠,재레드 다이아몬드,문학사상\n${good(1)}"흰, 검은,한강,난다\n${good(1)}`
    expect(await verdictsOf(hopeless)).toEqual(['quote-unclosed', 'taken'])
  })

  test('a cell of several lines is one cell', async () => {
    const rows = await rowsOf(
      `도서명,저자,소개\n모모,미하엘 엔데,"첫 줄\n둘째 줄, 쉼표\n\n""끝"""\n데미안,헤르만 헤세,\n`,
    )
    expect(rows.map((row) => [row.line, row.ok])).toEqual([
      [2, true],
      [6, true],
    ])
  })

  test('unquoted commas push the cells out of their columns', async () => {
    expect(await verdictsOf(`${header}총, 균, 쇠,재레드 다이아몬드,문학사상\n${good(1)}`)).toEqual([
      'too-many-cells',
      'taken',
    ])
  })

  test('fewer cells than columns are enough, when the title is there', async () => {
    expect(await verdictsOf(`번호,도서명,저자,출판사\n1,모모\n2\n`)).toEqual(['taken', 'title-missing'])
  })

  test('a line without end', async () => {
    const rows = await rowsOf(`${header}모모,${'가'.repeat(3_000_000)},비룡소\n${good(2)}`)
    expect(rows.map((row) => [row.line, row.ok || row.reason])).toEqual([
      [2, 'row-too-long'],
      [3, true],
      [4, true],
    ])
  })

  test('NUL bytes are dropped', async () => {
    const [row] = await rowsOf(`도서명\0,저자\n모\0모,미하엘\0 엔데\n`)
    expect(row).toMatchObject({ ok: true, record: { title: '모모', author: '미하엘 엔데' } })
  })

  test('a broken letter in a CP949 list', async () => {
    const lines = iconv.encode(`도서명,저자\n${'데미안,헤르만 헤세\n'.repeat(99)}`, 'cp949')
    const verdicts = await verdictsOf(Buffer.concat([lines, Buffer.from([0xc1, 0xc1, 0xff, 0x0a])]))
    expect(verdicts.at(-1)).toBe('letters-broken')
    expect(verdicts.filter((verdict) => verdict === 'taken')).toHaveLength(99)
  })

  test('the excerpt shows the row on one line', async () => {
    const [row] = await rowsOf(`도서명,저자,ISBN\n모모,"미하엘\n엔데",9788936434121\n`)
    expect(row).toEqual({ line: 2, ok: false, reason: 'isbn-invalid', excerpt: '모모,"미하엘 엔데",9788936434121' })
  })
})
