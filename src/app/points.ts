/** What the desk does to wallets by hand, what the shop's books say, and whether they are right. */
import type { Day } from '../domain/time.js'
import { dayBooks } from '../infra/db/day-books.js'
import { ledgerTotals, proveLedger } from '../infra/db/ledger-proof.js'
import { givePoints, takeCash, takePointsBack, type ByHandInput } from '../usecases/keep-points.js'
import type { Bookkeeping } from '../usecases/ports/bookkeeping.js'
import type { Inside } from './inside.js'

export function pointsApp({ sql, runInTx }: Inside) {
  const books: Bookkeeping = {
    prove: () => proveLedger(sql),
    totals: () => ledgerTotals(sql),
    days: (from: Day, until: Day) => dayBooks(sql, from, until),
  }
  return {
    books,
    givePoints: (input: ByHandInput) => runInTx((tx) => givePoints(tx, input)),
    takePointsBack: (input: ByHandInput) => runInTx((tx) => takePointsBack(tx, input)),
    takeCash: (input: ByHandInput) => runInTx((tx) => takeCash(tx, input)),
  }
}
