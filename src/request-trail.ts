/** Gives every request the id by which it can be spoken of: in its answer, in every line of the log, in the audit log. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { strike, type Log } from './log.js'
import { onTrail, type Trail } from './trail.js'
import type { Watch } from './watch.js'

/** What whoever stands before us may have called the request; nothing that could be a phone number or a user key. */
const wellFormed = /^[\w-]{8,64}$/

/** As Express leaves it behind. */
export type Asked = IncomingMessage & { readonly baseUrl?: string; readonly route?: { readonly path?: unknown } }

/** By its pattern, so that nothing of what was asked for is in it. */
export type RouteOf = (request: Asked) => string

export function requestTrail(newId: () => string, log: Log, watch: Watch, routeOf: RouteOf = expressRoute) {
  return (request: Asked, response: ServerResponse, next: () => void): void => {
    const startedAt = performance.now()
    const given = request.headers['x-request-id']
    const requestId = typeof given === 'string' && wellFormed.test(given) && strike(given) === given ? given : newId()
    const trail: Trail = { requestId }
    response.setHeader('X-Request-Id', requestId)
    response.once('close', () => {
      const route = routeOf(request)
      const status = statusOf(response)
      if (isToldOtherwise(route, response.statusCode)) return
      const { method = '' } = request
      const ms = performance.now() - startedAt
      watch.requested({
        route,
        method,
        status: status === 'gone' ? status : `${status}`[0] + 'xx',
        seconds: ms / 1_000,
      })
      onTrail(trail, () => log.info({ method, route, status, ms: Math.round(ms) }, 'request'))
    })
    onTrail(trail, next)
  }
}

/** How a request ended; `gone`: nobody waited for the answer. */
export function statusOf(response: ServerResponse): number | 'gone' {
  return response.writableFinished ? response.statusCode : 'gone'
}

/** Express takes capital letters for small ones. */
export function expressRoute({ baseUrl = '', route }: Asked): string {
  return `${baseUrl.toLowerCase()}${typeof route?.path === 'string' ? route.path : '/*'}`
}

/** The members' door says more of what it answers, and the simulator is no part of the house. */
function isToldOtherwise(route: string, status: number): boolean {
  return route.startsWith('/simulator/') || (route.startsWith('/skills/') && status === 200)
}
