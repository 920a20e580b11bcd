/** What the desk can do with books and copies. */
import { keptBook, keptBooks, type BookFilter, type BookPlace } from '../infra/db/catalogue-views.js'
import { isbnIn } from '../infra/isbn-in.js'
import type { Log } from '../log.js'
import type { BookSearch } from '../usecases/gateways.js'
import {
  changeBook,
  registerBook,
  removeBook,
  restoreBook,
  type ChangeBookInput,
  type RegisterInput,
  type RemoveBookInput,
  type RestoreBookInput,
} from '../usecases/keep-books.js'
import {
  addCopy,
  changeCopy,
  removeCopy,
  type AddCopyInput,
  type ChangeCopyInput,
  type RemoveCopyInput,
} from '../usecases/keep-copies.js'
import { lookUpIsbn } from '../usecases/look-up-isbn.js'
import type { RunInTx } from '../usecases/tx.js'
import type { Inside } from './inside.js'

export function booksApp({ sql, runInTx }: Inside, books: BookSearch, log: Log) {
  const onTrouble = (error: Error) => log.warn({ err: error }, 'the book search did not answer')
  return {
    bookViews: {
      book: (bookNo: number) => keptBook(sql, bookNo),
      books: (filter: BookFilter, limit: number, after?: BookPlace) => keptBooks(sql, filter, limit, after),
    },
    /** As it was typed or scanned. */
    lookUpIsbn: (typed: string) => lookUpIsbn({ runInTx, books, onTrouble }, isbnIn(typed) ?? typed),
  }
}

/** What changes them, as whoever tells it signs. */
export function bookStories(runInTx: RunInTx) {
  return {
    registerBook: (input: RegisterInput) => runInTx((tx) => registerBook(tx, input)),
    changeBook: (input: ChangeBookInput) => runInTx((tx) => changeBook(tx, input)),
    removeBook: (input: RemoveBookInput) => runInTx((tx) => removeBook(tx, input)),
    restoreBook: (input: RestoreBookInput) => runInTx((tx) => restoreBook(tx, input)),
    addCopy: (input: AddCopyInput) => runInTx((tx) => addCopy(tx, input)),
    changeCopy: (input: ChangeCopyInput) => runInTx((tx) => changeCopy(tx, input)),
    removeCopy: (input: RemoveCopyInput) => runInTx((tx) => removeCopy(tx, input)),
  }
}
