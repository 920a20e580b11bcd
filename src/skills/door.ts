/**
 * The members' door: `POST /skills/…`. Whatever comes, a kind and valid answer leaves within Kakao's time. It stands before
 * Express: finding the way through that takes as long as all that is done for a member outside the database.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { noteOnTrail, trailSoFar } from '../trail.js'
import { busy } from './busy.js'
import { answer } from './conversation.js'
import { readJson } from './read-json.js'
import { intents, quick, send, text, type Intent, type Reply } from './reply.js'
import { knowsSecret } from './skill-secret.js'
import { readTurn } from './turn.js'

/** Told of every answer, for whoever counts. */
export type Observe = (intent: string, outcome: string, ms: number) => void

/** `/skills/rent?x=1` → `rent` */
const address = /^\/skills(?:\/([^?]*?)\/?)?(?:\?|$)/i

export function isSkillCall({ url = '' }: IncomingMessage): boolean {
  return address.test(url)
}

/** By which name a call is counted: what is no skill of ours has none. */
export function skillRoute(request: IncomingMessage): string {
  if (request.method !== 'POST') return '/skills/*'
  const name = nameOf(request)
  return name === 'dialog' || intentOf(name) ? `/skills/${name}` : '/skills/{*any}'
}

function nameOf({ url = '' }: IncomingMessage): string {
  return address.exec(url)?.[1]?.toLowerCase() ?? ''
}

function intentOf(name: string): Intent | null {
  return intents.find((intent) => intent === name) ?? null
}

export function skillsDoor(app: App, log: Log, secret: string | null, observe: Observe): RequestListener {
  const isKakao = knowsSecret(secret)
  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request).catch(() => unreadable)
    if (body === unreadable) return badInput(response, observe)
    const startedAt = performance.now()
    const turn = readTurn(body, app.newNonce)
    if (turn.userKey) noteOnTrail({ member: app.nameInLog(turn.userKey) })
    const admitted = await app
      .admit(turn.userKey, () => answer(app, turn, intentOf(nameOf(request))))
      .catch((error: unknown) => ({ isServed: true, value: sorry(log, error) }) as const)
    const answered = admitted.isServed ? admitted.value : busy(turn, admitted.reason)
    if (answered.tells)
      await Promise.race([markTold(app, log, answered.tells), pause(tellingMs, undefined, { ref: false })])
    send(response, answered)
    if (answered.news) noteNews(app, log, answered.news)
    const ms = Math.round(performance.now() - startedAt)
    observe(answered.intent, answered.outcome, ms)
    log.info({ intent: answered.intent, outcome: answered.outcome, ms }, 'skill')
  }
  return (request, response) => {
    if (!isKakao(request)) return refuse(response, 401, 'the secret in X-Skill-Secret is missing or wrong')
    if (request.method !== 'POST') return refuse(response, 404, 'not found')
    reply(request, response).catch((error: unknown) => {
      if (response.headersSent) log.error({ err: error }, 'skill failed')
      else send(response, sorry(log, error))
    })
  }
}

/** So long the answer is kept back for it, in milliseconds. */
const tellingMs = 500

/** Told again rather than never: it is no reason to keep the answer back. */
function markTold(app: App, log: Log, tells: NonNullable<Reply['tells']>): Promise<void> {
  return app.markTold(tells).catch((error: unknown) => log.warn({ err: error }, 'what was told is told again'))
}

/** The answer has left: nobody waits for this, and the next call says it again. */
function noteNews(app: App, log: Log, { memberId, isFriend, appUserId }: NonNullable<Reply['news']>): void {
  app
    .noteFriend(memberId, isFriend, appUserId)
    .catch((error: unknown) => log.warn({ err: error }, 'what a call said of a member was not written down'))
}

/** Whoever asks so is no member. */
function refuse(response: ServerResponse, status: number, error: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify({ error }))
}

function sorry(log: Log, error: unknown): Reply {
  const { requestId = '' } = trailSoFar()
  log.error({ err: error }, 'skill failed')
  return {
    intent: 'unknown',
    outcome: 'error',
    outputs: [text(`잠시 문제가 생겼어요. 조금 뒤에 다시 시도해 주세요. (문의 번호 ${requestId})`)],
    quickReplies: [quick('마이페이지'), quick('처음으로')],
  }
}

const unreadable = Symbol('unreadable')

/** Bytes that are no JSON, or far too many of them, get an answer of the same kind. */
function badInput(response: ServerResponse, observe: Observe): void {
  observe('unknown', 'bad-input', 0)
  send(response, {
    intent: 'unknown',
    outcome: 'bad-input',
    outputs: [text('무슨 말씀인지 알아듣지 못했어요. 다시 한번 보내 주세요.')],
    quickReplies: [quick('처음으로')],
  })
}
