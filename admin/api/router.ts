/** The desk's door on the net: everything under /admin. */
import { Router, type ErrorRequestHandler, type Request } from 'express'
import type { App } from '../../src/app.js'
import type { Config } from '../../src/config.js'
import type { Log } from '../../src/log.js'
import { nonceForPage, panelFiles } from '../panel-files.js'
import { isPlainPlace, sessionCookie } from './cookie.js'
import { docs, jsonBody } from './docs.js'
import { jsonOnly, label, ownPagesOnly, pageGuard } from './guard.js'
import { problem, type ProblemCode } from './problems.js'
import type { SampleNotice } from './route.js'
import { routes } from './routes.js'
import { sendProblem } from './send.js'
import { serve } from './serve.js'

export type DeskDoor = {
  readonly app: App
  readonly config: Config
  readonly log: Log
  readonly sampleNotice: SampleNotice
}

export function adminRouter(door: DeskDoor): Router {
  const router = Router()
  router.use(nonceForPage, pageGuard(door.config.isProduction))
  router.use('/api', apiRouter(door))
  router.use(panelFiles())
  return router
}

export function apiRouter({ app, config, log, sampleNotice }: DeskDoor): Router {
  const cookie = sessionCookie(() => isPlainPlace(app.publicUrl(), config.isProduction))
  const router = Router()
  router.use('/docs', docs())
  router.use(label(app.newNonce), ownPagesOnly, jsonOnly(isForFile), jsonBody)
  for (const route of routes)
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), serve(route, { app, cookie, sampleNotice }))
  router.use((_request, response) => sendProblem(response, problem('not-found')))
  router.use(lastWord(app, log))
  return router
}

/** Files go to addresses without parameters. */
function isForFile({ method, path }: Request): boolean {
  return routes.some((route) => route.takesFile && route.method === method.toLowerCase() && route.path === path)
}

function lastWord(app: App, log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const code = app.isKeyReused(error) ? 'idempotency-key-reused' : codeOf(error)
    if (code === 'internal') log.error({ err: error }, 'request failed')
    sendProblem(response, problem(code))
  }
}

/** What Express refuses to read says so by a status. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof URIError) return 'not-found'
  const status = error instanceof Object && 'status' in error ? Number(error.status) : 500
  if (status === 413) return 'too-large'
  if (status === 415) return 'not-json'
  return status >= 400 && status < 500 ? 'malformed-json' : 'internal'
}
