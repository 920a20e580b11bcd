/** What a member can do about the reasons why not, a tap each. A reason that was not thought of does not compile. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { HoldRefusal } from '../domain/hold.js'
import type { BookId } from '../domain/ids.js'
import { isRenewable, type RenewRefusal } from '../domain/renewal.js'
import type { RentRefusal } from '../domain/rental.js'
import type { HeldBook, RentedBook } from '../usecases/views.js'
import { cancelHoldButton, holdButton, renewButton, rentButton, returnButton } from './deed-buttons.js'
import { depositButton } from './deposit.js'
import { button } from './reply.js'
import { wayToDesk } from './way-to-desk.js'

/** The book they are about, and how the member stands with its line. */
export type About = {
  readonly book: { readonly bookId: BookId; readonly bookNo: number; readonly title: string } | null
  readonly hold?: HeldBook | null
  readonly mayHold?: boolean
  /** The member's own rental of it. */
  readonly rental?: RentedBook | null
}

type Reason = RentRefusal | HoldRefusal | RenewRefusal

/** The most important first, each once. */
export function waysOut(app: App, refusals: readonly Reason[], about: About): Button[] {
  const ways = refusals.flatMap((refusal) => wayOut(app, refusal, about))
  return ways.filter((way, index) => ways.findIndex(({ label }) => label === way.label) === index)
}

function wayOut(app: App, refusal: Reason, { book, hold, rental, mayHold = false }: About): Button[] {
  switch (refusal.kind) {
    case 'balance-too-low':
      return [depositButton(app, refusal.missingWon)]
    case 'already-yours':
      return [
        book ? returnButton(app, { ...book, rentalId: refusal.rentalId }) : button('반납하기', '반납하기'),
        ...(rental && isRenewable(rental) ? [renewButton(app, rental)] : []),
      ]
    case 'lost-blocks':
    case 'blocked':
    case 'rental-in-question':
      return [wayToDesk(app)]
    case 'overdue-blocks':
    case 'rental-limit-reached':
      return [button('반납하기', '반납하기')]
    case 'already-rented':
    case 'held-for-others':
      if (hold) return [cancelHoldButton(hold)]
      return mayHold && book ? [holdButton(app, book)] : []
    case 'already-held':
      return [
        ...(refusal.place.kind === 'ready' && book ? [rentButton(app, book)] : []),
        ...(hold ? [cancelHoldButton(hold)] : []),
      ]
    case 'copies-free':
      return book ? [rentButton(app, book)] : []
    case 'hold-limit-reached':
      return [button('내 예약', '내 예약')]
    case 'suspended':
    case 'no-copies':
    case 'book-withdrawn':
    case 'unknown-book':
    case 'unknown-rental':
    case 'already-returned':
    case 'renewal-limit-reached':
    case 'too-soon-to-renew':
    case 'others-wait':
      return []
  }
}
