/** What the columns of the shop's books are called, in their order. */
export const dayBookWords = {
  byKakaoPayWon: '카카오페이 충전',
  inCashWon: '현금 충전',
  feesPaidWon: '대여료 수입(낸 돈)',
  feesBonusWon: '대여료(선물로 냄)',
  refundsWon: '환불 신청',
  refundsPutBackWon: '환불 취소',
  backByKakaoPayWon: '카카오페이로 돌려줌',
  backAtDeskWon: '창구에서 돌려줌',
  giftsWon: '선물 드림',
  giftsTakenWon: '선물 회수·소멸',
  owedWon: '남은 적립금(낸 돈)',
  giftsLeftWon: '남은 선물',
} as const
