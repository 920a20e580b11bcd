/** A crowd that does not wait for one another: so many taps a second, whatever becomes of them. In a process of its own. */
import { pair } from './cast.js'
import type { CrowdErrand, CrowdReport } from './crowds.js'
import { openLine, type Line } from './line.js'
import { quantile } from './rounds.js'
import { rentCall } from './skill-call.js'

/** Kakao's servers keep connections; so many at most. */
const linesAtMost = 3_000
const tickMs = 4

/** Members who still want their book: the one who was turned away tries again, with the same tap, after all others. */
let wanting: number[] = []

process.on('message', (errand: CrowdErrand) => {
  void call(errand).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies CrowdReport),
  )
})

async function call({ port, perSecond, seconds, members }: CrowdErrand): Promise<CrowdReport> {
  if (members) wanting = Array.from({ length: members }, (_, number) => number)
  const idle: Line[] = []
  let lines = 0
  let asked = 0
  let unasked = 0
  const served: number[] = []
  const turnedAway: number[] = []
  const inEachSecond = Array.from({ length: seconds }, () => ({ served: 0, turnedAway: 0 }))
  let failed = 0
  const startedAt = performance.now()

  async function tap(number: number): Promise<void> {
    const line = idle.pop() ?? (lines < linesAtMost ? ((lines += 1), await openLine(port)) : null)
    if (!line) {
      unasked += 1
      wanting.push(number)
      return
    }
    const at = performance.now()
    const second = inEachSecond[Math.min(seconds - 1, Math.floor((at - startedAt) / 1_000))]
    try {
      const answer = (await line.call(rentCall(pair(number)))).toString('latin1')
      const waited = performance.now() - at
      if (answer.includes('"outcome":"ok"')) {
        served.push(waited)
        if (second) second.served += 1
      } else if (/"outcome": ?"busy"/.test(answer)) {
        turnedAway.push(waited)
        if (second) second.turnedAway += 1
        wanting.push(number)
      } else throw new Error(answer.slice(0, 500))
      idle.push(line)
    } catch (error) {
      failed += 1
      if (failed === 1) console.error(error)
      line.hangUp()
      lines -= 1
      wanting.push(number)
    }
  }

  const taps: Promise<void>[] = []
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - startedAt
      for (; asked < Math.min(elapsed / 1_000, seconds) * perSecond && wanting.length > 0; asked += 1)
        taps.push(tap(wanting.shift() ?? 0))
      if (elapsed < seconds * 1_000) return
      clearInterval(timer)
      resolve()
    }, tickMs)
  })
  const elapsedSeconds = (performance.now() - startedAt) / 1_000
  await Promise.all(taps)
  for (const line of idle) line.hangUp()
  const three = (waits: number[]) => {
    waits.sort((a, b) => a - b)
    return { median: quantile(waits, 0.5), p99: quantile(waits, 0.99), longest: waits.at(-1) ?? 0 }
  }
  return {
    ...{ offered: asked / elapsedSeconds, served: served.length, turnedAway: turnedAway.length, failed, unasked },
    ...{ goodput: served.length / elapsedSeconds, inEachSecond },
    ...{ servedMs: three(served), turnedAwayMs: three(turnedAway) },
  }
}
