/** Somebody steady who looks at 마이페이지 ten times a second: when nobody was answered well, and for how long. */
import { setTimeout as pause } from 'node:timers/promises'

const everyMs = 100
/** A gap shorter than this is no outage. */
const outageMs = 500
const patienceMs = 5_000

export type Outages = {
  readonly probes: number
  readonly unanswered: number
  readonly outages: number
  readonly longestMs: number
  readonly totalMs: number
  readonly medianMs: number
  readonly p99Ms: number
}

/** `isWell`: one look, and whether it was answered as it should be. */
export function startProber(isWell: (signal: AbortSignal) => Promise<boolean>): { stop(): Promise<Outages> } {
  let isOn = true
  let unanswered = 0
  const startedAt = performance.now()
  const wellAt: number[] = [startedAt]
  const waits: number[] = []
  const under = new Set<Promise<void>>()

  async function look(): Promise<void> {
    const from = performance.now()
    const isAnswered = await isWell(AbortSignal.timeout(patienceMs)).catch(() => false)
    if (!isAnswered) return void (unanswered += 1)
    wellAt.push(performance.now())
    waits.push(performance.now() - from)
  }
  async function looking(): Promise<void> {
    while (isOn) {
      const one = look().finally(() => under.delete(one))
      under.add(one)
      await pause(everyMs)
    }
    await Promise.all(under)
  }
  const done = looking()

  return {
    async stop() {
      const stoppedAt = performance.now()
      isOn = false
      await done
      const times = [...wellAt.filter((at) => at < stoppedAt), stoppedAt].toSorted((a, b) => a - b)
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
      const outages = gaps.filter((gap) => gap >= outageMs)
      const sorted = waits.toSorted((a, b) => a - b)
      const quantile = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0)
      return {
        probes: waits.length + unanswered,
        unanswered,
        outages: outages.length,
        longestMs: Math.round(Math.max(0, ...gaps)),
        totalMs: Math.round(outages.reduce((sum, gap) => sum + gap, 0)),
        medianMs: quantile(0.5),
        p99Ms: quantile(0.99),
      }
    },
  }
}
