/** 환불: what was paid and not used goes back; first a card that says how much and where to, then a tap that does it. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import { wonAtDesk, wonByKakaoPay, type RefundPart, type RefundRefusal } from '../domain/refund.js'
import { waysOn } from './help.js'
import { sayOrder } from './refund-words.js'
import { sayAtDesk, sayRefusals } from './refusal-words.js'
import { button, itemCard, quick, text, textCard, type Reply } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'
import { sayWon } from './words.js'

/** `askedWon`: `null` for all of it. */
export function offerRefund(visit: Visit, askedWon: number | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'refund', async (member) => {
    const asked = { memberId: member.id, amountWon: askedWon ?? 'all', commandKey: null } as const
    const decided = await app.lookAtRefund(asked)
    if (!decided.ok) return refused(visit, decided.refusals)
    const { refund, line, atDeskWon } = decided.value
    const { amountWon, parts } = refund
    const wallet = line.balanceAfterWon
    return {
      intent: 'refund',
      outcome: 'ask',
      outputs: [
        itemCard(
          '적립금 환불',
          [['환불 금액', sayWon(amountWon)], ...waysBack(parts), ['남는 적립금', sayWon(wallet)]],
          [
            button(`${sayWon(amountWon)} 환불`, sayOrder(amountWon), {
              do: 'refund',
              amountWon,
              nonce: app.newNonce(),
            }),
            button('취소', '취소'),
            button('마이페이지', '마이페이지'),
          ],
          { title: '이렇게 돌려드려요', description: howItGoesBack(parts, atDeskWon) },
        ),
      ],
      quickReplies: [...(askedWon === null ? [] : [quick('전액 환불')]), ...waysOn(true)],
    }
  })
}

export function refund(visit: Visit, amountWon: number, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'refund', async (member) => {
    const asked = await app.requestRefund({
      memberId: member.id,
      amountWon,
      commandKey: commandKey(visit, member, nonce),
    })
    if (!asked.ok) return refused(visit, asked.refusals)
    const { parts } = asked.value
    const kakaoPayWon = wonByKakaoPay(parts)
    const atDeskWon = wonAtDesk(parts)
    const said = [
      ...(kakaoPayWon > 0
        ? [`${sayWon(kakaoPayWon)}은 카카오페이 결제를 취소해 돌려드려요. 끝나면 알려 드릴게요.`]
        : []),
      ...(atDeskWon > 0 ? [sayAtDesk(atDeskWon)] : []),
    ]
    return {
      intent: 'refund',
      outcome: 'ok',
      outputs: [
        textCard(`${sayWon(asked.value.amountWon)} 환불을 신청했어요`, said.join('\n'), [
          ...(atDeskWon > 0 ? [wayToDesk(app)] : []),
          button('마이페이지', '마이페이지'),
        ]),
      ],
      quickReplies: waysOn(true),
    }
  })
}

function waysBack(parts: readonly RefundPart[]): (readonly [string, string])[] {
  const kakaoPayWon = wonByKakaoPay(parts)
  const atDeskWon = wonAtDesk(parts)
  return [
    ...(kakaoPayWon > 0 ? [['카카오페이', `${sayWon(kakaoPayWon)} 결제 취소`] as const] : []),
    ...(atDeskWon > 0 ? [['도서관', `${sayWon(atDeskWon)} 직접 드려요`] as const] : []),
  ]
}

function howItGoesBack(parts: readonly RefundPart[], before: number): string {
  return [
    ...(before > 0 ? [`앞서 신청하신 ${sayWon(before)}은 도서관에서 받으실 수 있어요.`] : []),
    ...(wonByKakaoPay(parts) > 0
      ? ['카카오페이로 내신 돈은 결제를 취소해 돌려드려요. 취소가 안 되면 도서관에서 드려요.']
      : []),
    ...(wonAtDesk(parts) > 0 ? ['현금으로 내신 돈은 도서관에서 계좌를 여쭤보고 드려요.'] : []),
    '선물로 받으신 적립금은 환불되지 않아요.',
  ].join('\n')
}

function refused(visit: Visit, refusals: readonly [RefundRefusal, ...RefundRefusal[]]): Reply {
  const [first] = refusals
  const buttons = wayOn(visit, first)
  const said = sayRefusals([first])
  return {
    intent: 'refund',
    outcome: first.kind,
    outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
    quickReplies: waysOn(true),
  }
}

function wayOn({ app }: Visit, refusal: RefundRefusal): Button[] {
  switch (refusal.kind) {
    case 'refund-too-large':
    case 'refund-too-small':
      return [button('전액 환불', '전액 환불'), button('마이페이지', '마이페이지')]
    case 'refund-under-way':
      return refusal.isParked ? [wayToDesk(app), button('마이페이지', '마이페이지')] : []
    case 'nothing-to-refund':
      return refusal.atDeskWon > 0 ? [wayToDesk(app), button('마이페이지', '마이페이지')] : []
  }
}
