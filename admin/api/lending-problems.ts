/** Why a copy is not rented, returned or renewed at the counter; the sentence that is answered names book, day and member. */
import { said, type Said } from './said.js'

export const lendingProblems = {
  'book-withdrawn': said(409, 'The book is withdrawn', '더는 빌려주지 않기로 한 책이에요.'),
  'already-yours': said(409, 'The member has this book already', '이 회원이 이미 빌린 책이에요.'),
  'lost-blocks': said(409, 'The member has lost a book', '이 회원의 분실을 먼저 정리해 주세요.'),
  'overdue-blocks': said(409, 'The member has a late book', '이 회원에게 늦은 책이 있어요.'),
  'rental-limit-reached': said(409, 'The member has as many books as may be', '이 회원은 더 빌릴 수 없어요.'),
  'already-rented': said(409, 'Every copy is out', '모두 대여 중이에요.'),
  'held-for-others': said(409, 'Others have been waiting for it', '먼저 예약한 분이 있어요.'),
  suspended: said(409, 'The member is suspended', '이 회원은 늦은 반납으로 지금 빌릴 수 없어요.'),
  blocked: said(409, 'The member is blocked', '이 회원은 지금 이용이 막혀 있어요.'),
  'balance-too-low': said(409, 'The balance is less than the fee', '적립금이 모자라요.'),
  'copy-not-lendable': said(409, 'The copy is lost, damaged, in repair or withdrawn', '지금 빌려줄 수 없는 책이에요.'),
  'copy-is-out': said(409, 'The copy is out with somebody', '다른 회원이 빌린 것으로 적혀 있어요. 먼저 반납해 주세요.'),
  'copy-set-aside': said(409, 'The copy is set aside for somebody', '예약한 분이 있어요. 따로 두세요.'),
  'copy-not-out': said(409, 'Nobody has the copy', '빌려 간 사람이 없는 책이에요.'),
  'already-returned': said(409, 'It is back already', '이미 반납된 책이에요.'),
  'rental-in-question': said(409, 'It is being looked for, or lost', '찾고 있거나 분실로 적힌 책이에요.'),
  'renewal-limit-reached': said(409, 'It was renewed as often as may be', '더 연장할 수 없어요.'),
  'too-soon-to-renew': said(409, 'It is too soon to renew', '아직 연장할 수 없어요.'),
  'others-wait': said(409, 'Others wait for it', '기다리는 분이 있어서 연장할 수 없어요.'),
  'not-a-return-day': said(422, 'It cannot have come back on that day', '그날로는 반납을 적을 수 없어요.'),
} as const satisfies Record<string, Said>
