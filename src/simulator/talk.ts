/** What does a skill answer, and would Kakao take the answer? */
import { randomBytes } from 'node:crypto'
import {
  validateSkillResponse,
  type Breach,
  type SkillPayload,
  type SkillResponse,
} from 'kakao-i-openbuilder-sdk-types'

export type Failure = { kind: 'timeout' | 'unreachable' | 'status' | 'not-json'; reason: string; status?: number }

/** `reply` is null exactly when `failed` is there; `ms` is the time the whole answer took. */
export type SkillAnswer = { reply: SkillResponse | null; breaches: Breach[]; ms: number; failed?: Failure }

export type SkillCall = {
  url: string
  secret?: string | undefined
  payload: SkillPayload
  /** Milliseconds after which Kakao stops waiting. */
  limitMs: number
  /** Gives the call up when the simulator closes. */
  closing: AbortSignal
}

/** POSTs as Kakao does. Never throws: whatever goes wrong is a `failed` that the chat shows. */
export async function callSkill(call: SkillCall): Promise<SkillAnswer> {
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started)
  const fail = (failed: Failure): SkillAnswer => ({ reply: null, breaches: [], ms: elapsed(), failed })
  const limit = AbortSignal.timeout(call.limitMs)
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      headers: headers(call.secret),
      body: JSON.stringify(call.payload),
      redirect: 'manual',
      signal: AbortSignal.any([limit, call.closing]),
    })
    const body = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200) {
      return fail({ kind: 'status', status: response.status, reason: `스킬 서버가 HTTP ${response.status}로 답했어요` })
    }
    const reply = parseObject(body)
    if (!reply) return fail({ kind: 'not-json', reason: '스킬 서버의 답이 올바른 JSON이 아니에요' })
    const breaches = [...contentTypeBreach(response), ...validateSkillResponse(reply)]
    return { reply, breaches, ms: elapsed() }
  } catch (error) {
    if (limit.aborted) {
      return fail({ kind: 'timeout', reason: `스킬 서버가 ${call.limitMs / 1000}초 안에 답하지 않았어요` })
    }
    return fail({ kind: 'unreachable', reason: `스킬 서버와 연결이 끊겼어요 (${causeOf(error)})` })
  }
}

function headers(secret: string | undefined): Record<string, string> {
  const footprint = `chp-${randomBytes(16).toString('hex')}`
  return {
    'Content-Type': 'application/json',
    Accept: '*/*',
    'User-Agent': 'AHC/2.1',
    'X-Request-Id': footprint,
    'X-Chappie-Footprint': footprint,
    ...(secret ? { 'X-Skill-Secret': secret } : {}),
  }
}

function parseObject(body: Buffer): SkillResponse | undefined {
  try {
    // Buffer keeps a byte order mark, on which JSON.parse stumbles just as Kakao does.
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as SkillResponse) : undefined
  } catch {
    return undefined
  }
}

function contentTypeBreach(response: Response): Breach[] {
  const type = response.headers.get('content-type') ?? ''
  if (/^application\/json\b/i.test(type)) return []
  return [{ path: 'Content-Type', rule: 'wrong-type', message: `application/json이어야 하는데 '${type}'이에요` }]
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return String(cause)
}
