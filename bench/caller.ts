/**
 * Kakao's end of the wire, in a process of its own. Client, server and database share the machine's cores, so every
 * microsecond spent here is missing there: requests are bytes made before the clock starts, and answers are read from
 * bare sockets, which costs a fifth of what an HTTP client costs.
 */
import { connect, type Socket } from 'node:net'
import { pairs } from './cast.js'
import { perSecond } from './in-flight.js'
import type { Errand, Report } from './callers.js'
import { greetingCall, rentCall } from './skill-call.js'
import { quantile } from './rounds.js'

const atOnce = 32
const headEnd = Buffer.from('\r\n\r\n')

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

type Line = { call(request: Buffer): Promise<Buffer>; hangUp(): void }

async function openLine(port: number): Promise<Line> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opening)).once('error', reject)
  })
  let heard: Buffer = Buffer.alloc(0)
  let done: (answer: Buffer) => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  socket.on('data', (bytes: Buffer) => {
    heard = heard.length === 0 ? bytes : Buffer.concat([heard, bytes])
    if (heard.length < lengthOf(heard)) return
    const answer = heard
    heard = Buffer.alloc(0)
    done(answer)
  })
  socket.on('error', (error) => failed(error)).on('close', () => failed(new Error('the server hung up')))
  return {
    call: (request) =>
      new Promise((resolve, reject) => {
        done = resolve
        failed = reject
        socket.write(request)
      }),
    hangUp: () => void socket.destroy(),
  }
}

/** Bytes of the whole answer; infinite as long as its head has not arrived. */
function lengthOf(heard: Buffer): number {
  const end = heard.indexOf(headEnd)
  if (end === -1) return Infinity
  const length = /content-length: (\d+)/i.exec(heard.toString('latin1', 0, end))?.[1]
  if (length === undefined) throw new Error('an answer without a length')
  return end + headEnd.length + Number(length)
}
