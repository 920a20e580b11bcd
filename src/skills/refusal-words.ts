/** Every no, said kindly: one sentence per reason. A reason without words does not compile. */
import type { ClaimRefusal } from '../domain/claim.js'
import type { DepositRefusal } from '../domain/deposit.js'
import type { CancelHoldRefusal, HoldRefusal, HoldState } from '../domain/hold.js'
import type { LeaveRefusal, OpenBook, OpenRefund } from '../domain/leave.js'
import type { LinkRefusal } from '../domain/link.js'
import type { JoinRefusal, PhoneRefusal } from '../domain/member.js'
import type { RefundRefusal } from '../domain/refund.js'
import type { RenewRefusal } from '../domain/renewal.js'
import type { ButtonUsed, RentRefusal } from '../domain/rental.js'
import type { ReturnRefusal } from '../domain/return.js'
import type { Day } from '../domain/time.js'
import { cut } from './reply.js'
import { sayDay, sayExpected, sayTitle, sayWon } from './words.js'

export type Said =
  | RentRefusal
  | ButtonUsed
  | ReturnRefusal
  | RenewRefusal
  | ClaimRefusal
  | HoldRefusal
  | CancelHoldRefusal
  | JoinRefusal
  | LinkRefusal
  | PhoneRefusal
  | DepositRefusal
  | LeaveRefusal
  | RefundRefusal

type Words = { readonly [K in Said['kind']]: (refusal: Extract<Said, { kind: K }>) => string }

