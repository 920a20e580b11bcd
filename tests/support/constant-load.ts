/** Members who come at a constant pace, whatever happens to the house: my page, a search, a rent, a return, and again. */
import { Agent, request } from 'node:http'
import type { UserKey } from '../../src/domain/ids.js'
import { answerOf, type Answer } from './library.js'
import { utterance } from './skill-call.js'
import { until } from './until.js'

export type Caller = { readonly userKey: UserKey; readonly title: string }

export type LoadFigures = {
  readonly calls: number
  /** Those that were done, by the books. */
  readonly rents: number
  readonly returns: number
  /** What a member would call a failure, and what it was. */
  readonly failures: readonly string[]
  /** Failures that came without a button to try again. */
  readonly notOffered: number
  readonly slowestMs: number
}

export type Load = {
  readonly calls: () => number
  /** Nobody new comes, when everybody has gone one step on; whoever was not answered asks until they are. */
  stop(): Promise<LoadFigures>
}

type Walker = { goesOn(): Promise<void>; readonly isOwed: () => boolean }

class NotDone extends Error {
  constructor(
    message: string,
    readonly answer: Answer,
  ) {
    super(message)
  }
}

const retry = '다시 시도'

/** Kakao waits no longer. */
const kakaoWaitsMs = 5_000
/** Where the machine is slower than the pace, nobody else comes while so many wait. */
const waitingAtMost = 8

export function constantLoad(url: string, callers: readonly Caller[], perSecond: number): Load {
  const kept = new Agent({ keepAlive: true })
  const failures: string[] = []
  let [calls, rents, returns, notOffered, slowestMs] = [0, 0, 0, 0, 0]
  const running = new Set<Promise<void>>()
  const free = callers.map((caller) => walk(caller))

  /** A call that fails is one more failure, and is made again, by the button that is offered for it. Every other one comes by a connection of its own. */
  async function ask({ userKey }: Caller, said: string, extra?: unknown): Promise<Answer> {
    calls += 1
    const what = `${said}, call ${calls}`
    const agent = calls % 2 === 0 ? kept : new Agent()
    const askedAt = performance.now()
    const { status, text } = await post(`${url}/skills/dialog`, agent, JSON.stringify(utterance(userKey, said, extra)))
    const ms = performance.now() - askedAt
    slowestMs = Math.max(slowestMs, ms)
    if (status !== 200) throw new Error(`${what}: HTTP ${status}`)
    if (ms > kakaoWaitsMs) throw new Error(`${what}: answered after ${Math.round(ms)} ms`)
    const answer = answerOf({ reply: JSON.parse(text), breaches: [] })
    if (answer.outcome !== 'ok') throw new NotDone(`${what}: ${answer.outcome}: ${answer.text}`, answer)
    if (answer.intent === 'rent') rents += 1
    if (answer.intent === 'return') returns += 1
    return answer
  }

  /** One member's next step, whenever it is their turn; the same once more where it was not done. */
  function walk(caller: Caller): Walker {
    const taps = (label: string, card: Answer | null) => {
      const button = card?.buttons.find((one) => one.label === label)
      if (!button) throw new Error(`no ‘${label}’ to tap: ${card?.text}`)
      return ask(caller, button.messageText ?? label, button.extra)
    }
    const steps: readonly ((last: Answer | null) => Promise<Answer>)[] = [
      () => ask(caller, '마이페이지'),
      () => ask(caller, caller.title),
      (card) => taps('대여하기', card),
      () => ask(caller, '반납할게요'),
    ]
    let [next, last]: [number, Answer | null] = [0, null]
    let step = steps[0]
    let isOwed = false
    return {
      isOwed: () => isOwed,
      async goesOn() {
        try {
          last = (await step?.(last)) ?? null
          next = (next + 1) % steps.length
          step = steps[next]
          isOwed = false
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error))
          isOwed = true
          if (error instanceof NotDone && error.answer.buttons.some(({ label }) => label === retry))
            step = () => taps(retry, error.answer)
          else notOffered += 1
        }
      },
    }
  }

  const timer = setInterval(() => {
    const one = running.size < waitingAtMost ? free.shift() : undefined
    if (!one) return
    const step = one.goesOn().finally(() => {
      running.delete(step)
      free.push(one)
    })
    running.add(step)
  }, 1_000 / perSecond)

  return {
    calls: () => calls,
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
      for (const one of free) await until('whoever was not answered is', () => one.goesOn().then(() => !one.isOwed()))
      kept.destroy()
      return { calls, rents, returns, failures, notOffered, slowestMs }
    },
  }
}

function post(url: string, agent: Agent, body: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
      .on('error', reject)
      .end(body)
  })
}
