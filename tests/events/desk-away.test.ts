/** The desk's tables out of reach: members notice nothing, and what the desk has to say arrives when it is back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { confirmed, land } from '../support/payment.js'

const tables = ['catalogue_books', 'catalogue_copies']

describe.each(engines)('without the desk on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강', copies: 2 })
  })
  afterAll(() => library.close())

  async function rename(from: (table: string) => string, to: (table: string) => string): Promise<void> {
    for (const table of tables) await library.rows(`ALTER TABLE ${from(table)} RENAME TO ${to(table)}`)
  }
  const goes = () => rename(String, (table) => `away_${table}`)
  const returns = () => rename((table) => `away_${table}`, String)

  it('the whole visit works, and the desk’s news arrives afterwards, once each and in order', async () => {
    const bookId = newId<BookId>()
    const copy = (copyNo: number) => ({ bookId, copyId: newId<CopyId>(), copyNo })
    const second = copy(2)
    await happens(
      library,
      { type: 'BookRegistered', bookId, version: 1, book: bookFacts(8_001, '기다린 책'), copies: [copy(1)] },
      { type: 'BookChanged', bookId, version: 2, book: bookFacts(8_001, '기다린 책 고침') },
      { type: 'CopyAdded', ...second, version: 1 },
      { type: 'CopyWithdrawn', ...second, version: 2 },
    )
    await goes()
    await expect(library.book()).rejects.toMatchObject({ message: expect.stringContaining('catalogue_books') })

    const visitor = library.visitor('김하늘')
    await visitor.joins()
    expect((await visitor.says('추천 도서')).outcome).toBe('ok')
    const { back } = await confirmed(visitor, 10_000)
    await land(back)
    const card = await visitor.says('소년이 온다')
    expect(await visitor.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect((await visitor.says('마이페이지')).text).toContain('소년이 온다')
    library.clock.advanceDays(8)
    await library.settle()
    expect(visitor.pushes().at(-1)?.text).toContain('1일 지남')
    expect((await visitor.says('소년이 온다 반납')).outcome).toBe('ok')
    expect(await complaints(library)).toEqual([])

    await returns()
    await deliverAll(library)
    expect(await library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)).toEqual([])
    expect((await visitor.says('기다린 책')).text).toContain('기다린 책 고침')
    expect(
      await library.rows('SELECT copy_no, state FROM copies WHERE book_id = ? ORDER BY copy_no', [bookId]),
    ).toMatchObject([{ state: 'in-circulation' }, { state: 'withdrawn' }])
    await library.book({ title: '돌아온 뒤의 책' })
    expect(await complaints(library)).toEqual([])
  })
})
