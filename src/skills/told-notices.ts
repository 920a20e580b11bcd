/** 알림 내역: what the member was told unasked, when, and whether it arrived. */
import type { NoticeBody } from '../domain/notice.js'
import type { ToldNotice } from '../usecases/views.js'
import { quick, text, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'
import { sayHour, sayWon } from './words.js'

const shownAtMost = 10

export function toldNotices(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'mypage', async (member) => {
    const told = await visit.app.views.toldNotices(member.id, shownAtMost)
    const lines = told.map(({ body, state, createdAt, sentAt }) =>
      [sayHour(sentAt ?? createdAt), sayWhat(body), outcomes[state]].filter(Boolean).join(' · '),
    )
    return {
      intent: 'mypage',
      outcome: lines.length > 0 ? 'ok' : 'nothing-told',
      outputs: [text(lines.length > 0 ? ['최근 알림이에요.', ...lines].join('\n') : '아직 보내 드린 알림이 없어요.')],
      quickReplies: [quick('마이페이지'), quick('내 예약'), quick('도서관 문의'), quick('처음으로')],
    }
  })
}

function sayWhat(body: NoticeBody): string {
  switch (body.kind) {
    case 'due-soon':
      return `반납일 안내 · ${body.items.length}권`
    case 'overdue':
      return `연체 안내 ${body.number}번째 · ${body.items.length}권`
    case 'hold-ready':
      return '예약 도서 준비'
    case 'hold-put-back':
      return '예약 도서 준비 취소'
    case 'hold-expired':
      return '예약 기한 지남'
    case 'hold-dropped':
      return '예약 종료'
    case 'claim-settled':
      return body.isFound ? '반납 확인' : '반납 확인 안 됨'
    case 'deposit-paid':
      return `충전 ${sayWon(body.amountWon)}`
    case 'deposit-failed':
      return `결제 금액 돌려드림 ${sayWon(body.amountWon)}`
    case 'points-given':
      return `선물 적립금 ${sayWon(body.amountWon)}`
    case 'refund-settled':
      return `${steps[body.step]} ${sayWon(body.kakaoPayWon + body.deskWon)}`
  }
}

const steps = { through: '환불 진행', 'paid-out': '도서관 환불', 'put-back': '환불 되돌림' } as const

const outcomes: { readonly [S in ToldNotice['state']]: string } = {
  waiting: '',
  sending: '',
  accepted: '보냈어요',
  delivered: '전달됨',
  unreachable: '카카오톡으로 닿지 않았어요',
  dropped: '',
}
