/** A member who strolls: begins somewhere, taps whatever is offered, and comes again a moment later. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../tests/support/library.js'
import type { Chance } from './chance.js'
import type { History } from './history.js'
import { payInChaos } from './payer.js'
import type { Button, Phone } from './phone.js'

export type Stroll = {
  readonly phone: Phone
  readonly history: History
  readonly chance: Chance
  readonly bookNos: () => readonly number[]
  readonly isOn: () => boolean
}

const openings = [
  ...['마이페이지', '마이페이지', '마이페이지', '내 예약', '적립금 충전', '환불', '책 추천', '적립금 내역'],
  ...['카오스', '바쁜 책', '알림 내역', '반납하기'],
]

/** Buttons that lead to something; those that leave the library are another test's. */
const wanted = new Set([
  'rent',
  'return',
  'renew',
  'hold',
  'hold-cancel',
  'deposit',
  'refund',
  'book',
  'more',
  'ledger',
])
const stepsAtMost = 5

export async function stroll({ phone, history, chance, bookNos, isOn }: Stroll): Promise<void> {
  while (isOn()) {
    await visit()
    await pause(chance.between(50, 400))
  }

  async function visit(): Promise<void> {
    const bookNo = chance.draw() < 0.6 ? chance.pick(bookNos()) : undefined
    let answer = await phone.says(bookNo === undefined ? (chance.pick(openings) ?? '마이페이지') : `#${bookNo}`)
    for (let step = 0; answer && step < stepsAtMost && isOn(); step += 1) {
      const page = payPageOf(answer)
      if (page) return payInChaos(phone.name, page, history, chance)
      const button = choose(answer)
      if (!button) return
      answer = await phone.taps(button)
    }
  }

  function choose({ buttons }: Answer): Button | undefined {
    return chance.pick(buttons.filter(({ extra }) => wanted.has(String(extra?.['do']))))
  }
}

function payPageOf({ buttons }: Answer): string | undefined {
  return buttons.find(({ webLinkUrl }) => webLinkUrl?.includes('/pay/'))?.webLinkUrl
}
