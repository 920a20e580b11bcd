/** One JSON call to Kakao: bounded in time, never repeated by itself, and frank about whether it may have been heard. */
import { once } from 'node:events'
import type { z } from 'zod'
import { OutsideError } from '../../usecases/gateways.js'

export type Call = {
  readonly place: OutsideError['place']
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly authorization: string
  readonly body?: unknown
  readonly timeoutMs: number
  /** A server that broke may have done it all the same: to be assumed where money moves. */
  readonly mayHaveHeardWhenBroken?: true
}

/** The answer as `shape` says, or an OutsideError. */
export async function call<T>(asked: Call, shape: z.ZodType<T>): Promise<T> {
  const { place, method, url, authorization, body, timeoutMs, mayHaveHeardWhenBroken = false } = asked
  const limit = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: limit,
    redirect: 'error',
  }).catch((error: unknown) => {
    throw new OutsideError(place, reasonOf(error), isRefusedConnection(error) ? 'no' : 'maybe', true, true)
  })
  const text = await within(limit, response.text()).catch((error: unknown) => {
    throw new OutsideError(place, reasonOf(error), 'maybe', true, true)
  })
  const { status } = response
  if (!response.ok) {
    const isHeard = gatewayLost.has(status) || (mayHaveHeardWhenBroken && status >= 500)
    throw new OutsideError(
      place,
      `HTTP ${status}`,
      isHeard ? 'maybe' : 'no',
      !ownFault.has(status),
      status >= 500 || status === 429,
    )
  }
  const answer = shape.safeParse(parsed(text))
  if (!answer.success) throw new OutsideError(place, 'an answer of another shape', 'maybe', false)
  return answer.data
}

/** Node's fetch may lose its signal to the garbage collector while the answer is being read (nodejs/undici#3644). */
async function within<T>(limit: AbortSignal, reading: Promise<T>): Promise<T> {
  limit.throwIfAborted()
  return Promise.race([
    reading,
    once(limit, 'abort').then(() => {
      throw limit.reason
    }),
  ])
}

/** A gateway lost the one behind it, who may have heard. */
const gatewayLost = new Set([502, 504])

/** What was asked is wrong, not the key it was asked with or the hour it was asked at. */
const ownFault = new Set([400, 413, 422])

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Nobody was at home: the request surely did nothing. */
function isRefusedConnection(error: unknown): boolean {
  const code = String(fieldOf(fieldOf(error, 'cause'), 'code'))
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)
}

function reasonOf(error: unknown): string {
  return fieldOf(error, 'name') === 'TimeoutError' ? 'no answer in time' : 'no connection'
}

function fieldOf(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, name) : undefined
}
