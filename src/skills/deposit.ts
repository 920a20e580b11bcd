/** Topping up: choose an amount, pay at KakaoPay on our page. */
import type { Button, QuickReply } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import { sayRefusals } from './refusal-words.js'
import { button, linkButton, quick, text, textCard, type Reply } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { sayWon } from './words.js'

const amounts = [5_000, 10_000, 20_000, 30_000, 50_000, 100_000] as const

export function askForAmount(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'deposit', () =>
    Promise.resolve({
      intent: 'deposit',
      outcome: 'ask',
      outputs: [text('얼마를 충전할까요? 아래에서 고르거나 금액을 보내 주세요. 예) 만원 충전')],
      quickReplies: amountChoices(visit.app),
    }),
  )
}

export function deposit(visit: Visit, amountWon: number, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'deposit', async (member) => {
    const asked = await app.requestDeposit({
      memberId: member.id,
      amountWon,
      commandKey: commandKey(visit, member, nonce),
    })
    if (!asked.ok)
      return {
        intent: 'deposit',
        outcome: asked.refusals[0].kind,
        outputs: [text(sayRefusals(asked.refusals))],
        quickReplies: amountChoices(app),
      }
    return {
      intent: 'deposit',
      outcome: 'ok',
      outputs: [
        textCard(
          `${sayWon(asked.value.amountWon)} 충전`,
          '아래 버튼을 눌러 카카오페이로 결제해 주세요. 결제가 끝나면 바로 쓸 수 있어요.',
          [linkButton('카카오페이 결제', `${app.publicUrl()}/pay/${asked.value.pageToken}`)],
        ),
      ],
      quickReplies: [quick('다른 금액', '적립금 충전'), quick('마이페이지')],
    }
  })
}

/** A button for the smallest usual amount that covers what is missing. */
export function depositButton(app: App, missingWon: number): Button {
  const { minWon } = app.rules().deposit
  const amountWon = [minWon, ...amounts].find((amount) => amount >= missingWon) ?? missingWon
  const label = `${sayWon(amountWon)} 충전`
  return button(label, label, { do: 'deposit', amountWon, nonce: app.newNonce() })
}

function amountChoices(app: App): QuickReply[] {
  return amounts.map((amountWon) =>
    quick(sayWon(amountWon), `${sayWon(amountWon)} 충전`, { do: 'deposit', amountWon, nonce: app.newNonce() }),
  )
}
