import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { formatReport } from '../../src/infra/catalogue-file/format-report.js'
import { importCatalogue, type StockRecords } from '../../src/infra/catalogue-file/import-catalogue.js'
import { encodings, fileOf } from './book-list.js'

/** A house that keeps how many copies it has of each book, and how it was asked. */
function house() {
  const copies = new Map<string, number>()
  const calls: number[] = []
  const stock: StockRecords = async (records) => {
    calls.push(records.length)
    expect(new Set(records.map(({ record }) => record.bookKey)).size).toBe(records.length)
    return records.map(({ record, copiesAtLeast }) => {
      const before = copies.get(record.bookKey)
      if (before !== undefined && before >= copiesAtLeast) return { outcome: 'unchanged', refusedBarcodes: [] }
      copies.set(record.bookKey, copiesAtLeast)
      return { outcome: before === undefined ? 'taken' : 'joined', refusedBarcodes: [] }
    })
  }
  return { copies, calls, stock }
}

const manyBooks = (count: number) =>
  Array.from({ length: count }, (_, index) => `책 ${index},지은이 ${index},1`).join('\n')

describe('rows of the same book', () => {
  const list = [
    ...['도서명,ISBN,소장권수', '소년이 온다,9788936434120,2', '모모,,1', '소년이 온다,89-364-3412-8,3'],
    ...['모모,,', '채식주의자,9788936434595,1', '소년이 온다,9788936434120,1'],
  ].join('\n')

  test('add up, and the same file a second time changes nothing', async () => {
    const { copies, stock } = house()
    const path = await fileOf(list)
    expect(await importCatalogue(path, stock)).toMatchObject({ rows: 6, taken: 3, joined: 3, unchanged: 0, refused: 0 })
    expect([...copies.values()]).toEqual([6, 2, 1])
    expect(await importCatalogue(path, stock)).toMatchObject({ rows: 6, taken: 0, joined: 0, unchanged: 6, refused: 0 })
    expect([...copies.values()]).toEqual([6, 2, 1])
  })

  test('add up across batches of 200 books', async () => {
    const { copies, calls, stock } = house()
    const path = await fileOf(`도서명,저자,소장권수\n${manyBooks(450)}\n${manyBooks(450)}\n`)
    expect(await importCatalogue(path, stock)).toMatchObject({ rows: 900, taken: 450, joined: 450 })
    expect(new Set(copies.values())).toEqual(new Set([2]))
    expect(calls).toEqual([200, 200, 200, 200, 100])
    expect(await importCatalogue(path, stock)).toMatchObject({ rows: 900, taken: 0, joined: 0, unchanged: 900 })
  })

  test('a longer list brings only what is new', async () => {
    const { stock } = house()
    await importCatalogue(await fileOf(list), stock)
    const longer = await fileOf(`${list}\n모모,,4\n데미안,,1\n`)
    expect(await importCatalogue(longer, stock)).toMatchObject({ rows: 8, taken: 1, joined: 3, unchanged: 4 })
  })
})

