/** Every no, said kindly: one sentence per reason. A reason without words does not compile. */
import type { DepositRefusal } from '../domain/deposit.js'
import type { JoinRefusal } from '../domain/member.js'
import type { ButtonUsed, RentRefusal, ReturnRefusal } from '../domain/rental.js'
import { sayDay, sayTitle, sayWon } from './words.js'

export type Said = RentRefusal | ButtonUsed | ReturnRefusal | JoinRefusal | DepositRefusal

type Words = { readonly [K in Said['kind']]: (refusal: Extract<Said, { kind: K }>) => string }

const words: Words = {
  'unknown-book': () => '그 책을 찾지 못했어요. 제목이나 지은이로 다시 찾아볼까요?',
  'book-withdrawn': ({ title }) => `${sayTitle(title)}, 이제는 대여하지 않는 책이에요. 다른 책을 찾아볼까요?`,
  'already-yours': ({ title, dueOn }) => `${sayTitle(title)}, 이미 빌리신 책이에요. 반납일은 ${sayDay(dueOn)}이에요.`,
  'already-rented': ({ title, firstDueOn }) =>
    `${sayTitle(title)}, 지금은 모두 대여 중이에요. ${firstDueOn ? `가장 빠른 반납 예정일은 ${sayDay(firstDueOn)}이에요.` : '반납되면 바로 빌릴 수 있어요.'}`,
  'overdue-blocks': ({ count, daysLate }) =>
    `반납일이 ${daysLate}일 지난 책이 있어요.${count > 1 ? ` (모두 ${count}권)` : ''} 반납하시면 바로 다시 빌릴 수 있어요.`,
  'rental-limit-reached': ({ limit }) =>
    `한 번에 ${limit}권까지 빌릴 수 있어요. 한 권을 반납하시면 새로 빌릴 수 있어요.`,
  'balance-too-low': ({ feeWon, balanceWon, missingWon }) =>
    `적립금이 ${sayWon(missingWon)} 모자라요. (대여료 ${sayWon(feeWon)}, 잔액 ${sayWon(balanceWon)})`,
  'button-used': ({ title }) => `이미 쓴 버튼이에요. ${sayTitle(title)}, 또 빌리시려면 아래에서 책을 다시 봐 주세요.`,
  'unknown-rental': () => '반납할 대여를 찾지 못했어요. 마이페이지에서 대여 중인 책을 확인해 주세요.',
  'already-returned': ({ title, returnedOn }) => `${sayTitle(title)}, 이미 반납하셨어요. (${sayDay(returnedOn)} 반납)`,
  'already-a-member': ({ name }) => `${name}님은 이미 회원이에요.`,
  'phone-taken': () => '이미 가입된 전화번호예요. 다른 번호를 보내시거나, 본인 번호가 맞다면 도서관에 문의해 주세요.',
  'amount-too-small': ({ minWon }) => `${sayWon(minWon)}부터 충전할 수 있어요.`,
  'amount-too-large': ({ maxWon }) => `한 번에 ${sayWon(maxWon)}까지 충전할 수 있어요.`,
  'balance-would-be-too-large': ({ balanceWon, balanceMaxWon, roomWon }) =>
    `적립금은 ${sayWon(balanceMaxWon)}까지 가질 수 있어요. 지금 ${sayWon(balanceWon)}이 있어서 ${roomWon > 0 ? `${sayWon(roomWon)}까지 충전할 수 있어요.` : '더 충전할 수 없어요.'}`,
}

function sayRefusal<K extends Said['kind']>(refusal: Extract<Said, { kind: K }>): string {
  const say = words[refusal.kind] as unknown as (refusal: Said) => string
  return say(refusal)
}

/** All reasons together, the most important first. */
export function sayRefusals(refusals: readonly Said[]): string {
  return refusals.map((refusal) => sayRefusal(refusal)).join('\n')
}
