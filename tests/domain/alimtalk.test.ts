/** What an Alimtalk template's variables say of a notice. */
import { describe, expect, it } from '@jest/globals'
import { alimtalkOf, type ToldBook, type ToldFacts } from '../../src/domain/alimtalk.js'
import type { BookId, DepositId, HoldId, LedgerLineId, RefundId, RentalId } from '../../src/domain/ids.js'
import type { NoticeBody } from '../../src/domain/notice.js'

const book = (title: string, dueOn: string, daysLate: number): ToldBook => ({ title, dueOn, daysLate })
const said = (body: NoticeBody, more: Partial<ToldFacts> = {}) =>
  alimtalkOf({ notice: { body }, memberName: '홍길동', balanceWon: 3_000, books: [], soon: [], title: null, ...more })

const hold = { holdId: 'h-1' as HoldId, bookId: 'b-1' as BookId }
const title = '소년이 온다'
const refundId = 'f-1' as RefundId

describe('the variables of an Alimtalk', () => {
  it('about late books name the first, how many more, the longest delay and the number of the notice', () => {
    const books = [book('첫 책', '2026-12-05', 2), book('둘째 책', '2026-11-30', 7), book('셋째 책', '2026-12-06', 1)]
    expect(said({ kind: 'overdue', items: [], number: 3, soon: [] }, { books })).toEqual({
      template: 'overdue',
      variables: {
        이름: '홍길동',
        도서명: '첫 책 외 2권',
        권수: '3',
        반납일: '2026년 12월 5일',
        연체일수: '7',
        안내횟수: '3',
      },
    })
  })

  it('about one book name it alone', () => {
    expect(said({ kind: 'due-soon', items: [] }, { books: [book('첫 책', '2027-01-01', 0)] })).toEqual({
      template: 'due-soon',
      variables: { 이름: '홍길동', 도서명: '첫 책', 권수: '1', 반납일: '2027년 1월 1일' },
    })
  })

  it('of an overdue notice with nothing late any more are a reminder of what is due soon', () => {
    const soon = [book('곧 책', '2026-12-06', -1)]
    expect(said({ kind: 'overdue', items: [], number: 1, soon: [] }, { soon })).toEqual({
      template: 'due-soon',
      variables: { 이름: '홍길동', 도서명: '곧 책', 권수: '1', 반납일: '2026년 12월 6일' },
    })
  })

  it.each<NoticeBody>([
    { kind: 'overdue', items: [], number: 1, soon: [] },
    { kind: 'due-soon', items: [] },
  ])('are none when no book is left to speak of: %j', (body) => expect(said(body)).toBeNull())

  it.each<[NoticeBody, Record<string, string>]>([
    [
      { kind: 'hold-ready', ...hold, pickupUntil: '2028-02-29' },
      { 도서명: title, 수령기한: '2028년 2월 29일' },
    ],
    [{ kind: 'hold-put-back', ...hold }, { 도서명: title }],
    [{ kind: 'hold-expired', ...hold }, { 도서명: title }],
    [{ kind: 'hold-dropped', ...hold }, { 도서명: title }],
    [
      { kind: 'claim-settled', rentalId: 'r-1' as RentalId, isFound: true },
      { 도서명: title, 확인결과: '반납 확인' },
    ],
    [
      { kind: 'claim-settled', rentalId: 'r-1' as RentalId, isFound: false },
      { 도서명: title, 확인결과: '아직 찾지 못함' },
    ],
    [
      { kind: 'deposit-paid', depositId: 'd-1' as DepositId, amountWon: 10_000 },
      { 금액: '10000', 잔액: '3000' },
    ],
    [
      { kind: 'deposit-failed', depositId: 'd-1' as DepositId, amountWon: 10_100, why: 'given-back' },
      { 금액: '10100' },
    ],
    [
      { kind: 'points-given', lineId: 'l-1' as LedgerLineId, amountWon: 500, reason: '찢어진 책' },
      { 금액: '500', 사유: '찢어진 책', 잔액: '3000' },
    ],
    [
      { kind: 'refund-settled', refundId, step: 'through', kakaoPayWon: 10_000, deskWon: 2_000 },
      {
        금액: '12000',
        잔액: '3000',
        환불결과: '카카오페이 결제 취소 10000원, 도서관에서 받으실 금액 2000원',
      },
    ],
    [
      { kind: 'refund-settled', refundId, step: 'through', kakaoPayWon: 500, deskWon: 0 },
      { 금액: '500', 잔액: '3000', 환불결과: '카카오페이 결제 취소 500원' },
    ],
    [
      { kind: 'refund-settled', refundId, step: 'paid-out', kakaoPayWon: 0, deskWon: 2_000 },
      { 금액: '2000', 잔액: '3000', 환불결과: '도서관에서 받으신 금액 2000원' },
    ],
    [
      { kind: 'refund-settled', refundId, step: 'put-back', kakaoPayWon: 0, deskWon: 2_000 },
      { 금액: '2000', 잔액: '3000', 환불결과: '적립금에 다시 넣은 금액 2000원' },
    ],
  ])('of %j', (body, variables) =>
    expect(said(body, { title })).toEqual({ template: body.kind, variables: { 이름: '홍길동', ...variables } }),
  )

  it.each(['cancelled', 'failed', 'expired'] as const)('say nothing of a payment that was only %s', (why) => {
    expect(said({ kind: 'deposit-failed', depositId: 'd-1' as DepositId, amountWon: 10_000, why })).toBeNull()
  })

  it('speak of no title that is not there', () => {
    expect(said({ kind: 'hold-expired', ...hold })).toBeNull()
  })
})
