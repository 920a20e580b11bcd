/** What the desk can do with books and copies. */
import { keptBook, keptBooks, type BookFilter } from '../infra/db/catalogue-views.js'
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
import type { Inside } from './inside.js'

export function booksApp({ sql, runInTx }: Inside, books: BookSearch, log: Log) {
  const onTrouble = (error: Error) => log.warn({ err: error }, 'the book search did not answer')
  return {
    bookViews: {
      book: (bookNo: number) => keptBook(sql, bookNo),
      books: (filter: BookFilter, afterBookNo: number, limit: number) => keptBooks(sql, filter, afterBookNo, limit),
    },
    lookUpIsbn: (isbn13: string) => lookUpIsbn({ runInTx, books, onTrouble }, isbn13),
    registerBook: (input: RegisterInput) => runInTx((tx) => registerBook(tx, input)),
    changeBook: (input: ChangeBookInput) => runInTx((tx) => changeBook(tx, input)),
    removeBook: (input: RemoveBookInput) => runInTx((tx) => removeBook(tx, input)),
    restoreBook: (input: RestoreBookInput) => runInTx((tx) => restoreBook(tx, input)),
    addCopy: (input: AddCopyInput) => runInTx((tx) => addCopy(tx, input)),
    changeCopy: (input: ChangeCopyInput) => runInTx((tx) => changeCopy(tx, input)),
    removeCopy: (input: RemoveCopyInput) => runInTx((tx) => removeCopy(tx, input)),
  }
}
