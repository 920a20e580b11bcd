/** How members ask for money back, and how much of it they mean. */
import { describe, expect, it } from '@jest/globals'
import { understand } from '../../src/skills/understand.js'

const ways: readonly (readonly [amountWon: number | null, ways: readonly string[]])[] = [
  [
    null,
    [
      ...['환불', '환불해줘', '환불 신청', '전액 환불', '전액 환불 신청', '전액 환불해 주세요', '환불 받고 싶어요'],
      ...['적립금 환불', '적립금 돌려줘', '적립금 다 돌려주세요', '남은 적립금 전부 돌려받고 싶어요'],
      ...['충전한 돈 돌려주세요', '결제 취소해 주세요', '환불 어떻게 해요?', '환불 되나요'],
    ],
  ],
  [10_000, ['만원 환불', '만 원 환불해줘', '적립금 만원 돌려줘', '만원만 돌려줘', '환불 만원', '만원 환불 신청']],
  [5_000, ['5천원 환불 부탁드려요', '5000원 환불', '5000 환불', '적립금에서 5천원만 환불해 주세요', '5천원 정도 환불']],
  [12_000, ['12,000원 환불', '12,000원 환불 신청해줘']],
  [0, ['0원 환불', '0원 환불 신청']],
]

describe('money back', () => {
  it.each(ways.flatMap(([amountWon, said]) => said.map((one) => [one, amountWon] as const)))(
    '‘%s’ asks how %d won are to go back, and does nothing yet',
    (said, amountWon) => {
      expect(understand(said)).toMatchObject({ want: 'refund', amountWon, isOrder: false })
    },
  )

  it.each([
    ['12,000원 환불 신청', 12_000],
    ['500원 환불 신청', 500],
    ['1,234,567원 환불 신청!', 1_234_567],
  ])('‘%s’, as the button says it, does it', (said, amountWon) => {
    expect(understand(said)).toEqual({ want: 'refund', amountWon, isOrder: true })
  })

  it.each(['환불원정대', '환불의 기술', '책 돌려줘', '소년이 온다 돌려줘', '환불 안 할래요', '환불 취소'])(
    '‘%s’ asks for none',
    (said) => {
      expect(understand(said).want).not.toBe('refund')
    },
  )
})
