/** Buttons for everything a member does with a book. What they say, typed by hand, does the same. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { BookId, HoldId, RentalId } from '../domain/ids.js'
import { button } from './reply.js'
import { sayNumbered } from './words.js'

type Numbered = { readonly title: string; readonly bookNo: number }
type OnShelf = Numbered & { readonly bookId: BookId }
type AtHome = Numbered & { readonly rentalId: RentalId }
type InLine = Numbered & { readonly holdId: HoldId }

export function rentButton(app: App, book: OnShelf): Button {
  return button('대여하기', `${sayNumbered(book)} 대여하기`, { do: 'rent', bookId: book.bookId, nonce: app.newNonce() })
}

export function returnButton(app: App, book: AtHome): Button {
  const tap = { do: 'return', rentalId: book.rentalId, nonce: app.newNonce() } as const
  return button('반납하기', `${sayNumbered(book)} 반납하기`, tap)
}

export function renewButton(app: App, book: AtHome): Button {
  const tap = { do: 'renew', rentalId: book.rentalId, nonce: app.newNonce() } as const
  return button('연장하기', `${sayNumbered(book)} 연장하기`, tap)
}

export function renewAllButton(app: App): Button {
  return button('모두 연장', '모두 연장', { do: 'renew-all', nonce: app.newNonce() })
}

export function claimButton(book: AtHome): Button {
  const tap = { do: 'claim', rentalId: book.rentalId } as const
  return button('이미 반납했어요', `${sayNumbered(book)} 이미 반납했어요`, tap)
}

export function holdButton(app: App, book: OnShelf, label = '예약하기'): Button {
  return button(label, `${sayNumbered(book)} 예약하기`, { do: 'hold', bookId: book.bookId, nonce: app.newNonce() })
}

export function cancelHoldButton(book: InLine): Button {
  return button('예약 취소', `${sayNumbered(book)} 예약 취소`, { do: 'hold-cancel', holdId: book.holdId })
}

export function showButton(book: OnShelf): Button {
  return button('책 보기', sayNumbered(book), { do: 'book', bookId: book.bookId })
}
