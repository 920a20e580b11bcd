/** Why a wallet is not moved by hand, and why money does not go back. */
import { said, type Said } from './said.js'

export const moneyProblems = {
  'not-an-amount': said(422, 'The amount is not a sum of money', '1원 이상의 금액을 적어 주세요.'),
  'reason-missing': said(422, 'A reason is needed', '까닭을 적어 주세요. 회원의 적립금 내역에 그대로 보여요.'),
  'reason-too-long': said(422, 'The reason is too long', '까닭은 100자 안으로 적어 주세요.'),
  'more-than-given': said(
    409,
    'More than the house has given',
    '남은 선물까지만 되찾을 수 있어요. 낸 돈은 환불로 돌려드려요.',
  ),
  'amount-too-small': said(422, 'Less than may be deposited at a time', '한 번에 충전할 수 있는 금액보다 적어요.'),
  'amount-too-large': said(422, 'More than may be deposited at a time', '한 번에 충전할 수 있는 금액보다 많아요.'),
  'balance-would-be-too-large': said(409, 'The balance would be too large', '가질 수 있는 적립금을 넘어요.'),
  'already-left': said(409, 'The member has left', '탈퇴한 회원이에요.'),
  'nothing-to-refund': said(409, 'There is nothing to give back', '돌려드릴 돈이 없어요. 선물은 환불되지 않아요.'),
  'refund-too-small': said(422, 'The sum is too small', '1원 이상의 금액을 적어 주세요.'),
  'refund-too-large': said(
    409,
    'More than can be given back',
    '돌려드릴 수 있는 돈보다 많아요. 선물은 환불되지 않아요.',
  ),
  'refund-under-way': said(409, 'A refund is under way', '앞의 환불이 아직 끝나지 않았어요. 환불 목록을 봐 주세요.'),
  'refund-stands-otherwise': said(
    409,
    'The refund stands otherwise',
    '그사이 처리된 환불이에요. 목록을 새로 봐 주세요.',
  ),
  'note-missing': said(422, 'How it was paid out is missing', '현금, 계좌이체처럼 어떻게 드렸는지 적어 주세요.'),
  'note-holds-number': said(
    422,
    'An account number is not kept here',
    '계좌번호는 적지 말고 계좌이체라고만 적어 주세요.',
  ),
  'member-left': said(409, 'The member has left', '탈퇴한 회원이라 적립금에 넣을 수 없어요.'),
} as const satisfies Record<string, Said>