const words: Words = {
  'unknown-book': () => '그 책을 찾지 못했어요. 제목이나 지은이로 다시 찾아볼까요?',
  'book-withdrawn': ({ title }) => `${sayTitle(title)}, 이제는 대여하지 않는 책이에요. 다른 책을 찾아볼까요?`,
  'already-yours': ({ title, dueOn }) => `${sayTitle(title)}, 이미 빌리신 책이에요. 반납일은 ${sayDay(dueOn)}이에요.`,
  'already-rented': ({ title, firstDueOn }) =>
    `${sayTitle(title)}, 지금은 모두 대여 중이에요. ${firstDueOn ? `가장 빠른 반납 예정일은 ${sayDay(firstDueOn)}이에요.` : '언제 돌아올지는 아직 알 수 없어요.'}`,
  'overdue-blocks': ({ count, daysLate, suspendedUntil }) =>
    `반납일이 ${daysLate}일 지난 책이 있어요.${count > 1 ? ` (모두 ${count}권)` : ''} ${sayAfterReturn(suspendedUntil)}`,
  'lost-blocks': ({ title }) =>
    `${sayTitle(title)}, 분실 처리된 책이에요. 도서관에 문의해 주시면 다시 빌릴 수 있게 도와드려요.`,
  'rental-limit-reached': ({ limit }) =>
    `한 번에 ${limit}권까지 빌릴 수 있어요. 한 권을 반납하시면 새로 빌릴 수 있어요.`,
  'balance-too-low': ({ feeWon, balanceWon, missingWon }) =>
    `적립금이 ${sayWon(missingWon)} 모자라요. (대여료 ${sayWon(feeWon)}, 잔액 ${sayWon(balanceWon)})`,
  'held-for-others': ({ title, waiting }) =>
    `${sayTitle(title)}, 먼저 예약하신 분이 ${waiting}명 있어요. 그다음에 빌릴 수 있어요.`,
  suspended: ({ until }) =>
    `늦게 반납하셔서 ${sayDay(until)}까지 대여, 연장, 예약이 멈춰 있어요. 그다음 날부터 다시 할 수 있어요.`,
  blocked: ({ until }) => `${sayDay(until)}까지는 대여, 연장, 예약을 할 수 없어요. 궁금한 점은 도서관에 물어봐 주세요.`,
  'button-used': ({ title }) => `이미 쓴 버튼이에요. ${sayTitle(title)}, 또 빌리시려면 아래에서 책을 다시 봐 주세요.`,
  'unknown-rental': () => '그 대여를 찾지 못했어요. 마이페이지에서 대여 중인 책을 확인해 주세요.',
  'already-returned': ({ title, returnedOn }) => `${sayTitle(title)}, 이미 반납하셨어요. (${sayDay(returnedOn)} 반납)`,
  'rental-in-question': ({ title, why }) =>
    why === 'lost'
      ? `${sayTitle(title)}, 분실로 처리된 책이에요. 도서관에 문의해 주세요.`
      : `${sayTitle(title)}, 반납하셨다고 하셔서 도서관에서 찾아보고 있어요. 확인되면 알려 드릴게요.`,
  'renewal-limit-reached': ({ title, times, dueOn }) =>
    `${sayTitle(title)}, ${times > 0 ? `${times}번까지 연장할 수 있는데 이미 하셨어요.` : '연장할 수 없어요.'} ${sayDay(dueOn)}까지 반납해 주세요.`,
  'too-soon-to-renew': ({ title, from, dueOn }) =>
    `${sayTitle(title)}, ${sayDay(from)}부터 연장할 수 있어요. 지금 반납일은 ${sayDay(dueOn)}이에요.`,
  'others-wait': ({ title, waiting, dueOn }) =>
    `${sayTitle(title)}, 기다리는 분이 ${waiting}명 있어서 연장할 수 없어요. 반납일인 ${sayDay(dueOn)}까지 반납해 주세요.`,
  'claim-was-checked': ({ title }) =>
    `${sayTitle(title)}, 도서관에서 찾아봤지만 찾지 못했어요. 한 번 더 찾아보시고, 도서관에 문의해 주세요.`,
  'already-held': ({ title, place }) =>
    place.kind === 'ready'
      ? `${sayTitle(title)}, 예약하신 책이 준비돼 있어요. ${sayDay(place.until)}까지 대여하세요.`
      : `${sayTitle(title)}, 이미 예약하셨어요. 내 순서는 ${place.position}번째예요. ${sayWhen(sayExpected(place))}`,
  'copies-free': ({ title }) => `${sayTitle(title)}, 예약하지 않아도 지금 바로 빌릴 수 있어요.`,
  'no-copies': ({ title }) => `${sayTitle(title)}, 돌아올 책이 없어서 예약할 수 없어요. 다른 책을 찾아볼까요?`,
  'hold-limit-reached': ({ limit }) => `예약은 ${limit}권까지 할 수 있어요. 하나를 취소하시면 새로 예약할 수 있어요.`,
  'unknown-hold': () => '그 예약을 찾지 못했어요. ‘내 예약’에서 확인해 주세요.',
  'hold-over': ({ title, state }) => `${sayTitle(title)}, ${overBecause[state]}`,
  'already-a-member': ({ name }) => `${name}님은 이미 회원이에요.`,
  'phone-taken': () => '이미 가입된 전화번호예요. 다른 번호를 보내시거나, 본인 번호가 맞다면 도서관에 문의해 주세요.',
  'already-left': () => '지금은 회원이 아니에요. 다시 가입하시면 이용하실 수 있어요.',
  'books-to-return': ({ books }) => `아직 돌려주지 않으신 책이 있어요. ${sayOpenBooks(books)}`,
  'payment-not-over': ({ amountWon }) => `${sayWon(amountWon)} 결제를 확인하고 있어요. 몇 분 뒤에 다시 말씀해 주세요.`,
  'refund-not-over': ({ refund }) =>
    `${sayWon(refund.amountWon)} 환불이 아직 끝나지 않았어요. ${whileRefunding[refund.state]}`,
  'points-to-refund': ({ amountWon }) => `적립금 ${sayWon(amountWon)}이 남아 있어요. 먼저 환불받아 주세요.`,
  'same-phone': () => '이미 그 번호로 등록돼 있어요.',
  'unknown-member': () => '회원 정보를 찾지 못했어요. 도서관에 문의해 주세요.',
  'too-many-tries': () => '번호가 여러 번 맞지 않았어요. 내일 다시 하시거나 도서관에 문의해 주세요.',
  'amount-too-small': ({ minWon }) => `${sayWon(minWon)}부터 충전할 수 있어요.`,
  'amount-too-large': ({ maxWon }) => `한 번에 ${sayWon(maxWon)}까지 충전할 수 있어요.`,
  'balance-would-be-too-large': ({ balanceWon, balanceMaxWon, roomWon }) =>
    `적립금은 ${sayWon(balanceMaxWon)}까지 가질 수 있어요. 지금 ${sayWon(balanceWon)}이 있어서 ${roomWon > 0 ? `${sayWon(roomWon)}까지 충전할 수 있어요.` : '더 충전할 수 없어요.'}`,
  'nothing-to-refund': ({ bonusWon, atDeskWon }) =>
    [
      '지금은 환불해 드릴 적립금이 없어요.',
      ...(bonusWon > 0
        ? [`남은 ${sayWon(bonusWon)}은 선물로 받으신 적립금이라 환불되지 않지만, 대여에 쓰실 수 있어요.`]
        : []),
      ...(atDeskWon > 0 ? [sayAtDesk(atDeskWon)] : []),
    ].join('\n'),
  'refund-too-small': () => '1원부터 환불할 수 있어요. 얼마를 돌려받으실지 다시 보내 주세요. 예) 만원 환불',
  'refund-too-large': ({ refundableWon, bonusWon }) =>
    `${sayWon(refundableWon)}까지 환불할 수 있어요.${bonusWon > 0 ? ' 선물로 받으신 적립금은 환불되지 않아요.' : ''}`,
  'refund-under-way': ({ amountWon, isParked }) =>
    isParked
      ? `신청하신 ${sayWon(amountWon)} 환불을 도서관에서 확인하고 있어요. 확인되면 이어서 돌려드리고 알려 드릴게요.`
      : `신청하신 ${sayWon(amountWon)} 환불을 카카오페이에서 처리하고 있어요. 끝나면 알려 드릴게요.`,
}

