/** `탈퇴`: what is still open, or what goes and what stays; and goodbye. Only a plain yes does it. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { LeaveRefusal } from '../domain/leave.js'
import type { BeforeLeaving } from '../usecases/views.js'
import { confirmation } from './my-data.js'
import { sayRefusals } from './refusal-words.js'
import { button, quick, text, textCard, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'
import { sayWon } from './words.js'

export function askToLeave(visit: Visit): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'leave', async (member) => {
    const before = await app.views.beforeLeaving(member.id)
    if (!before) return nobodyHere()
    const { refusals } = before
    if (refusals.length > 0) return notYet(app, refusals)
    return {
      intent: 'leave',
      outcome: 'ask',
      outputs: [
        textCard('정말 탈퇴할까요?', whatHappens(app, before), [
          button('탈퇴하기', '모두 확인했고 탈퇴할게요', { do: 'leave', nonce: confirmation(app, member.id) }),
          button('그만두기', '취소'),
        ]),
      ],
    }
  })
}

function whatHappens(app: App, { bonusWon, openHolds }: BeforeLeaving): string {
  const holds = openHolds > 0 ? ` 예약 ${openHolds}건은 취소돼요.` : ''
  return [
    `• 바로 지워요: 이름, 전화번호, 받은 알림, 무엇을 빌리고 예약했는지.${holds}`,
    `• 남겨요: 적립금 거래 기록. 이름과 책 제목 없이, 법에 따라 ${app.rules().privacy.ledgerYears}년 동안이에요.`,
    ...(bonusWon > 0 ? [`• 사라져요: 선물로 받은 적립금 ${sayWon(bonusWon)}. 환불되지 않아요.`] : []),
    '• 되돌릴 수 없어요. 다시 가입하시는 건 언제든 환영이에요.',
  ].join('\n')
}

function notYet(app: App, refusals: readonly LeaveRefusal[]): Reply {
  return {
    intent: 'leave',
    outcome: refusals[0]?.kind ?? 'ok',
    outputs: [textCard('아직 탈퇴할 수 없어요', sayRefusals(refusals), waysToLeave(app, refusals))],
    quickReplies: [quick('마이페이지'), quick('내 정보'), quick('처음으로')],
  }
}

/** What to do first, a tap each. */
function waysToLeave(app: App, refusals: readonly LeaveRefusal[]): Button[] {
  const desk = wayToDesk(app)
  const ways = refusals.flatMap((refusal): Button[] => {
    switch (refusal.kind) {
      case 'books-to-return': {
        const isAnyAtHome = refusal.books.some(({ inQuestion }) => inQuestion === null)
        const isAnyInQuestion = refusal.books.some(({ inQuestion }) => inQuestion !== null)
        return [...(isAnyAtHome ? [button('반납하기', '반납하기')] : []), ...(isAnyInQuestion ? [desk] : [])]
      }
      case 'points-to-refund':
        return [button('환불받기', '환불')]
      case 'refund-not-over':
        return refusal.refund.state === 'under-way' ? [] : [desk]
      case 'payment-not-over':
      case 'already-left':
        return []
    }
  })
  return ways.filter((way, index) => ways.findIndex(({ label }) => label === way.label) === index)
}

/** `nonce`: `null` when the words were typed. */
export async function leave(visit: Visit, nonce: string | null): Promise<Reply> {
  const { app, visitor } = visit
  const { member } = visitor
  if (!member) return nobodyHere()
  if (nonce !== null && nonce !== confirmation(app, member.id)) return askToLeave(visit)
  const left = await app.leaveLibrary(member.id)
  if (left.ok) return goodbye(member.name)
  return left.refusals[0].kind === 'already-left' ? nobodyHere() : notYet(app, left.refusals)
}

function goodbye(name: string): Reply {
  return {
    intent: 'leave',
    outcome: 'ok',
    outputs: [
      text(
        `${name}님, 탈퇴하셨어요. 개인정보를 모두 지웠어요. 그동안 함께해 주셔서 고마웠어요. 다시 오고 싶으실 때는 언제든 ‘회원가입’이라고 보내 주세요.`,
      ),
    ],
    quickReplies: [quick('책 찾기'), quick('회원가입', '회원가입', { do: 'signup' }), quick('처음으로')],
  }
}

function nobodyHere(): Reply {
  return {
    intent: 'leave',
    outcome: 'not-a-member',
    outputs: [text('지금은 회원이 아니에요. 지울 개인정보가 없어요.')],
    quickReplies: [quick('회원가입', '회원가입', { do: 'signup' }), quick('책 찾기'), quick('처음으로')],
  }
}

/** Membership rests on the consent: without it there is none. */
export function withdrawConsent(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'leave', () =>
    Promise.resolve({
      intent: 'leave',
      outcome: 'consent',
      outputs: [
        textCard(
          '개인정보 동의를 철회하시려면',
          '회원 정보는 가입하실 때 하신 동의로 보관해요. 동의를 철회하시면 회원으로 남으실 수 없어서, 탈퇴하시면 돼요. 탈퇴하시면 법에 따라 남기는 거래 기록 말고는 바로 지워 드려요.',
          [button('탈퇴', '탈퇴'), button('내 정보', '내 정보')],
        ),
      ],
      quickReplies: [quick('마이페이지'), quick('처음으로')],
    }),
  )
}
