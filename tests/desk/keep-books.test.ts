/** Books kept by hand: registered, corrected, given copies, and taken out of the house, with lending's shelf following. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookFields } from '../../src/domain/book-change.js'
import type { BookId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { openLibrary, type Library } from '../support/library.js'
import { heldBy, kindsOf, rentalIn, valueOf } from '../support/lines.js'

const nothingSaid = {
  ...{ isbn13: null, author: '', publisher: '', publishedYear: null, kdc: null, feeWon: null },
  ...{ volume: null, series: null, coverUrl: null },
} satisfies Omit<BookFields, 'title'>

describe.each(engines)('books kept by hand on %s', (engine) => {
  let library: Library
  let readers = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const app = () => library.app
  const reader = () => member(library, `독자${++readers}`, 50_000)
  async function registered(
    title: string,
    more: Partial<BookFields> = {},
    barcodes: readonly (string | null)[] = [null],
  ) {
    const copies = barcodes.map((barcode) => ({ barcode, callNumber: '813.7 한11' }))
    const made = valueOf(await app().registerBook({ ...nothingSaid, title, ...more, copies }))
    await deliverAll(library)
    return made
  }
  const kept = async (bookNo: number) => {
    const found = await app().bookViews.book(bookNo)
    if (!found) throw new Error(`#${bookNo} is not kept`)
    return found
  }
  const found = async (words: string) => {
    const hits = await app().views.hits(await app().views.find(words))
    return hits.map(({ title }) => title)
  }
  const shelved = (bookId: BookId) =>
    library.rows<{ state: string; call_number: string | null; barcode: string | null }>(
      'SELECT state, call_number, barcode FROM copies WHERE book_id = ? ORDER BY copy_no',
      [bookId],
    )
  const eventsOf = (bookId: BookId) =>
    library.rows<{ type: string }>('SELECT type FROM events WHERE aggregate_id = ? ORDER BY id', [bookId])

  describe('registering', () => {
    it('puts the book on the shelf with its copies, call numbers and barcodes', async () => {
      const more = { isbn13: '9788936434120', author: '한강', feeWon: 700, coverUrl: 'https://covers.example/1.jpg' }
      const { book, copies } = await registered('등록한 책', more, ['B-1', 'B-2'])
      expect(copies.map(({ copyNo }) => copyNo)).toEqual([1, 2])
      expect(await found('등록한 책')).toEqual(['등록한 책'])
      expect(await shelved(book.id)).toEqual([
        { state: 'in-circulation', call_number: '813.7 한11', barcode: 'B-1' },
        { state: 'in-circulation', call_number: '813.7 한11', barcode: 'B-2' },
      ])
      const [title] = await library.rows('SELECT cover_url, fee_won FROM titles WHERE book_id = ?', [book.id])
      expect(title).toEqual({ cover_url: 'https://covers.example/1.jpg', fee_won: 700 })
      expect(await kept(book.bookNo)).toMatchObject({
        book: { title: '등록한 책', version: 1 },
        waiting: 0,
        wasLent: false,
      })
    })

    it('is refused for a book the house has, by its ISBN or by all that is said of it, and says which', async () => {
      const isbn13 = '9788936434595'
      const { book } = await registered('있는 책', { isbn13 })
      const again = await app().registerBook({ ...nothingSaid, title: '다른 제목', isbn13, copies: [] })
      expect(again).toMatchObject({
        refusals: [{ kind: 'already-kept', bookNo: book.bookNo, title: '있는 책', isArchived: false }],
      })
      await registered('ISBN 없는 책', { author: '아무개' })
      const same = await app().registerBook({ ...nothingSaid, title: 'ISBN  없는 책.', author: '아무개', copies: [] })
      expect(kindsOf(same)).toEqual(['already-kept'])
    })

    it('is refused with every reason for what cannot be', async () => {
      await registered('바코드 임자', {}, ['TAKEN'])
      const wrong = { title: ' ', isbn13: '9788936434121', publishedYear: 20, feeWon: -1, coverUrl: 'javascript:1' }
      const marks = (barcode: string) => ({ barcode, callNumber: null })
      const copies = [marks('TAKEN'), marks('TWICE'), marks('TWICE'), marks('두 낱말')]
      expect(kindsOf(await app().registerBook({ ...nothingSaid, ...wrong, copies }))).toEqual([
        ...['title-missing', 'isbn-invalid', 'year-invalid', 'fee-out-of-range', 'cover-invalid'],
        ...['barcode-taken', 'barcode-invalid', 'barcode-invalid'],
      ])
      const long = await app().registerBook({ ...nothingSaid, title: '가'.repeat(301), copies: [] })
      expect(long).toMatchObject({ refusals: [{ kind: 'text-too-long', field: 'title', limit: 300 }] })
    })

    it('by two librarians at once is one book, and the other is told', async () => {
      const input = { ...nothingSaid, title: '둘이 함께', isbn13: '9788937460449', copies: [] }
      const both = await Promise.all([app().registerBook(input), app().registerBook(input)])
      expect(both.map(kindsOf).sort()).toEqual([['already-kept'], 'ok'])
      const others = await Promise.all(
        ['하나', '둘', '셋'].map((title) =>
          app().registerBook({ ...nothingSaid, title: `${title}째 새 책`, copies: [] }),
        ),
      )
      expect(new Set(others.map((one) => valueOf(one).book.bookNo)).size).toBe(3)
    })
  })

  describe('correcting', () => {
    it('reaches the shelf: the new name is found, the old one is not, and the next rental costs the new fee', async () => {
      const { book } = await registered('틀린이름')
      const changes = { title: '맞는이름', feeWon: 300 }
      expect(valueOf(await app().changeBook({ bookId: book.id, version: 1, changes }))).toMatchObject({ version: 2 })
      await deliverAll(library)
      expect(await found('맞는이름')).toEqual(['맞는이름'])
      expect(await found('틀린이름')).toEqual([])
      const { memberId } = await reader()
      const rented = valueOf(await app().rentBook({ memberId, bookId: book.id, commandKey: null }))
      expect(rented.rental.feeWon).toBe(300)
    })

    it('of what somebody changed meanwhile is refused, also in the same moment', async () => {
      const { book } = await registered('두 사람의 책')
      const change = (author: string, version: number) =>
        app().changeBook({ bookId: book.id, version, changes: { author } })
      valueOf(await change('먼저', 1))
      expect(await change('나중', 1)).toMatchObject({ refusals: [{ kind: 'stale-edit', version: '2' }] })
      expect((await kept(book.bookNo)).book.author).toBe('먼저')
      const both = await Promise.all([change('가', 2), change('나', 2)])
      expect(both.map(kindsOf).sort()).toEqual(['ok', ['stale-edit']])
      expect((await kept(book.bookNo)).book.version).toBe(3)
    })

    it('nothing tells nobody', async () => {
      const { book } = await registered('그대로인 책')
      expect(valueOf(await app().changeBook({ bookId: book.id, version: 1, changes: { author: '' } })).version).toBe(1)
      expect((await eventsOf(book.id)).map(({ type }) => type)).toEqual(['BookRegistered'])
    })

    it('to the ISBN of another book is refused, and a list that named the book before its correction names it still', async () => {
      const one = await registered('ISBN을 얻을 책')
      const other = await registered('ISBN이 있는 책', { isbn13: '9788949190020' })
      const set = (isbn13: string | null) => app().changeBook({ bookId: one.book.id, version: 1, changes: { isbn13 } })
      expect(await set('9788949190020')).toMatchObject({
        refusals: [{ kind: 'already-kept', bookId: other.book.id }],
      })
      valueOf(await set('9788970127248'))
      for (const isbn13 of [null, '9788970127248']) {
        const input = { ...nothingSaid, title: 'ISBN을 얻을 책', isbn13, copies: [] }
        expect(await app().registerBook(input)).toMatchObject({ refusals: [{ bookId: one.book.id }] })
      }
    })

    it('a wrong ISBN leaves it free for the book it belongs to', async () => {
      const { book } = await registered('ISBN이 틀린 책', { isbn13: '9791187011552' })
      valueOf(await app().changeBook({ bookId: book.id, version: 1, changes: { isbn13: '9788973810185' } }))
      expect((await registered('ISBN의 임자', { isbn13: '9791187011552' })).book.bookNo).toBeGreaterThan(book.bookNo)
    })
  })

  describe('copies', () => {
    it('are added with the next number and changed, and the shelf follows', async () => {
      const { book } = await registered('복본이 느는 책')
      const copy = valueOf(await app().addCopy({ bookId: book.id, barcode: 'C-2', callNumber: null }))
      expect(copy.copyNo).toBe(2)
      const changes = { barcode: 'C-2b', callNumber: '813 새' }
      valueOf(await app().changeCopy({ copyId: copy.copyId, version: 1, changes }))
      await deliverAll(library)
      expect((await shelved(book.id))[1]).toEqual({ state: 'in-circulation', call_number: '813 새', barcode: 'C-2b' })
      expect(await app().deskViews.copyOfBarcode('C-2b')).toEqual({
        ...{ copyId: copy.copyId, copyNo: 2, bookId: book.id, bookNo: book.bookNo },
        ...{ title: '복본이 느는 책', where: 'on-the-shelf' },
      })
      expect(await app().deskViews.copyOfBarcode('C-2')).toBeNull()
      const stale = await app().changeCopy({ copyId: copy.copyId, version: 1, changes: { barcode: null } })
      expect(stale).toMatchObject({ refusals: [{ kind: 'stale-edit', version: '2' }] })
    })

    it('that are lost keep their marks, and what is said of them later is said whole', async () => {
      const { book, copies } = await registered('잃어버린 책', {}, ['L-1'])
      const copyId = copies[0]?.copyId ?? fail()
      valueOf(await app().changeCopyState({ copyId, state: 'lost' }))
      valueOf(await app().changeCopy({ copyId, version: 2, changes: { callNumber: '새 자리' } }))
      await deliverAll(library)
      expect(await shelved(book.id)).toEqual([{ state: 'lost', call_number: '새 자리', barcode: 'L-1' }])
    })

    it('share no barcode, however fast', async () => {
      const [one, other] = [await registered('바코드 하나'), await registered('바코드 둘')]
      const add = (bookId: BookId) => app().addCopy({ bookId, barcode: 'ONE', callNumber: null })
      const both = await Promise.all([add(one.book.id), add(other.book.id)])
      expect(both.map(kindsOf).sort()).toEqual([['barcode-taken'], 'ok'])
      expect(await library.rows(`SELECT id FROM catalogue_copies WHERE barcode = 'ONE'`)).toHaveLength(1)
    })

    it('off the list: not while somebody has it, withdrawn when it was lent, without a trace otherwise', async () => {
      const { book, copies } = await registered('복본이 주는 책', {}, ['R-1', 'R-2'])
      const { memberId } = await reader()
      const rentalId = await rentalIn(library, memberId, book.id)
      const [{ copy_id: out } = fail()] = await library.rows<{ copy_id: string }>(
        'SELECT copy_id FROM rentals WHERE id = ?',
        [rentalId],
      )
      const [lent, unlent] = [copies.find((one) => one.copyId === out), copies.find((one) => one.copyId !== out)]
      if (!lent || !unlent) throw new Error('one of the two is out')
      const remove = (copy: typeof lent) => app().removeCopy({ copyId: copy.copyId, version: copy.version })
      expect(await remove(lent)).toMatchObject({
        refusals: [{ kind: 'on-loan', copies: [{ copyNo: lent.copyNo, dueOn: '2026-12-05' }] }],
      })
      expect(valueOf(await remove(unlent))).toEqual({ how: 'deleted' })
      valueOf(await app().returnBook({ memberId, rentalId, commandKey: null }))
      expect(valueOf(await remove(lent))).toEqual({ how: 'withdrawn' })
      await deliverAll(library)
      expect((await kept(book.bookNo)).copies).toMatchObject([{ copyNo: lent.copyNo, state: 'withdrawn' }])
      expect(await app().deskViews.copiesOf(book.bookNo)).toMatchObject([{ copyNo: lent.copyNo, where: 'withdrawn' }])
      // the barcode of the one that is gone may be given again, its number never
      const barcode = unlent.barcode
      const next = valueOf(await app().addCopy({ bookId: book.id, barcode, callNumber: null }))
      expect(next.copyNo).toBe(3)
    })
  })

  describe('taking out of the house', () => {
    const remove = (bookId: BookId, version = 1) => app().removeBook({ bookId, version })

    it('is refused while somebody has a copy, one is set aside, or somebody waits, and says so', async () => {
      const { book } = await registered('못 지우는 책')
      const [first, second] = [await reader(), await reader()]
      const rentalId = await rentalIn(library, first.memberId, book.id)
      expect(await remove(book.id)).toMatchObject({
        refusals: [{ kind: 'on-loan', title: '못 지우는 책', copies: [{ copyNo: 1, dueOn: '2026-12-05' }] }],
      })
      await heldBy(library, second, book.id)
      expect(kindsOf(await remove(book.id))).toEqual(['on-loan', 'members-waiting'])
      valueOf(await app().returnBook({ memberId: first.memberId, rentalId, commandKey: null }))
      expect(await remove(book.id)).toMatchObject({
        refusals: [
          { kind: 'set-aside', copyNos: [1] },
          { kind: 'members-waiting', waiting: 1 },
        ],
      })
      expect(await found('못 지우는 책')).toEqual(['못 지우는 책'])
    })

    it('of a book that was never lent leaves nothing but its number, and the book may come again', async () => {
      const isbn13 = '9788936433598'
      const { book } = await registered('지울 책', { isbn13 }, ['D-1'])
      expect(kindsOf(await remove(book.id, 7))).toEqual(['stale-edit'])
      expect(valueOf(await remove(book.id))).toEqual({ how: 'deleted' })
      await deliverAll(library)
      expect(await found('지울 책')).toEqual([])
      expect(await app().bookViews.book(book.bookNo)).toBeNull()
      expect(await library.rows('SELECT gram FROM title_grams WHERE book_no = ?', [book.bookNo])).toEqual([])
      expect(kindsOf(await remove(book.id, 2))).toEqual(['unknown-book'])
      const again = await registered('지울 책', { isbn13 }, ['D-1'])
      expect(again.book.bookNo).toBeGreaterThan(book.bookNo)
      expect(await found('지울 책')).toEqual(['지울 책'])
    })

    it('of a book that was lent archives it, its rental stays told, and it can be brought back', async () => {
      const { book } = await registered('보관할 책', { isbn13: '9788932473901' })
      const { memberId } = await reader()
      const rentalId = await rentalIn(library, memberId, book.id)
      valueOf(await app().returnBook({ memberId, rentalId, commandKey: null }))
      expect(valueOf(await remove(book.id))).toEqual({ how: 'archived' })
      await deliverAll(library)
      expect(await found('보관할 책')).toEqual([])
      expect(kindsOf(await app().rentBook({ memberId, bookId: book.id, commandKey: null }))).toEqual(['book-withdrawn'])
      expect(await app().views.returnedLately(memberId)).toMatchObject([{ title: '보관할 책' }])
      expect(
        (await app().bookViews.books({ standing: 'archived', order: 'title' }, 100)).map(({ title }) => title),
      ).toContain('보관할 책')
      const again = { ...nothingSaid, title: '보관할 책', isbn13: '9788932473901', copies: [] }
      expect(await app().registerBook(again)).toMatchObject({ refusals: [{ kind: 'already-kept', isArchived: true }] })
      const change = { bookId: book.id, version: 2, changes: { author: '누구' } }
      expect(kindsOf(await app().changeBook(change))).toEqual(['book-archived'])

      valueOf(await app().restoreBook({ bookId: book.id, version: 2 }))
      await deliverAll(library)
      expect(await found('보관할 책')).toEqual(['보관할 책'])
      expect(kindsOf(await app().rentBook({ memberId, bookId: book.id, commandKey: null }))).toBe('ok')
    })

    it('into the archive by wish, though it was never lent', async () => {
      const { book } = await registered('아껴 둘 책')
      const asked = { bookId: book.id, version: 1, mustStay: true }
      expect(valueOf(await app().removeBook(asked))).toEqual({ how: 'archived' })
      expect((await kept(book.bookNo)).book.standing).toBe('archived')
    })

    it('heard by lending after somebody has just rented it: the book goes when it is back', async () => {
      const { book } = await registered('엇갈린 책')
      valueOf(await remove(book.id))
      const { memberId } = await reader()
      const rentalId = await rentalIn(library, memberId, book.id)
      await deliverAll(library)
      expect(kindsOf(await app().returnBook({ memberId, rentalId, commandKey: null }))).toBe('ok')
      expect(await found('엇갈린 책')).toEqual([])
    })
  })
})

function fail(): never {
  throw new Error('there is none')
}
