/** What is written of books and copies, each with the line it leaves in the audit log. */
import { valueOf } from '../support/lines.js'
import type { AtDesk, Writes } from './write.js'

const aBook = {
  isbn13: null,
  title: '적는 책',
  author: '쓴이',
  publisher: '',
  publishedYear: 2026,
  kdc: null,
  feeWon: 700,
  volume: null,
  series: null,
  coverUrl: null,
} as const

let barcodes = 0

export function bookWrites({ library, boss }: AtDesk): Writes {
  let titles = 0
  async function kept() {
    const marks = { callNumber: '813', barcode: null }
    const made = await library().app.registerBook({ ...aBook, title: `적는 책 ${++titles}`, copies: [marks] })
    const { book, copies } = valueOf(made)
    const [copy] = copies
    return { ...book, copyId: copy?.copyId ?? '', path: `/books/${book.bookNo}` }
  }
  const ifMatch = async (path: string) => (await boss().get(path)).etag
  return {
    'POST /books': async () => ({
      path: '/books',
      ask: {
        body: {
          title: `새 책 ${++titles}`,
          isbn13: '979-11-9800-000-2',
          copies: [{ callNumber: null, barcode: 'A-1' }],
        },
      },
      line: { action: 'book-registered', before: null, after: { title: `새 책 ${titles}`, copies: 1 } },
    }),
    'PATCH /books/{bookNo}': async () => {
      const { id, path } = await kept()
      const line = { action: 'book-changed', subject: id, before: { feeWon: 700 }, after: { feeWon: 500 } }
      return { path, ask: { body: { feeWon: 500 }, ifMatch: await ifMatch(path) }, line }
    },
    'DELETE /books/{bookNo}': async () => {
      const { id, path } = await kept()
      const line = { action: 'book-removed', subject: id, after: { how: 'deleted' } }
      return { path, ask: { ifMatch: await ifMatch(path) }, line }
    },
    'POST /books/{bookNo}/restore': async () => {
      const { id, version, path } = await kept()
      valueOf(await library().app.removeBook({ bookId: id, version, mustStay: true }))
      const line = { action: 'book-restored', subject: id }
      return { path: `${path}/restore`, ask: { ifMatch: await ifMatch(path) }, line }
    },
    'POST /books/{bookNo}/copies': async () => {
      const { id, path } = await kept()
      const body = { callNumber: '813.7', barcode: `C-${++barcodes}` }
      return {
        path: `${path}/copies`,
        ask: { body },
        line: { action: 'copy-added', after: { bookId: id, copyNo: 2, ...body } },
      }
    },
    'PATCH /copies/{copyId}': async () => {
      const { copyId } = await kept()
      const [before, after] = [{ callNumber: '813' }, { callNumber: '820' }]
      const line = { action: 'copy-changed', subject: copyId, before, after }
      return { path: `/copies/${copyId}`, ask: { body: after, ifMatch: '"1"' }, line }
    },
    'DELETE /copies/{copyId}': async () => {
      const { copyId, id } = await kept()
      const line = { action: 'copy-removed', subject: copyId, after: { bookId: id, copyNo: 1, how: 'deleted' } }
      return { path: `/copies/${copyId}`, ask: { ifMatch: '"1"' }, line }
    },
  }
}
