/**
 * Kakao's end of the wire, in a process of its own. Client, server and database share the machine's cores, so every
 * microsecond spent here is missing there: requests are bytes made before the clock starts, and answers are read from
 * bare sockets, which costs a fifth of what an HTTP client costs.
 */
import { inTurn, perSecond } from './in-flight.js'
import type { Called, Calls, Errand, Report } from './callers.js'
import { openLine } from './line.js'
import { rentCall, sayCall } from './skill-call.js'
import { quantile } from './rounds.js'

process.on('message', (errand: Errand) => {
  void callAll(errand).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Report),
  )
})

/** Connections at first for those who wait for nobody. */
const linesAtFirst = 64

async function callAll(errand: Errand): Promise<Called> {
  const { port, calls, expected } = errand
  const atOnce = 'atOnce' in errand ? errand.atOnce : linesAtFirst
  const lines = await Promise.all(Array.from({ length: atOnce }, () => openLine(port)))
  const marks = expected.map((text) => Buffer.from(text))
  const said = expected.map(() => 0)
  const waits: number[] = []
  async function call(bytes: Buffer, startedAt = performance.now()): Promise<void> {
    const line = lines.pop() ?? (await openLine(port))
    const answer = await line.call(bytes)
    waits.push(performance.now() - startedAt)
    lines.push(line)
    const heard = marks.findIndex((mark) => answer.includes(mark))
    if (heard === -1) throw new Error(`not ${expected.join(' or ')}: ${answer.toString('utf8').slice(0, 2_000)}`)
    said[heard] = (said[heard] ?? 0) + 1
  }
  const all = bytesOf(calls)
  const rate =
    'atOnce' in errand
      ? await perSecond(all, atOnce, (bytes) => call(bytes))
      : await inTurn(all, errand.perSecond, call)
  for (const line of lines) line.hangUp()
  waits.sort((a, b) => a - b)
  return { rate, medianMs: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99), longestMs: waits.at(-1) ?? NaN, said }
}

function bytesOf(calls: Calls): Buffer[] {
  if ('rents' in calls) return calls.rents.map(rentCall)
  const each = (calls.by ?? [null]).slice(0, calls.times).map((userKey) => sayCall(userKey, calls.says))
  return Array.from({ length: calls.times }, (_, index) => each[index % each.length] ?? sayCall(null, calls.says))
}
