/** The greeting, and the way on from anywhere. */
import { josa } from 'es-hangul'
import type { NoticePolicy } from '../domain/policy.js'
import { quick, text, textCard, type Reply } from './reply.js'
import type { Denied } from './negations.js'
import type { Visit } from './visit.js'
import { sayWon } from './words.js'

export function greet({ app, visitor }: Visit): Reply {
  const { name } = app.library
  const who = visitor.member ? `${visitor.member.name}님, ` : ''
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [
      textCard(
        josa(name, '이에요/예요'),
        `${who}안녕하세요! 찾는 책의 제목이나 지은이를 그냥 보내 주세요.\n예) 소년이 온다 / 한강 책 / 소년이 온다 빌려줘`,
      ),
    ],
    quickReplies: waysOn(visitor.member !== null),
  }
}

/** Everything the bot does, a tap away. */
export function waysOn(isMember: boolean) {
  const join = isMember ? [] : [quick('회원가입', '회원가입', { do: 'signup' })]
  return [
    ...join,
    quick('책 찾기'),
    quick('마이페이지'),
    quick('적립금 충전'),
    quick('반납하기'),
    quick('연장하기'),
    quick('내 예약'),
    quick('추천 도서'),
    quick('운영 시간'),
    quick('도서관 문의'),
  ]
}

export function staleButton({ visitor }: Visit): Reply {
  return {
    intent: 'unknown',
    outcome: 'stale-button',
    outputs: [text('예전 버튼이라 더는 쓸 수 없어요. 아래에서 다시 골라 주세요.')],
    quickReplies: waysOn(visitor.member !== null),
  }
}

export function cancelled({ visitor }: Visit): Reply {
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [text('그만할게요. 다른 일을 도와드릴까요?')],
    quickReplies: waysOn(visitor.member !== null),
  }
}

const undone: { readonly [D in Denied]?: string } = {
  rent: '알겠어요, 빌리지 않을게요. 이미 빌린 책은 언제든 반납하실 수 있어요.',
  return:
    '알겠어요, 반납으로 처리하지 않았어요. 다 읽으시면 ‘반납’이라고 보내 주세요. 잘못 반납하셨다면 도서관에 문의해 주세요.',
  renew: '알겠어요, 연장하지 않을게요. 지금 반납일은 마이페이지에서 볼 수 있어요.',
  hold: '알겠어요, 예약은 그대로 두었어요. 예약한 책은 ‘내 예약’에서 볼 수 있어요.',
  deposit:
    '알겠어요, 충전하지 않을게요. 이미 결제하셨다면 쓰지 않은 적립금은 돌려받으실 수 있어요. ‘환불’이라고 보내 주세요.',
  refund: '알겠어요, 환불하지 않을게요. 이미 신청하신 환불을 되돌리고 싶으시면 도서관에 문의해 주세요.',
}

/** Who says no hears that nothing was done, and what can be done instead. */
export function leftAsIs({ visitor }: Visit, deed: Denied | null): Reply {
  const said = deed && undone[deed]
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [text(said ?? '알겠어요, 아무것도 바꾸지 않았어요. 원하시는 일을 말씀해 주세요.')],
    quickReplies: [...(deed === 'deposit' ? [quick('환불')] : []), ...waysOn(visitor.member !== null)],
  }
}

/** The house rules in short. */
export function tellRules({ app, visitor }: Visit): Reply {
  const { loanDays, rentalLimit, feeWon, renewal, hold, notices, suspensionDaysPerLateDay } = app.rules()
  return {
    intent: 'help',
    outcome: 'ok',
    outputs: [
      textCard(
        '이용 규칙',
        [
          `• 기간: ${loanDays}일`,
          `• 권수: 한 번에 ${rentalLimit}권까지`,
          `• 대여료: 한 권에 보통 ${sayWon(feeWon)}, 적립금에서 나가요.`,
          ...(renewal.times > 0
            ? [
                `• 연장: 반납일 ${renewal.fromDaysBefore}일 전부터 ${renewal.times}번, ${renewal.days}일씩 (기다리는 분이 없을 때)`,
              ]
            : []),
          `• 예약: 모두 대여 중인 책은 ${hold.limit}권까지. 차례가 되면 ${hold.pickupDays}일 동안 맡아 둬요.`,
          ...sayNotices(notices),
          '• 연체료는 없어요. 다만 연체 중에는 새로 빌릴 수 없어요.',
          ...(suspensionDaysPerLateDay > 0
            ? [`• 늦게 반납하시면 하루에 ${suspensionDaysPerLateDay}일씩 대여, 연장, 예약이 멈춰요.`]
            : []),
        ].join('\n'),
      ),
    ],
    quickReplies: waysOn(visitor.member !== null),
  }
}

/** `반납 1일 전, 연체 1·3·7·14일째와 그 뒤 7일마다 카카오톡으로 알려 드려요. 연체 알림은 모두 6번까지예요.` */
function sayNotices({ dueSoonDaysBefore, overdueDays, thenEveryDays, atMost }: NoticePolicy): string[] {
  const before = dueSoonDaysBefore > 0 ? [`반납 ${dueSoonDaysBefore}일 전`] : []
  const after = atMost > overdueDays.length ? `와 그 뒤 ${thenEveryDays}일마다` : '에'
  const late = atMost > 0 ? [`연체 ${overdueDays.slice(0, atMost).join('·')}일째${after}`] : []
  const when = [...before, ...late]
  if (when.length === 0) return []
  const last = late.length > 0 ? ` 연체 알림은 모두 ${atMost}번까지예요.` : ''
  return [`• 알림: ${when.join(', ')}${late.length > 0 ? '' : '에'} 카카오톡으로 알려 드려요.${last}`]
}
