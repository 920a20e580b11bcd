/** Every no at the counter, in a sentence for the librarian. A reason without words does not compile. */
import type { CounterRenewRefusal, CounterRentRefusal } from '../../src/domain/counter.js'
import type { CopyState } from '../../src/domain/events.js'
import type { NotAReturnDay } from '../../src/domain/return.js'
import type { Day } from '../../src/domain/time.js'
import type { Problem } from './problems.js'
import { dayWords, titleWords, wonWords } from './words.js'

export type CounterRefusal = CounterRentRefusal | CounterRenewRefusal | NotAReturnDay | { kind: 'unknown-member' }

type Words = { readonly [K in CounterRefusal['kind']]: (refusal: Extract<CounterRefusal, { kind: K }>) => string }

const becauseOf: Readonly<Record<Exclude<CopyState, 'in-circulation'>, string>> = {
  lost: '분실로 적힌 책이에요. 찾았으면 책 화면에서 상태를 먼저 바꿔 주세요.',
  damaged: '파손으로 적힌 책이에요. 고쳤으면 책 화면에서 상태를 먼저 바꿔 주세요.',
  'in-repair': '수리 중으로 적힌 책이에요. 고쳤으면 책 화면에서 상태를 먼저 바꿔 주세요.',
  withdrawn: '더는 빌려주지 않기로 한 책이에요. 따로 두세요.',
}

const words: Words = {
  'unknown-copy': () => '그런 책이 없어요. 다시 찍어 주세요.',
  'unknown-member': () => '그런 회원이 없어요. 회원을 다시 찾아 주세요.',
  'unknown-book': () => '그런 책이 없어요. 다시 찍어 주세요.',
  'book-withdrawn': ({ title }) => `${titleWords(title)}, 더는 빌려주지 않기로 한 책이에요. 따로 두세요.`,
  'already-yours': ({ title, dueOn }) =>
    `${titleWords(title)}, 이 회원이 이미 빌린 책이에요. 반납일은 ${dayWords(dueOn)}이에요. 한 사람이 같은 책을 두 권 빌릴 수 없어요.`,
  'lost-blocks': ({ title }) => `이 회원이 잃어버린 책이 있어요. ${titleWords(title)}, 분실을 먼저 정리해 주세요.`,
  'overdue-blocks': ({ count, daysLate, suspendedUntil }) =>
    `이 회원에게 ${daysLate}일 늦은 책이 있어요.${count > 1 ? ` 모두 ${count}권이에요.` : ''} ${afterReturn(suspendedUntil)}`,
  'rental-limit-reached': ({ limit }) => `이 회원은 이미 ${limit}권을 빌렸어요. 한 권을 반납하면 빌릴 수 있어요.`,
  'already-rented': ({ title, firstDueOn }) =>
    `${titleWords(title)}, 모두 대여 중이에요.${firstDueOn ? ` ${dayWords(firstDueOn)}에 돌아올 책이 있어요.` : ''}`,
  'held-for-others': ({ title, waiting }) =>
    `${titleWords(title)}, 먼저 예약한 분이 ${waiting}명 있어요. 이 책은 그분들 몫이에요.`,
  suspended: ({ until }) => `이 회원은 늦은 반납으로 ${dayWords(until)}까지 빌릴 수 없어요.`,
  blocked: ({ until }) => `이 회원은 ${dayWords(until)}까지 이용이 막혀 있어요. 까닭은 회원 화면에 있어요.`,
  'balance-too-low': ({ feeWon, balanceWon, missingWon }) =>
    `적립금이 ${wonWords(missingWon)} 모자라요. 대여료는 ${wonWords(feeWon)}, 잔액은 ${wonWords(balanceWon)}이에요.`,
  'copy-not-lendable': ({ title, state }) => `${titleWords(title)}, ${becauseOf[state]}`,
  'copy-is-out': ({ title, memberName }) =>
    `${titleWords(title)}, ${memberName} 님이 빌린 것으로 적혀 있어요. 먼저 반납해 주세요.`,
  'copy-set-aside': ({ title, memberName, pickupUntil }) =>
    `${titleWords(title)}, ${memberName} 님이 예약한 책이에요. ${dayWords(pickupUntil)}까지 따로 두세요.`,
  'copy-not-out': ({ title }) => `${titleWords(title)}, 빌려 간 사람이 없어서 연장할 수 없어요.`,
  'not-a-return-day': ({ earliest, latest }) =>
    earliest === latest
      ? `반납일은 오늘(${dayWords(latest)})만 적을 수 있어요.`
      : `반납일은 ${dayWords(earliest)}부터 ${dayWords(latest)}까지 적을 수 있어요.`,
  'unknown-rental': () => '그사이 반납된 책이에요. 다시 찍어 주세요.',
  'already-returned': ({ title, returnedOn }) => `${titleWords(title)}, ${dayWords(returnedOn)}에 이미 반납됐어요.`,
  'rental-in-question': ({ title, why }) =>
    why === 'lost'
      ? `${titleWords(title)}, 분실로 적혀 있어서 연장할 수 없어요.`
      : `${titleWords(title)}, 회원이 반납했다고 한 책이에요. 여기 있다면 반납으로 처리해 주세요.`,
  'renewal-limit-reached': ({ title, times, dueOn }) =>
    `${titleWords(title)}, ${times > 0 ? `${times}번까지만 연장할 수 있는데 이미 했어요.` : '연장할 수 없어요.'} ${dayWords(dueOn)}까지 반납해야 해요.`,
  'too-soon-to-renew': ({ title, from }) => `${titleWords(title)}, ${dayWords(from)}부터 연장할 수 있어요.`,
  'others-wait': ({ title, waiting, dueOn }) =>
    `${titleWords(title)}, 기다리는 분이 ${waiting}명 있어서 연장할 수 없어요. ${dayWords(dueOn)}까지 반납해야 해요.`,
}

function afterReturn(suspendedUntil: Day | null): string {
  return suspendedUntil
    ? `오늘 반납해도 ${dayWords(suspendedUntil)}까지는 빌릴 수 없어요.`
    : '반납하면 바로 다시 빌릴 수 있어요.'
}

/** All reasons, the most important first: its code, and a sentence each. */
export function sayAtDesk<R extends CounterRefusal>(refusals: readonly [R, ...R[]]): Problem {
  const [{ kind, ...facts }] = refusals
  const say = (refusal: CounterRefusal) => (words[refusal.kind] as (refusal: CounterRefusal) => string)(refusal)
  return { problem: kind, facts, detail: refusals.map(say).join(' ') }
}
