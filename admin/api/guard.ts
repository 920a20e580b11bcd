/** What every request to the API passes first: who sent it, from which page, and in which form. */
import { isIPv6 } from 'node:net'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import { trailSoFar } from '../../src/trail.js'
import { problem } from './problems.js'
import { sendProblem } from './send.js'

/** Nothing from elsewhere runs, loads, frames or is sent to. */
export function pageGuard(isProduction: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // the camera's reader of barcodes is WebAssembly
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        // covers stand where Kakao or the publisher keeps them
        imgSrc: ["'self'", 'data:', 'https:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isProduction,
  })
}

function nonceOf(response: object): string {
  return String((response as { locals?: Record<string, unknown> }).locals?.['nonce'])
}

/** Answers are for whoever asked, and every one can be spoken of. */
export function label(newId: () => string): RequestHandler {
  return (_request, response, next) => {
    const { requestId = newId() } = trailSoFar()
    response.locals['requestId'] = requestId
    response.set('X-Request-Id', requestId).set('Cache-Control', 'no-store')
    next()
  }
}

/**
 * A browser says from which site a request comes. An older one says at least from which page; what says neither is no
 * browser, and has no cookie of anybody else's.
 */
export const ownPagesOnly: RequestHandler = (request, response, next) => {
  if (isFromOwnPage(request)) return next()
  sendProblem(response, problem('foreign-origin'))
}

function isFromOwnPage(request: Request): boolean {
  const site = request.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && request.method === 'GET')
  const origin = request.get('origin')
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
}

/** A form of another site can send no JSON, and no bare bytes either. `takesFile`: is the request one of those for a file. */
export function jsonOnly(takesFile: (request: Request) => boolean): RequestHandler {
  return (request, response, next) => {
    if (!['POST', 'PUT', 'PATCH'].includes(request.method)) return next()
    const isForFile = takesFile(request)
    const wanted = isForFile ? /^application\/octet-stream$/i : /^application\/json\s*(?:;|$)/i
    if (wanted.test(request.get('content-type') ?? '')) return next()
    sendProblem(response, problem(isForFile ? 'not-a-file' : 'not-json'))
  }
}

/** Where a request comes from: the address, or of the newer and larger addresses the part that one customer has. */
export function placeOf(request: Request): string {
  const address = (request.ip ?? '').replace(/^::ffff:(?=\d+\.)/, '')
  return isIPv6(address)
    ? new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split(':').slice(0, 4).join(':')
    : address
}
