/** The shop's books: what they say, and whether they are right. */
import type { Day } from '../domain/time.js'
import { dayBooks } from '../infra/db/day-books.js'
import { ledgerTotals, proveLedger } from '../infra/db/ledger-proof.js'
import type { Bookkeeping } from '../usecases/ports/bookkeeping.js'
import type { Inside } from './inside.js'

export function bookkeeping({ sql }: Inside): { books: Bookkeeping } {
  return {
    books: {
      prove: () => proveLedger(sql),
      totals: () => ledgerTotals(sql),
      days: (from: Day, until: Day) => dayBooks(sql, from, until),
    },
  }
}
