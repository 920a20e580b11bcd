/** Every door of this process, and what Prometheus asks. */
import type { RequestListener } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import type { App } from './app.js'
import type { Config } from './config.js'
import { hooksRouter } from './hooks/router.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import { requestTrace } from './request-trace.js'
import { requestTrail } from './request-trail.js'
import { payRouter } from './skills/pay-landing.js'
import { isSkillCall, skillRoute, skillsDoor } from './skills/door.js'
import { sampleNotice } from './skills/sample-notice.js'
import { turningAway } from './skills/turn-away.js'

export type ServerParts = {
  readonly app: App
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  /** The local KakaoTalk, when it plays along. */
  readonly simulator: Router | null
}

/** What only some roles need is loaded by those that have them: a bot starts in half the time without the desk. */
export async function openServer({ app, config, log, metrics, simulator }: ServerParts): Promise<RequestListener> {
  const server = express()
  server.disable('x-powered-by').disable('etag').set('trust proxy', config.trustedProxies)

  server.get(
    '/metrics',
    async (_request, response) => void response.type(metrics.contentType).send(await metrics.scrape()),
  )

  server.use(requestTrail(app.newNonce, log, app.watch))
  if (app.traces) {
    const ofOurProxy = config.trustedProxies > 0
    server.use(['/pay', '/hooks'], requestTrace(app.traces, { isFollowing: false }))
    server.use('/admin/api', requestTrace(app.traces, { isFollowing: ofOurProxy }))
  }
  if (config.roles.includes('bot')) {
    server.use('/pay', pageGuard(config), payRouter(app))
    server.use(
      '/hooks',
      hooksRouter({ noteChannel: app.noteChannel, noteAlimtalk: app.noteAlimtalk, hooks: config.hooks, log }),
    )
  }
  if (config.roles.includes('desk')) {
    const { adminRouter } = await import('../admin/api/router.js')
    server.use('/admin', adminRouter({ app, config, log, sampleNotice: (kind, line) => sampleNotice(app, kind, line) }))
  }
  if (simulator) {
    server.use('/simulator', simulator)
    server.get('/', (_request, response) => void response.redirect('/simulator/'))
  }
  server.use((_request, response) => void response.status(404).json({ error: 'not found' }))
  server.use(lastWord(log))
  if (!config.roles.includes('bot')) return server
  const members = membersDoor({ app, config, log })
  return (request, response) => {
    if (!isSkillCall(request)) return void server(request, response)
    try {
      members(request, response)
    } catch (error) {
      // there is no Express here to keep it from the process
      log.error({ err: error }, 'the members’ door failed')
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    }
  }
}

/** Every call on its trail; but who is turned away leaves none. */
function membersDoor({ app, config, log }: Pick<ServerParts, 'app' | 'config' | 'log'>): RequestListener {
  const { traces, watch } = app
  const isTurnedAway = turningAway(app, config.skillSecret, watch.answered)
  const door = skillsDoor(app, log, config.skillSecret, watch.answered)
  const onTrail = requestTrail(app.newNonce, log, watch, skillRoute)
  const trace = traces && requestTrace(traces, { isFollowing: false, routeOf: skillRoute })
  return (request, response) => {
    if (isTurnedAway(request, response)) return
    const goIn = () => door(request, response)
    onTrail(request, response, () => (trace ? trace(request, response, goIn) : goIn()))
  }
}

/** Pages for people: nothing from elsewhere, and a form only to ourselves and on to KakaoPay, or to its stand-in. */
function pageGuard(config: Config): RequestHandler {
  const payer = config.isProduction ? ["'self'", 'https://*.kakaopay.com', 'https://*.kakao.com'] : ['*']
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        formAction: payer,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.isProduction,
  })
}

/** An address nobody can read is the caller's; anything else is a bug or an outage, said plainly and logged. */
function lastWord(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    if (status >= 500) log.error({ err: error }, 'request failed')
    const said = status >= 500 ? '잠시 문제가 생겼어요. 조금 뒤에 다시 시도해 주세요.' : '찾을 수 없는 주소예요.'
    response.status(status).type('text').send(said)
  }
}

function statusOf(error: unknown): number {
  const status = error instanceof Object && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 600 ? status : 500
}
