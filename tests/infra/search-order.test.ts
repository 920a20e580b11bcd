/** A search by the index finds what reading every title finds, in the same order: two characters and more anywhere, one at the beginning. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { dice, madeUpBooks } from '../../bench/made-up-books.js'
import { searchPlainly, wholeShelf, type ShelvedTitle } from '../../bench/plain-search.js'
import type { BookRecord } from '../../src/domain/catalogue-record.js'
import type { BookId } from '../../src/domain/ids.js'
import { initialsOf } from '../../src/domain/initials.js'
import { norm } from '../../src/domain/spelling.js'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { findBooks } from '../../src/infra/db/search.js'
import { shelf } from '../../src/infra/db/shelf.js'
import type { Sql, Write } from '../../src/infra/db/sql.js'
import { searchDepth } from '../../src/usecases/views.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'

const titles = 3_000

/** Forms that real lists have and made-up words do not. */
const special = [
  '해리 포터. 5-2 : 불사조 기사단',
  '해리 포터. 2',
  '(이상한 과자 가게) 전천당. 3',
  '이상한 과자 가게 전천당 13',
  '토지 (상)',
  '토지 (하)',
  '전천당',
  'MF고스트 =MF ghost. 1-4 /',
  '三國志. 제12권',
  '小说 三國志',
  'ㅋㅋㅋ 웃긴 책',
  'ㄱㄴㄷ',
  '흰',
  '1984',
  'C++ 3판',
  'Dragon Masters #11',
  `끝없는 이야기 ${'아주 '.repeat(40)}긴 제목`,
  '𠮷野家 이야기',
]

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let dataSource: DataSource
  let sql: Sql
  let all: ShelvedTitle[]
  const books: BookRecord[] = []
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    dataSource = await openDataSource(database.url)
    sql = openSql(dataSource)
    books.length = 0
    for await (const book of madeUpBooks(titles)) books.push(book)
    books.push(...special.map((title) => ({ ...books[0]!, title, author: '지은이', publisher: '펴낸곳' })))
    for (let from = 0; from < books.length; from += 500) await put(books.slice(from, from + 500), from)
    all = await wholeShelf(sql)
  }, 60_000)
  afterAll(async () => {
    await dataSource.destroy()
    await database.drop()
  })

  const idOf = (bookNo: number) => `book-${bookNo}`.padEnd(36, '-') as BookId

  /** Every third has no copy that could be taken home. */
  async function put(some: readonly BookRecord[], from: number): Promise<void> {
    const writes: Write[] = []
    const { put: putTitles, putCopies } = shelf(sql, (write) => void writes.push(write))
    const numbered = some.map((book, index) => ({ book, bookNo: from + index + 1 }))
    putTitles(
      numbered.map(({ book, bookNo }) => ({
        ...{ bookId: idOf(bookNo), version: 1, feeWon: 1_000, foundBefore: null },
        book: { ...book, bookNo },
      })),
    )
    putCopies(
      numbered
        .filter(({ bookNo }) => bookNo % 3 > 0)
        .map(({ bookNo }) => ({
          ...{ copyId: `copy-${bookNo}`.padEnd(36, '-') as never, bookId: idOf(bookNo), copyNo: 1, version: 1 },
          ...{ callNumber: null, barcode: null },
        })),
    )
    await sql.carryOut(writes)
  }

  async function expectSame(queries: readonly string[]): Promise<void> {
    const counts = []
    for (const query of queries) {
      const found = await findBooks(sql, query)
      expect([query, found]).toEqual([query, searchPlainly(all, query)])
      counts.push(found.length)
    }
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(2)
  }

  const chance = dice(engine === 'sqlite' ? 3 : 4)
  const among = <T>(some: readonly T[]): T => some[Math.floor(chance() * some.length)]!
  const partOf = (text: string, length: number) => {
    const characters = [...norm(text)]
    const from = Math.floor(chance() * Math.max(1, characters.length - length + 1))
    return characters.slice(from, from + length).join('')
  }
  const titleOf = () => among(books).title
  const commonWord = () => among(books.slice(0, 12)).title.split(' ')[0]!
  const kinds: Readonly<Record<string, () => string>> = {
    'one character': () => partOf(titleOf(), 1),
    'two characters': () => partOf(titleOf(), 2),
    'three characters': () => partOf(titleOf(), 3),
    'five characters': () => partOf(titleOf(), 5),
    'whole titles': titleOf,
    beginnings: () => [...titleOf()].slice(0, 2 + Math.floor(chance() * 6)).join(''),
    'the commonest words': () => among(books.slice(0, 30)).title.split(' ')[0]!,
    'two words of one title': () => {
      const words = titleOf().split(' ')
      return `${among(words)} ${among(words)}`
    },
    'two words of any titles': () => `${commonWord()} ${commonWord()}`,
    authors: () => among(books).author,
    'an author and a word': () => {
      const { author, title } = among(books)
      return `${author} ${among(title.split(' '))}`
    },
    publishers: () => among(books).publisher,
    volumes: () => {
      const numbered = books.filter(({ title }) => / \d+$/.test(title))
      const [name = '', number = ''] = among(numbered).title.split(/ (?=\d+$)/)
      return `${name.split(' ')[0]!} ${number}${among(['', '권'])}`
    },
    'first consonants': () =>
      partOf(initialsOf(norm(titleOf())).replace(/[^\u1100-\u1112]/g, ''), 2 + Math.floor(chance() * 5)),
  }

  it.each(Object.keys(kinds))('%s are found as by reading them all', async (kind) => {
    await expectSame(Array.from({ length: 25 }, kinds[kind]!))
  })

  /** Two characters and more, read as they are: no first consonants, and at the end no number of a volume. */
  function plainPartOf(text: string): string {
    const longerThanOne = norm(text).length > 1 ? text : titleOf()
    const part = partOf(longerThanOne, 2 + Math.floor(chance() * 5))
    return [...part].length < 2 || /^[\u1100-\u1112]+$|\d\D?$/.test(part) ? plainPartOf(titleOf()) : part
  }

  it.each(['title', 'author', 'publisher'] as const)(
    'part of a %s finds every book it is in, and no other',
    async (field) => {
      const counts = []
      for (const part of Array.from({ length: 60 }, () => plainPartOf(among(books)[field]))) {
        const rows = await sql.all<{ book_id: BookId }>('SELECT book_id FROM titles WHERE INSTR(search_text, ?) > 0', [
          part,
        ])
        const having = rows.map((row) => row.book_id).toSorted()
        const found = (await findBooks(sql, part)).toSorted()
        if (having.length > searchDepth) expect([part, found.length]).toEqual([part, searchDepth + 1])
        else expect([part, found]).toEqual([part, having])
        counts.push(having.length)
      }
      expect(counts.filter((count) => count > 0 && count <= searchDepth).length).toBeGreaterThan(10)
    },
  )

  it('what real lists have is found as by reading them all', async () => {
    const parts = special.flatMap((title) => [title, partOf(title, 2), partOf(title, 3), title.split(' ')[0]!])
    await expectSame([
      ...parts,
      ...['해리포터 2', '해리포터 5-2', '전천당 3권', '전천당 3', '토지 상', '토지 하권', '三國志', '三國', '𠮷野'],
      ...[
        'ㅋㅋㅋ',
        'ㅎㄹㅍㅌ',
        'ㅎㄹ',
        'ㅈㅊㄷ',
        'ㄱㄴㄷ',
        'ㄳ',
        'ㅌㅈ',
        'C++',
        '1984',
        '흰',
        'dragon 11',
        '지은이 전천당',
      ],
    ])
  })
})
