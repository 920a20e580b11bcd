/**
 * The step before the members' door. When nobody can be let in, members hear so here, past everything behind it: turning
 * ten people away must cost less than serving one, or the crowd outside takes the time of those inside.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app.js'
import { busy } from './busy.js'
import { readJson } from './read-json.js'
import { send } from './reply.js'
import type { Observe } from './door.js'
import { knowsSecret } from './skill-secret.js'
import { readTurn } from './turn.js'

/** Answers a skill call that cannot be let in, and says so; whatever else comes is left to the door. */
export function turningAway(app: App, secret: string | null, observe: Observe) {
  const isKakao = knowsSecret(secret)
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'POST') return false
    const reason = app.lendingClosedBecause()
    if (reason === null || !isKakao(request)) return false
    app.turnAway(reason)
    const startedAt = performance.now()
    readJson(request)
      .catch(() => undefined)
      .then((body) => {
        const reply = busy(readTurn(body, app.newNonce), reason)
        send(response, reply)
        observe(reply.intent, reply.outcome, performance.now() - startedAt)
      })
      .catch(() => response.destroy())
    return true
  }
}
