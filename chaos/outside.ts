/** Kakao and KakaoPay beside the house, in the suite's own process: they live on, and can be made to behave badly. */
import { setTimeout as pause } from 'node:timers/promises'
import { openStandIn, type StandIn } from '../tests/support/stand-in.js'

type Manner = StandIn['simulator']['mischief']['eventApi']

export type Outside = StandIn & {
  /** How the Event API takes messages, while it is not away altogether. */
  takesMessages(how: Manner): void
  /** The Event API fails, whatever else is asked of it, until it comes back. */
  goesAway(): void
  comesBack(): void
  /** Holds back what arrives at these addresses for so long; `0`: no more. */
  stall(pathEnd: string, ms: number): void
  /** Everybody behaves again. */
  calm(): void
}

export async function openOutside(): Promise<Outside> {
  const kakao = await openStandIn(() => new Date())
  const stalls = new Map<string, number>()
  kakao.arrives = async (path) => {
    for (const [end, ms] of stalls) if (ms > 0 && path.endsWith(end)) await pause(ms)
  }
  const { mischief } = kakao.simulator
  let [manner, isAway]: [Manner, boolean] = ['ok', false]
  function takes(how: Manner, away: boolean): void {
    ;[manner, isAway] = [how, away]
    mischief.eventApi = isAway ? '500' : manner
  }
  return Object.assign(kakao, {
    stall: (pathEnd: string, ms: number) => void stalls.set(pathEnd, ms),
    takesMessages: (how: Manner) => takes(how, isAway),
    goesAway: () => takes(manner, true),
    comesBack: () => takes(manner, false),
    calm() {
      stalls.clear()
      takes('ok', false)
      Object.assign(mischief.kakaoPay, { ready: 'ok', approve: 'ok', order: 'ok', cancel: 'ok' })
      mischief.duplicateSkillCalls = false
    },
  })
}
