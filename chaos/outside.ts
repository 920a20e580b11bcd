/** Kakao and KakaoPay beside the house, in the suite's own process: they live on, and can be made to behave badly. */
import { setTimeout as pause } from 'node:timers/promises'
import { openStandIn, type StandIn } from '../tests/support/stand-in.js'

export type Outside = StandIn & {
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
  return Object.assign(kakao, {
    stall: (pathEnd: string, ms: number) => void stalls.set(pathEnd, ms),
    calm() {
      stalls.clear()
      mischief.eventApi = 'ok'
      Object.assign(mischief.kakaoPay, { ready: 'ok', approve: 'ok', order: 'ok', cancel: 'ok' })
      mischief.duplicateSkillCalls = false
    },
  })
}
