import { expect, test } from '@jest/globals'
import { isIsbn13 } from '../../src/domain/isbn.js'
import { importCatalogue } from '../../src/infra/catalogue-file/import-catalogue.js'
import { readAll } from './book-list.js'

const path = 'demo/shelf.csv'

test('every book of the demo shelf goes in, each with an ISBN of its own', async () => {
  const report = await importCatalogue(path, async (records) =>
    records.map(() => ({ outcome: 'taken', refusedBarcodes: [] })),
  )
  expect(report).toMatchObject({ joined: 0, refused: 0, notices: [], stopped: null })
  expect(report.taken).toBe(report.rows)
  expect(report.rows).toBeGreaterThanOrEqual(200)
})

test('the demo shelf lets everything be tried', async () => {
  const books = (await readAll(path)).rows.flatMap((row) => (row.ok ? [row.record] : []))
  expect(books.every(({ isbn13 }) => isbn13 !== null && isIsbn13(isbn13))).toBe(true)
  expect(new Set(books.map(({ isbn13 }) => isbn13)).size).toBe(books.length)
  expect(books.every(({ author, publisher, publishedYear }) => author && publisher && publishedYear)).toBe(true)
  for (const kdc of '0123456789')
    expect(books.filter((book) => book.kdc?.startsWith(kdc)).length).toBeGreaterThanOrEqual(6)
  expect(books.filter(({ copies }) => copies > 1).length).toBeGreaterThanOrEqual(40)
  expect(books.filter(({ title }) => title === '어린 왕자')).toHaveLength(3)
  expect(new Set(books.map(({ feeWon }) => feeWon))).toEqual(new Set([null, 500, 1_500, 2_000]))
  expect(books.find(({ isbn13 }) => isbn13 === '9788936434120')).toMatchObject({ title: '소년이 온다', author: '한강' })
})
