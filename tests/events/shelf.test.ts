/** What lending hears of the desk's books, late, twice or in the wrong order: its shelf ends up the same. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId } from '../../src/domain/ids.js'
import { takeLetters } from '../../src/infra/db/letters.js'
import { stockShelf } from '../../src/usecases/stock-shelf.js'
import { member, wait } from '../support/crowd.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'

describe.each(engines)('lending’s shelf on %s', (engine) => {
  let library: Library
  let numbers = 7_000
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterAll(() => library.close())

  const newBook = () => ({ bookId: newId<BookId>(), bookNo: ++numbers, copyId: newId<CopyId>() })
  type NewBook = ReturnType<typeof newBook>
  const registered = ({ bookId, bookNo, copyId }: NewBook, title: string) =>
    ({
      type: 'BookRegistered',
      bookId,
      version: 1,
      book: bookFacts(bookNo, title),
      copies: [{ copyId, copyNo: 1 }],
    }) as const
  const changed = ({ bookId, bookNo }: NewBook, version: number, title: string) =>
    ({ type: 'BookChanged', bookId, version, book: bookFacts(bookNo, title) }) as const
  const removed = ({ bookId }: NewBook, version: number) => ({ type: 'BookRemoved', bookId, version }) as const
  const told = async (...events: Parameters<typeof happens>[1][]) => {
    for (const event of events) {
      await happens(library, event)
      await deliverAll(library)
    }
  }
  const titleOf = async ({ bookId }: NewBook) => {
    const [row] = await library.rows<{ title: string; version: number; state: string }>(
      'SELECT title, version, state FROM titles WHERE book_id = ?',
      [bookId],
    )
    return row
  }
  const copyOf = async ({ copyId }: NewBook) => {
    const [row] = await library.rows<{ state: string; rental_id: string | null }>(
      'SELECT state, rental_id FROM copies WHERE id = ?',
      [copyId],
    )
    return row
  }
  const shelf = async () => ({
    titles: await library.rows('SELECT * FROM titles ORDER BY book_id'),
    copies: await library.rows('SELECT * FROM copies ORDER BY id'),
    grams: await library.rows('SELECT * FROM title_grams ORDER BY gram, book_no'),
  })

  it('heard of everything a second and a third time is what it was, with the books that are out still out', async () => {
    const one = newBook()
    await told(registered(one, '되풀이'), changed(one, 2, '되풀이 둘째 판'))
    await library.book({ title: '파일에서 온 책', copies: 3 })
    const reader = await member(library, '되풀이손님', 5_000)
    await library.app.rentBook({ memberId: reader.memberId, bookId: one.bookId, commandKey: null })
    const before = await shelf()
    for (const order of ['ASC', 'DESC']) {
      const letters = await library.rows<{ id: string }>(
        `SELECT id FROM letters WHERE reaction = 'stock-shelf' ORDER BY id ${order}`,
      )
      for (const { id } of letters) {
        await library.rows(`UPDATE letters SET state = 'waiting' WHERE id = ?`, [id])
        await deliverAll(library)
      }
      expect(await shelf()).toEqual(before)
    }
    await library.rows(`UPDATE letters SET state = 'waiting' WHERE reaction = 'stock-shelf'`)
    await deliverAll(library)
    expect(await shelf()).toEqual(before)
  })

  it('an older change that arrives after a newer one is not taken, and the book is found by its new name only', async () => {
    const one = newBook()
    await told(registered(one, '처음제목'), changed(one, 3, '나중제목'), changed(one, 2, '중간제목'))
    expect(await titleOf(one)).toMatchObject({ title: '나중제목', version: 3 })
    expect(await library.app.views.find('나중제목')).toContain(one.bookId)
    for (const old of ['중간제목', '처음제목']) expect(await library.app.views.find(old)).not.toContain(one.bookId)
  })

  it('a change that arrives before the registration stands, with the copies the registration brings', async () => {
    const one = newBook()
    await told(changed(one, 2, '앞선소식'), registered(one, '늦은소식'))
    expect(await titleOf(one)).toMatchObject({ title: '앞선소식', version: 2 })
    expect(await copyOf(one)).toMatchObject({ state: 'in-circulation' })
  })

  it('a removal that comes before the registration is given up on, and removes the book when it is sent again', async () => {
    const one = newBook()
    await told(removed(one, 2), registered(one, '사라질책'))
    expect(await titleOf(one)).toBeUndefined()
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      wait(library, 1_801)
      await deliverAll(library)
    }
    expect(await titleOf(one)).toMatchObject({ state: 'in-circulation' })
    expect(await library.app.resendParked()).toBe(1)
    await deliverAll(library)
    expect(await titleOf(one)).toMatchObject({ state: 'withdrawn', version: 2 })
    expect(await library.app.views.hits([one.bookId])).toEqual([])
  })

  it('a copy whose withdrawal arrives before its coming stays withdrawn', async () => {
    const one = newBook()
    await told(registered(one, '두 권째'))
    const copy = { bookId: one.bookId, copyId: newId<CopyId>(), copyNo: 2 }
    await told({ type: 'CopyWithdrawn', ...copy, version: 2 }, { type: 'CopyAdded', ...copy, version: 1 })
    expect(await copyOf({ ...one, copyId: copy.copyId })).toMatchObject({ state: 'withdrawn' })
  })

  it('changes of one book carried by three at once leave the newest, and no trace of the others', async () => {
    const { sql, runInTx } = storiesOn(library.app.dataSource, library.app.now)
    for (let round = 0; round < 5; round += 1) {
      const one = newBook()
      await told(registered(one, '처음제목'))
      for (const [index, title] of ['가나다라', '마바사아', '자차카타'].entries())
        await happens(library, changed(one, 2 + index, title))
      // as letters of the release before, they are in three pairs of hands at once
      await library.rows('UPDATE letters SET aggregate_id = NULL WHERE aggregate_id = ?', [one.bookId])
      const hands = []
      for (let hand = 0; hand < 3; hand += 1) {
        const holder = newId()
        const letters = await takeLetters(sql, 'stock-shelf', holder, library.app.now(), 1)
        hands.push({ holder, letters })
      }
      expect(hands.map(({ letters }) => letters.length)).toEqual([1, 1, 1])

      const newestFirst = round % 2 === 0 ? hands.toReversed() : hands
      await Promise.all(newestFirst.map(({ holder, letters }) => runInTx((tx) => stockShelf(tx, letters, holder))))

      expect(await titleOf(one)).toMatchObject({ title: '자차카타', version: 4 })
      const grams = await library.rows<{ gram: string }>('SELECT gram FROM title_grams WHERE book_no = ?', [one.bookNo])
      const written = grams.map(({ gram }) => gram)
      expect(written).toContain('차카')
      for (const old of ['나다', '바사', '음제']) expect(written).not.toContain(old)
    }
  })
})
