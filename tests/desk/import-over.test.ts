/** An import that is over, or on its way back, takes in nothing more, and one that is not on its way back loses nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { decideUndoBook } from '../../src/domain/book-removal.js'
import type { Book, Copy } from '../../src/domain/book.js'
import type { BookId, CopyId, ImportId } from '../../src/domain/ids.js'
import { bookKeyOf } from '../../src/infra/book-key.js'
import { beginImport, undoImportedBook } from '../../src/usecases/keep-imports.js'
import { stockCatalogue } from '../../src/usecases/stock-catalogue.js'
import { fileOf } from '../catalogue-file/book-list.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { kindsOf, valueOf } from '../support/lines.js'
import { storiesOn, type Stories } from '../support/stories.js'

const recordOf = (title: string) => {
  const book = { isbn13: null, title, author: '', publisher: '', publishedYear: null }
  const rest = {
    kdc: null,
    feeWon: null,
    popularity: 0,
    volume: null,
    series: null,
    coverUrl: null,
    copies: 1,
    marks: [],
  }
  return { record: { ...book, ...rest, bookKey: bookKeyOf(book) }, copiesAtLeast: 1 }
}

describe.each(engines)('an import on %s', (engine) => {
  let library: Library
  let stories: Stories
  beforeAll(async () => {
    library = await openLibrary(engine)
    stories = storiesOn(library.app.dataSource, library.app.now)
  })
  afterAll(() => library.close())

  const begun = async () =>
    valueOf(await stories.runInTx((tx) => beginImport(tx, { fileName: '도서목록.csv', startedBy: '사서' }))).id
  const call = (state: string, id: ImportId) => library.rows('UPDATE imports SET state = ? WHERE id = ?', [state, id])
  const kept = (title: string) =>
    library.rows<{ id: BookId }>(`SELECT id FROM catalogue_books WHERE title = ? AND state = 'kept'`, [title])

  it('that is being taken back takes in nothing, not even what was decided before', async () => {
    const importId = await begun()
    const how = { importId, isTrial: false }
    const late = await stories.runInTx(async (tx) => {
      const decided = await stockCatalogue(tx, [recordOf('늦은 책')], how)
      await call('undoing', importId)
      return decided
    })
    expect(kindsOf(late)).toEqual(['import-over'])
    expect(kindsOf(await stories.runInTx((tx) => stockCatalogue(tx, [recordOf('늦은 책')], how)))).toEqual([
      'import-over',
    ])
    expect(await kept('늦은 책')).toEqual([])
  })

  it('loses no book that nobody asked to take back', async () => {
    const asked = { path: await fileOf('도서명\n남을 책\n'), fileName: '도서목록.csv', startedBy: '사서' }
    const { importId, done } = await library.app.startImport(asked)
    await done
    const [book] = await kept('남을 책')
    if (!book) throw new Error('it was not taken in')
    await stories.runInTx((tx) => undoImportedBook(tx, { importId, bookId: book.id }))
    expect(await kept('남을 책')).toHaveLength(1)
  })
})

it('a book for which somebody waits stays when its import is taken back, though its copies go', () => {
  const importId = 'import' as ImportId
  const { record } = recordOf('기다리는 책')
  const { copies: _copies, marks: _marks, ...facts } = record
  const book: Book = { ...facts, id: 'book' as BookId, bookNo: 1_001, standing: 'kept', version: 1, importId }
  const copy: Copy = {
    ...{ copyId: 'copy' as CopyId, bookId: book.id, copyNo: 1, state: 'lost', version: 1, importId },
    ...{ callNumber: null, barcode: null },
  }
  const undone = (waiting: number) =>
    decideUndoBook({ book, copies: [copy], inUse: { waiting, wasLent: false, copies: new Map() } }, importId)
  expect(undone(1)).toMatchObject({ book: null, copies: [{ how: 'deleted' }] })
  expect(undone(0)).toMatchObject({ book: { standing: 'deleted' }, copies: [{ how: 'deleted' }] })
})
