/** What an Alimtalk template's variables say of a notice. The template's text is Kakao's to approve; its variables are these. */
import type { NoticeBody, NoticeKind, RefundStep } from './notice.js'
import type { Day } from './time.js'

export type ToldBook = { readonly title: string; readonly dueOn: Day; readonly daysLate: number }

/** Facts of the moment the message leaves. */
export type ToldFacts = {
  readonly notice: { readonly body: NoticeBody }
  readonly memberName: string
  readonly balanceWon: number
  /** The rentals it speaks of that are still so. */
  readonly books: readonly ToldBook[]
  /** Of an overdue notice: what is due soon besides. */
  readonly soon: readonly ToldBook[]
  /** The title a hold or a claim is about. */
  readonly title: string | null
}

export type AlimtalkWords = { readonly template: NoticeKind; readonly variables: Readonly<Record<string, string>> }

/**
 * Which template, and its variables by name, without `#{}`: `이름`, `도서명` (the first title and how many more), `권수`,
 * `반납일`, `연체일수`, `안내횟수`, `수령기한`, `확인결과`, `금액`, `사유`, `잔액`, `환불결과`; all of those that belong to the template. `null` when
 * there is nothing left to say: a template with an empty variable is refused.
 */
export function alimtalkOf(facts: ToldFacts): AlimtalkWords | null {
  const { body } = facts.notice
  switch (body.kind) {
    case 'due-soon':
      return dueSoon(facts, facts.books)
    case 'overdue':
      return overdue(facts, body.number) ?? dueSoon(facts, facts.soon)
    case 'hold-ready':
      return about(facts, { 수령기한: sayDate(body.pickupUntil) })
    case 'hold-put-back':
    case 'hold-expired':
    case 'hold-dropped':
      return about(facts, {})
    case 'claim-settled':
      return about(facts, { 확인결과: body.isFound ? '반납 확인' : '아직 찾지 못함' })
    case 'deposit-paid':
      return {
        template: body.kind,
        variables: { 이름: facts.memberName, 금액: `${body.amountWon}`, 잔액: `${facts.balanceWon}` },
      }
    case 'deposit-failed':
      return body.why === 'given-back'
        ? { template: body.kind, variables: { 이름: facts.memberName, 금액: `${body.amountWon}` } }
        : null
    case 'points-given':
      return {
        template: body.kind,
        variables: {
          이름: facts.memberName,
          금액: `${body.amountWon}`,
          사유: body.reason,
          잔액: `${facts.balanceWon}`,
        },
      }
    case 'refund-settled':
      return {
        template: body.kind,
        variables: {
          이름: facts.memberName,
          금액: `${body.kakaoPayWon + body.deskWon}`,
          잔액: `${facts.balanceWon}`,
          환불결과: sayRefund(body),
        },
      }
  }
}

/** `카카오페이 결제 취소 10000원, 도서관에서 받으실 금액 2000원` */
function sayRefund({ step, kakaoPayWon, deskWon }: Extract<NoticeBody, { kind: 'refund-settled' }>): string {
  return [
    ...(kakaoPayWon > 0 ? [`카카오페이 결제 취소 ${kakaoPayWon}원`] : []),
    ...(deskWon > 0 ? [`${atDesk[step]} ${deskWon}원`] : []),
  ].join(', ')
}

const atDesk: { readonly [S in RefundStep]: string } = {
  through: '도서관에서 받으실 금액',
  'paid-out': '도서관에서 받으신 금액',
  'put-back': '적립금에 다시 넣은 금액',
}

function overdue({ memberName, books }: ToldFacts, number: number): AlimtalkWords | null {
  const spoken = bookFacts(books)
  if (!spoken) return null
  const days = Math.max(...books.map(({ daysLate }) => daysLate))
  const variables = { 이름: memberName, ...spoken, 연체일수: `${days}`, 안내횟수: `${number}` }
  return { template: 'overdue', variables }
}

function dueSoon({ memberName }: ToldFacts, books: readonly ToldBook[]): AlimtalkWords | null {
  const spoken = bookFacts(books)
  return spoken && { template: 'due-soon', variables: { 이름: memberName, ...spoken } }
}

function about({ notice, memberName, title }: ToldFacts, more: Record<string, string>): AlimtalkWords | null {
  return title ? { template: notice.body.kind, variables: { 이름: memberName, 도서명: title, ...more } } : null
}

function bookFacts(books: readonly ToldBook[]): Record<string, string> | null {
  const [first] = books
  if (!first) return null
  return {
    도서명: books.length > 1 ? `${first.title} 외 ${books.length - 1}권` : first.title,
    권수: `${books.length}`,
    반납일: sayDate(first.dueOn),
  }
}

/** `2026년 12월 5일` */
function sayDate(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}년 ${month}월 ${date}일`
}
