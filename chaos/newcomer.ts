/** Somebody who joins in the middle of it, from the beginning again when it goes wrong. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.js'
import type { History } from './history.js'
import type { Phone } from './phone.js'

/** True once the house has said that they are a member. */
export async function join(
  phone: Phone,
  phoneNumber: string,
  history: History,
  chance: Chance,
  isOn: () => boolean,
): Promise<boolean> {
  const command = history.begin({ who: phone.name, deed: 'join', key: phone.name, about: {} })
  while (isOn()) {
    const at = Date.now()
    const answers = []
    for (const said of ['회원가입', '동의하고 가입', phone.name, phoneNumber]) {
      const answer = await phone.says(said)
      answers.push(answer?.outcome)
      if (answer?.outcome !== 'ask') break
    }
    const outcome = answers.at(-1) ?? 'silence'
    const isMember = outcome === 'ok' || outcome === 'already-a-member'
    command.attempts.push({ told: isMember ? 'ok' : 'broken', outcome, at, ms: Date.now() - at })
    if (isMember) return true
    await pause(chance.between(300, 1_500))
  }
  return false
}
