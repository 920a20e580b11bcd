/** What members and librarians call the kinds of movements of a wallet: said alike in the chat and at the desk. */
import type { LedgerKind } from './domain/money.js'

export const ledgerWords: { readonly [K in LedgerKind]: string } = {
  'rental-fee': '대여료',
  deposit: '충전',
  refund: '환불',
  'refund-returned': '환불 취소',
  bonus: '선물',
  'bonus-taken': '선물 회수',
}