/** What waits of a refund at the desk. */
export function sayAtDesk(won: number): string {
  return `${sayWon(won)}은 도서관에서 받으실 수 있어요. 도서관에 연락해 주시면 계좌나 현금으로 드려요.`
}

const whileRefunding: { readonly [S in OpenRefund['state']]: string } = {
  'under-way': '보통 몇 분이면 끝나고, 끝나면 알려 드려요. 그 뒤에 다시 말씀해 주세요.',
  parked: '도서관에서 확인하고 있어요. 끝나는 대로 알려 드려요.',
  'at-desk': '도서관에서 받으신 뒤에 탈퇴하실 수 있어요.',
}

const titlesAtMost = 5
const inQuestion = { claimed: ' (반납 확인 중)', lost: ' (분실 처리)' } as const

/** `『소년이 온다』, 『희랍어 시간』 (분실 처리) 외 2권` */
function sayOpenBooks(books: readonly OpenBook[]): string {
  const named = books
    .slice(0, titlesAtMost)
    .map((book) => `${sayTitle(cut(book.title, 30))}${book.inQuestion ? inQuestion[book.inQuestion] : ''}`)
  const more = books.length > titlesAtMost ? ` 외 ${books.length - titlesAtMost}권` : ''
  return `${named.join(', ')}${more}`
}

const overBecause: { readonly [S in HoldState]: string } = {
  waiting: '아직 기다리고 있는 예약이에요.',
  ready: '지금 대여하실 수 있는 예약이에요.',
  collected: '예약하신 책을 이미 빌려 가셨어요.',
  cancelled: '이미 취소하신 예약이에요.',
  expired: '기한이 지나서 이미 끝난 예약이에요.',
  dropped: '대여할 수 있는 책이 없어 끝난 예약이에요.',
}

/** What comes of it when the late books come back today. */
export function sayAfterReturn(suspendedUntil: Day | null): string {
  return suspendedUntil
    ? `오늘 반납하시면 ${sayDay(suspendedUntil)}까지 대여, 연장, 예약이 멈춰요.`
    : '반납하시면 바로 다시 빌리거나 연장, 예약할 수 있어요.'
}

/** `12월 12일(토)쯤 차례가 올 것 같아요.` */
function sayWhen(expected: string | null): string {
  return expected ? `${expected} 차례가 올 것 같아요.` : '언제 차례가 올지는 아직 알 수 없어요.'
}

function sayRefusal<K extends Said['kind']>(refusal: Extract<Said, { kind: K }>): string {
  const say = words[refusal.kind] as unknown as (refusal: Said) => string
  return say(refusal)
}

/** All reasons together, the most important first. */
export function sayRefusals(refusals: readonly Said[]): string {
  return refusals.map((refusal) => sayRefusal(refusal)).join('\n')
}
