/**
 * Kakao's end of the wire, in a process of its own. Client, server and database share the machine's cores, so every
 * microsecond spent here is missing there: requests are bytes made before the clock starts, and answers are read from
 * bare sockets, which costs a fifth of what an HTTP client costs.
 */
import { pairs } from './cast.js'
import { perSecond } from './in-flight.js'
import type { Errand, Report } from './callers.js'
import { openLine } from './line.js'
import { greetingCall, rentCall } from './skill-call.js'
import { quantile } from './rounds.js'

const atOnce = 32

process.on('message', (errand: Errand) => {
  void callAll(errand).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Report),
  )
})

async function callAll({ port, what, from, count, expected }: Errand): Promise<Report> {
  const greeting = greetingCall()
  const calls = what === 'greet' ? Array.from({ length: count }, () => greeting) : pairs(from, count).map(rentCall)
  const lines = await Promise.all(Array.from({ length: atOnce }, () => openLine(port)))
  const mark = Buffer.from(expected)
  const waits: number[] = []
  const rate = await perSecond(calls, atOnce, async (call) => {
    const line = lines.pop()
    if (!line) throw new Error('more calls than lines')
    const startedAt = performance.now()
    const answer = await line.call(call)
    waits.push(performance.now() - startedAt)
    lines.push(line)
    if (!answer.includes(mark)) throw new Error(`not ${expected}: ${answer.toString('utf8').slice(0, 2_000)}`)
  })
  for (const line of lines) line.hangUp()
  waits.sort((a, b) => a - b)
  return { rate, medianMs: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99) }
}