describe('rows that are left out', () => {
  const wrong = Array.from({ length: 1_200 }, (_, index) => `=책 "${index}",9788936434121`)
  const content = ['도서명,ISBN', '모모,9788949190020', ...wrong, ',9788936434120'].join('\n')

  test('are counted by reason; the first thousand are kept, and all are written for Excel', async () => {
    const path = await fileOf(encodings.CP949(content))
    const refusedTo = join(dirname(path), '빠진 줄.csv')
    const report = await importCatalogue(path, house().stock, { refusedTo })
    expect(report).toMatchObject({ rows: 1_202, taken: 1, refused: 1_201, refusedTo, stopped: null })
    expect(report.refusedByReason).toEqual({ 'isbn-invalid': 1_200, 'title-missing': 1 })
    expect(report.refusals).toHaveLength(1_000)
    expect(report.refusals[0]).toEqual({ line: 3, reason: 'isbn-invalid', excerpt: '=책 "0",9788936434121' })

    const lines = (await readFile(refusedTo, 'utf8')).split('\r\n')
    expect(lines).toHaveLength(1_203)
    expect(lines[0]).toBe('\uFEFF줄,이유,내용')
    expect(lines[1]).toMatch(/^3,"ISBN이 잘못.*","'=책 ""0"",9788936434121"$/)
    expect(lines[1_201]).toBe('1203,"제목이 비어 있어요.",",9788936434120"')
  })

  test('leave no file behind when there are none, and never overwrite the list itself', async () => {
    const path = await fileOf('도서명\n모모\n')
    const refusedTo = join(dirname(path), '빠진 줄.csv')
    expect(await importCatalogue(path, house().stock, { refusedTo })).toMatchObject({ refusedTo: null })
    await expect(readFile(refusedTo)).rejects.toThrow('ENOENT')
    await expect(importCatalogue(path, house().stock, { refusedTo: path })).rejects.toThrow('다른 이름을 골라 주세요')
  })
})

test('a file that breaks in the middle keeps what came before', async () => {
  const longBooks = manyBooks(4_000).replaceAll('지은이', '지은이 '.repeat(40))
  const content = Buffer.concat([
    encodings['UTF-8'](`도서명,저자,소장권수\n${longBooks}\n`),
    encodings.CP949('데미안,헤르만 헤세,1\n'),
  ])
  const { copies, stock } = house()
  const report = await importCatalogue(await fileOf(content), stock)
  expect(report.stopped).toMatch('UTF-8이 아닌 글자')
  expect(report.taken).toBe(copies.size)
  expect(report.taken).toBeGreaterThan(1_000)
})

test('a failing house stops the import with its own words', async () => {
  const importing = importCatalogue(await fileOf('도서명\n모모\n'), async () => {
    throw new Error('the database is away')
  })
  await expect(importing).rejects.toThrow('the database is away')
})

test('progress grows to the end', async () => {
  const heard: { bytesRead: number; totalBytes: number; rows: number }[] = []
  const path = await fileOf(`도서명,저자,소장권수\n${manyBooks(1_000)}\n`)
  await importCatalogue(path, house().stock, { progress: (progress) => heard.push(progress) })
  const last = heard.at(-1)
  expect(last?.rows).toBe(1_000)
  expect(last?.bytesRead).toBe(last?.totalBytes)
  expect(heard.map(({ rows }) => rows)).toEqual([200, 400, 600, 800, 1_000, 1_000])
})

test('the report in words', () => {
  const report = formatReport({
    ...{
      rows: 22_805,
      taken: 19_669,
      joined: 3_076,
      unchanged: 0,
      archived: 0,
      refused: 60,
      elapsedMs: 2_345,
      stopped: null,
    },
    refusedByReason: { 'title-missing': 1, 'isbn-invalid': 59 },
    refusals: [{ line: 1_376, reason: 'isbn-invalid', excerpt: '모모,9788936434121' }],
    refusedTo: 'refused.csv',
    notices: ['저자 열을 찾지 못해 저자를 비워 두었어요.'],
  })
  expect(report.split('\n')).toEqual([
    '책 목록 22,805줄을 2.3초에 읽었어요.',
    '  새 책 19,669종 · 소장 권수 늘어남 3,076줄 · 그대로 0줄 · 빠짐 60줄',
    '  알림: 저자 열을 찾지 못해 저자를 비워 두었어요.',
    '',
    '빠진 줄',
    '  59줄: ISBN이 잘못되었어요(검사 숫자나 자릿수가 맞지 않아요). 책 뒤표지의 ISBN과 견주어 주세요.',
    '    1,376번째 줄  모모,9788936434121',
    '  1줄: 제목이 비어 있어요.',
    '',
    '빠진 줄은 모두 refused.csv 파일에 적어 두었어요. 엑셀로 열어 볼 수 있어요.',
  ])
})
