/** For people without KakaoTalk, at the desk: their money back, what they have read forgotten, and leaving. */
import type { App } from '../app.js'
import { memberNumber } from '../domain/member.js'
import { wonAtDesk, wonByKakaoPay } from '../domain/refund.js'
import { readAmount } from './amounts.js'
import { commandKeyOf } from './command-keys.js'
import { done, notDone, type Command, type Said } from './command.js'
import { memberNamed, sayNumbered, type MemberAtDesk } from './member-handles.js'
import { refundNumber } from './refunds.js'
import { sayWon } from './words.js'

export const departures: readonly Command[] = [
  {
    words: ['환불 신청', 'refunds request'],
    takes: '회원번호|전화번호 금액|전액',
    does: '카카오톡을 쓰지 않는 회원의 환불을 신청해요. 예) 환불 신청 9f3a01bc 전액',
    run: requestRefund,
  },
  {
    words: ['회원 기록지우기', 'members forget'],
    takes: '회원번호|전화번호 확인',
    does: '돌려준 책의 기록을 그 회원과 이어지지 않게 지워요. 되돌릴 수 없어요',
    run: forgetHistory,
  },
  {
    words: ['회원 탈퇴', 'members leave'],
    takes: '회원번호|전화번호 확인',
    does: '회원을 탈퇴시켜요. ‘확인’을 빼면 할 수 있는지만 봐요',
    run: leave,
  },
]

async function requestRefund(app: App, [word, sum, ...more]: readonly string[]): Promise<Said> {
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  const amountWon = sum === '전액' ? 'all' : readAmount(sum)
  if (amountWon === null || more.length > 0)
    return notDone('회원 뒤에 금액이나 ‘전액’을 적어 주세요. 예) 환불 신청 9f3a01bc 5000')
  const { memberId } = member
  // the same line typed twice on one day is the same command
  const commandKey = commandKeyOf(memberId, 'refund', String(amountWon), app.today())
  const asked = await app.requestRefund({ memberId, amountWon, commandKey })
  if (!asked.ok) return notDone(...asked.refusals.map(sayNoRefund))
  const { parts } = asked.value
  const [kakaoWon, deskWon] = [wonByKakaoPay(parts), wonAtDesk(parts)]
  const number = refundNumber(asked.value)
  return done(
    `환불 ${sayWon(asked.value.amountWon)}을 신청했어요. ${sayNumbered(member)} · 환불번호 ${number}`,
    ...(kakaoWon > 0 ? [`${sayWon(kakaoWon)}은 카카오페이 결제를 취소해 돌려드려요.`] : []),
    ...(deskWon > 0
      ? [`${sayWon(deskWon)}은 창구에서 드리고 이렇게 적어 주세요. 환불 지급 ${number} 현금`]
      : ['‘환불 목록’에서 끝났는지 볼 수 있어요.']),
  )
}

type RefundRefusal = Extract<Awaited<ReturnType<App['requestRefund']>>, { ok: false }>['refusals'][number]

function sayNoRefund(refusal: RefundRefusal): string {
  switch (refusal.kind) {
    case 'nothing-to-refund':
      return refusal.atDeskWon > 0
        ? `더 돌려드릴 돈이 없어요. ${sayWon(refusal.atDeskWon)}은 이미 창구에서 드릴 환불이에요. ‘환불 목록’을 봐 주세요.`
        : '돌려드릴 돈이 없어요. 선물로 받은 적립금은 환불되지 않아요.'
    case 'refund-too-small':
      return '1원 이상의 금액을 적어 주세요.'
    case 'refund-too-large':
      return `돌려드릴 수 있는 돈은 ${sayWon(refusal.refundableWon)}이에요. 선물은 환불되지 않아요.`
    case 'refund-under-way':
      return `앞의 환불 ${sayWon(refusal.amountWon)}이 아직 끝나지 않았어요. ‘환불 목록’을 봐 주세요.`
  }
}

async function forgetHistory(app: App, [word, isSure, ...more]: readonly string[]): Promise<Said> {
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  if (isSure !== '확인' || more.length > 0)
    return notDone(
      `되돌릴 수 없어요. 정말 지우려면 이렇게 적어 주세요. 회원 기록지우기 ${memberNumber(member)} 확인`,
      '지금 빌린 책과 예약, 적립금은 그대로예요.',
    )
  const forgotten = await app.forgetHistory(member.memberId)
  const { rentals, untold } = forgotten.ok ? forgotten.value : { rentals: 0, untold: 0 }
  return done(
    `${sayNumbered(member)} · 돌려준 책 ${rentals}권의 기록을 지웠어요.`,
    ...(untold > 0 ? [`아직 알림이 가는 중인 ${untold}건은 남았어요. 내일 다시 적어 주세요.`] : []),
  )
}

async function leave(app: App, [word, isSure, ...more]: readonly string[]): Promise<Said> {
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  const before = await app.views.beforeLeaving(member.memberId)
  if (!before) return notDone(sayNoLeaving({ kind: 'already-left' }, member))
  if (before.refusals.length > 0) return notDone(...before.refusals.map((refusal) => sayNoLeaving(refusal, member)))
  if (isSure !== '확인' || more.length > 0)
    return notDone(
      `탈퇴할 수 있어요. 되돌릴 수 없으니 본인인지 확인하고 이렇게 적어 주세요. 회원 탈퇴 ${memberNumber(member)} 확인`,
      ...(before.bonusWon > 0 ? [`선물 ${sayWon(before.bonusWon)}은 없어져요.`] : []),
    )
  const left = await app.leaveLibrary(member.memberId)
  if (!left.ok) return notDone(...left.refusals.map((refusal) => sayNoLeaving(refusal, member)))
  return done(
    `탈퇴했어요. ${member.name} 님의 이름과 전화번호, 읽은 기록을 지웠어요.`,
    '적립금 거래 기록은 이름과 책 제목 없이 법에 따라 5년 동안 남아요. 언제든 다시 가입할 수 있어요.',
  )
}

type LeaveRefusal = Extract<Awaited<ReturnType<App['leaveLibrary']>>, { ok: false }>['refusals'][number]

function sayNoLeaving(refusal: LeaveRefusal, member: MemberAtDesk): string {
  switch (refusal.kind) {
    case 'already-left':
      return '그런 회원이 없어요.'
    case 'books-to-return':
      return `먼저 돌려받을 책이 있어요. ${refusal.books.map(({ bookNo, title }) => `${title} #${bookNo}`).join(', ')}`
    case 'payment-not-over':
      return `${sayWon(refusal.amountWon)} 결제를 확인하고 있어요. 몇 분 뒤에 다시 적어 주세요.`
    case 'refund-not-over':
      return `${sayWon(refusal.refund.amountWon)} 환불이 끝나지 않았어요. ‘환불 목록’을 봐 주세요.`
    case 'points-to-refund':
      return `적립금 ${sayWon(refusal.amountWon)}이 남았어요. 먼저 이렇게 적어 주세요. 환불 신청 ${memberNumber(member)} 전액`
  }
}
