/** The order of letters: what happened to one book is told in the order it happened, whoever carries it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { DataSource } from 'typeorm'
import type { BookId, DepositId, NoticeId } from '../../src/domain/ids.js'
import { newNotice } from '../../src/domain/notice.js'
import { ok } from '../../src/domain/result.js'
import { instantOf } from '../../src/domain/time.js'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { takeLetters } from '../../src/infra/db/letters.js'
import { LettersInOrder1732200000004 } from '../../src/infra/db/migrations/0004-letters-in-order.js'
import type { Letter } from '../../src/usecases/ports/letters.js'
import { member, wait, type Member } from '../support/crowd.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn, type Stories } from '../support/stories.js'

describe.each(engines)('letters in order on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let stories: Stories
  let numbers = 3_000
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
    stories = storiesOn(library.app.dataSource, library.app.now)
  })
  afterEach(async () => {
    await library.rows('DELETE FROM letters')
    await library.rows('DELETE FROM events')
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const newBook = () => ({ bookId: newId<BookId>(), bookNo: ++numbers })
  type NewBook = ReturnType<typeof newBook>
  const registered = ({ bookId, bookNo }: NewBook) =>
    ({ type: 'BookRegistered', bookId, version: 1, book: bookFacts(bookNo, '첫 제목'), copies: [] }) as const
  const changed = ({ bookId, bookNo }: NewBook, version: number, title = `제목 ${version}`) =>
    ({ type: 'BookChanged', bookId, version, book: bookFacts(bookNo, title) }) as const
  /** A change of which the shelf can make nothing. */
  const broken = (book: NewBook, version: number) => ({ ...changed(book, version), book: null as never })
  const titleOf = async ({ bookId }: NewBook) => {
    const [row] = await library.rows<{ title: string }>('SELECT title FROM titles WHERE book_id = ?', [bookId])
    return row?.title
  }
  const take = (holder: string, limit = 100) =>
    takeLetters(stories.sql, 'stock-shelf', holder, library.app.now(), limit)
  const versionsOf = (letters: readonly Letter[]) =>
    letters.map(({ event }) => ('version' in event ? event.version : 0))

  it('one of a book is in hand at a time, and the next leaves when it has arrived', async () => {
    const [one, other] = [newBook(), newBook()]
    await happens(library, registered(one), changed(one, 2), registered(other), changed(one, 3))
    const holder = newId()
    const first = await take(holder)
    expect(versionsOf(first)).toEqual([1, 1])
    expect(await take(newId())).toEqual([])
    await stories.runInTx(async (tx) => ok(tx.letters.delivered(first, holder)))
    expect(versionsOf(await take(newId()))).toEqual([2])
    expect(await take(newId())).toEqual([])
  })

  it('one that goes wrong keeps the later ones of its book waiting until it is parked, and no other book', async () => {
    const [odd, fine] = [newBook(), newBook()]
    await happens(library, registered(odd), broken(odd, 2), changed(odd, 3), registered(fine))
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await titleOf(odd)).not.toBe('제목 3')
      await happens(library, changed(fine, attempt + 1))
      await deliverAll(library)
      expect(await titleOf(fine)).toBe(`제목 ${attempt + 1}`)
      wait(library, 1_801)
    }
    expect(
      await library.rows(`SELECT attempts FROM letters WHERE state = 'parked' AND reaction = 'stock-shelf'`),
    ).toEqual([{ attempts: 8 }])
    expect(await titleOf(odd)).toBe('제목 3')
    expect(await library.rows(`SELECT id FROM letters WHERE state = 'waiting'`)).toEqual([])
  })

  it('the later ones are not even looked at before the first may try again', async () => {
    const odd = newBook()
    await happens(library, broken(odd, 2), changed(odd, 3), changed(odd, 4))
    await library.app.deliverLetters()
    const due = await library.rows<{ due_at: string }>(`SELECT due_at FROM letters WHERE reaction = 'stock-shelf'`)
    expect(new Set(due.map((letter) => letter.due_at)).size).toBe(1)
    expect(due.every((letter) => letter.due_at > instantOf(library.app.now()))).toBe(true)
  })

  it('who has lost a letter to somebody quicker keeps nobody behind it waiting', async () => {
    const one = newBook()
    await happens(library, registered(one), changed(one, 2))
    const slow = newId()
    const letters = await take(slow)
    wait(library, 61)
    const quick = newId()
    const again = await take(quick)
    await stories.runInTx(async (tx) => ok(tx.letters.delivered(again, quick)))
    const later = instantOf(new Date(library.app.now().getTime() + 1_800_000))
    await stories.runInTx(async (tx) => ok(tx.letters.later(letters, slow, later, 'too slow')))
    expect(versionsOf(await take(newId()))).toEqual([2])
  })

  it('those of the release before, which know no order, are carried all the same', async () => {
    const one = newBook()
    await happens(library, registered(one), changed(one, 2), changed(one, 3))
    await library.rows('UPDATE letters SET aggregate_id = NULL')
    await deliverAll(library)
    expect(await titleOf(one)).toBe('제목 3')
  })

  it('a message that makes no sense keeps back the next about the same matter, and nobody else’s', async () => {
    const [odd, fine] = [await member(library, '꼬인이'), await member(library, '멀쩡이')]
    const deposits = new Map([odd, fine].map(({ name }) => [name, newId<DepositId>()]))
    const paid = async ({ name, memberId }: Member) => {
      const [depositId = newId<DepositId>(), noticeId] = [deposits.get(name), newId<NoticeId>()]
      const body = { kind: 'deposit-paid', depositId, amountWon: 1_000 } as const
      await stories.runInTx(async (tx) => ok(tx.notices.add(newNotice(noticeId, memberId, body, instantOf(tx.now)))))
      await happens(library, { type: 'DepositPaid', depositId, memberId, amountWon: 1_000, noticeId })
      return noticeId
    }
    const first = await paid(odd)
    await library.rows(`UPDATE notices SET body = '{' WHERE id = ?`, [first])
    await paid(odd)
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await paid(fine)
      await deliverAll(library)
      await library.simulator?.idle()
      expect([odd.pushes().length, fine.pushes().length]).toEqual([attempt < 8 ? 0 : 1, attempt])
      wait(library, 1_801)
    }
    expect(await library.rows(`SELECT attempts FROM letters WHERE state <> 'delivered'`)).toEqual([{ attempts: 8 }])
    await library.rows('DELETE FROM notices')
  })

  it('three who carry at once deliver each letter once, and those of a book in the order they were written', async () => {
    const books = Array.from({ length: 5 }, newBook)
    const versions = Array.from({ length: 40 }, (_, index) => index + 1)
    for (const version of versions) await happens(library, ...books.map((book) => changed(book, version)))
    const arrived = new Map(books.map(({ bookId }) => [String(bookId), [] as number[]]))
    let left = books.length * versions.length

    async function carry(dataSource: DataSource): Promise<void> {
      const { sql, runInTx } = storiesOn(dataSource, library.app.now)
      while (left > 0) {
        const holder = newId()
        for (const letter of await takeLetters(sql, 'stock-shelf', holder, library.app.now(), 2)) {
          await breath()
          if (Math.random() < 0.2) {
            await runInTx(async (tx) => ok(tx.letters.later([letter], holder, instantOf(tx.now), 'not yet')))
            continue
          }
          if (letter.event.type === 'BookChanged') arrived.get(letter.event.bookId)?.push(letter.event.version)
          await runInTx(async (tx) => ok(tx.letters.delivered([letter], holder)))
          left -= 1
        }
        await breath()
      }
    }
    const dataSources = await Promise.all([1, 2, 3].map(() => openDataSource(database.url)))
    await Promise.all(dataSources.map(carry))
    for (const dataSource of dataSources) await dataSource.destroy()
    expect([...arrived.values()]).toEqual(books.map(() => versions))
  })

  it('letters written before there was an order are given their place in it', async () => {
    const one = newBook()
    await happens(library, registered(one), changed(one, 2))
    const migration = new LettersInOrder1732200000004()
    const queryRunner = library.app.dataSource.createQueryRunner()
    await migration.down(queryRunner)
    await migration.up(queryRunner)
    await queryRunner.release()
    expect(await library.rows(`SELECT aggregate_id FROM letters WHERE reaction = 'stock-shelf'`)).toEqual([
      { aggregate_id: one.bookId },
      { aggregate_id: one.bookId },
    ])
  })
})

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
}
