/** A trace for every request: named by its route, with its id, and with what stands in the log for whoever came. */
import type { ServerResponse } from 'node:http'
import { expressRoute, statusOf, type Asked, type RouteOf } from './request-trail.js'
import type { Facts, Traces } from './traces.js'
import { noteOnTrail, trailSoFar, withinSpan, type Trail } from './trail.js'

type Tracing = { readonly isFollowing: boolean; readonly routeOf?: RouteOf }

/** On the trail of the request. `isFollowing`: what the caller says it is a part of is linked to; else it is not even read. */
export function requestTrace(traces: Traces, { isFollowing, routeOf = expressRoute }: Tracing) {
  return (request: Asked, response: ServerResponse, next: () => void): void => {
    const { method = '', headers } = request
    const given = isFollowing ? headers['traceparent'] : undefined
    const span = traces.begin(method, { kind: 'served', after: typeof given === 'string' ? given : undefined })
    if (!span) return next()
    const trail = trailSoFar()
    noteOnTrail(span.ids)
    response.once('close', () => {
      const route = routeOf(request)
      const status = statusOf(response)
      span.rename(`${method} ${route}`)
      span.note({ 'http.request.method': method, 'http.route': route, ...factsOf(trail) })
      if (status === 'gone') span.failed('gone')
      else span.note({ 'http.response.status_code': status })
      if (typeof status === 'number' && status >= 500) span.failed(`${status}`)
      span.end()
    })
    withinSpan(span, next)
  }
}

function factsOf({ requestId, member, librarian }: Trail): Facts {
  return {
    ...(requestId === undefined ? {} : { 'chaekbang.request': requestId }),
    ...(member === undefined ? {} : { 'chaekbang.member': member }),
    ...(librarian === undefined ? {} : { 'chaekbang.librarian': librarian }),
  }
}
