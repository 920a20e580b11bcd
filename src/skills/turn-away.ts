/**
 * The step before the door. When nobody can be let in, members hear so here, past Express and everything behind it: turning
 * ten people away must cost less than serving one, or the crowd outside takes the time of those inside.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app.js'
import { sameSecret } from '../same-secret.js'
import { busy } from './busy.js'
import { readJson } from './read-json.js'
import { responseOf, type Reply } from './reply.js'
import type { Observe } from './router.js'
import { readTurn } from './turn.js'

/** Answers a skill call that cannot be let in, and says so; whatever else comes is left to the door. */
export function turningAway(app: App, secret: string | null, observe: Observe) {
  const isRight = secret === null ? () => true : sameSecret(secret)
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'POST' || request.url?.startsWith('/skills/') !== true) return false
    const reason = app.lendingClosedBecause()
    const given = request.headers['x-skill-secret']
    if (reason === null || !isRight(typeof given === 'string' ? given : '')) return false
    app.turnAway(reason)
    const startedAt = performance.now()
    readJson(request)
      .catch(() => undefined)
      .then((body) => {
        const reply: Reply = busy(readTurn(body, app.newNonce), reason)
        const bytes = Buffer.from(JSON.stringify(responseOf(reply)))
        response
          .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length })
          .end(bytes)
        observe(reply.intent, reply.outcome, performance.now() - startedAt)
      })
      .catch(() => response.destroy())
    return true
  }
}
