/** One route of the table as it is served: who may, is it well-formed, on which version, for the first time; then it is done. */
import type { Request, RequestHandler, Response } from 'express'
import type { App } from '../../src/app.js'
import type { Deed } from '../../src/domain/deed.js'
import { mayDo } from '../../src/domain/librarian.js'
import { noteOnTrail } from '../../src/trail.js'
import type { SessionCookie } from './cookie.js'
import { etagOf, versionIn } from './etag.js'
import { placeOf } from './guard.js'
import { problem, type Problem } from './problems.js'
import type { Answer, AtWork, Route, SampleNotice } from './route.js'
import { sendFile, sendProblem } from './send.js'
import { unsoundIn } from './sound.js'
import { z } from './zod.js'

export type ApiParts = {
  readonly app: App
  readonly cookie: SessionCookie
  readonly sampleNotice: SampleNotice
}

/** So much may be asked for, by a librarian, and from a place where nobody is signed in. */
const pace = { uses: 600, seconds: 60 } as const

const keyShape = /^[\x21-\x7e]{8,100}$/
const inKorean = z.locales.ko().localeError

export function serve(route: Route, { app, cookie, sampleNotice }: ApiParts): RequestHandler {
  return async (request, response) => {
    const answer = await answerTo(request, response)
    // of a file that is not taken the rest is not waited for
    if (route.takesFile && !request.readableEnded) response.set('Connection', 'close')
    if ('problem' in answer) return sendProblem(response, answer)
    if (answer.file) return sendFile(response, answer.file.name, answer.file.text)
    if (answer.session === 'over') cookie.clear(response)
    else if (answer.session) cookie.set(response, answer.session.token, answer.session.endsAt, app.now())
    if (answer.version !== undefined) response.set('ETag', etagOf(answer.version))
    response.status(answer.status)
    // what the schema does not name never leaves
    if (route.answer.schema) response.json(route.answer.schema.parse(answer.body))
    else response.end()
  }

  async function answerTo(request: Request, response: Response): Promise<Answer> {
    const token = cookie.read(request)
    const atWork = token === null ? null : await app.whoIsAtWork(token, !request.get('x-unattended'))
    if (atWork) noteOnTrail({ librarian: atWork.librarian.id })
    const place = placeOf(request)
    const refused = (await tooFast(atWork, place)) ?? mayNot(atWork)
    if (refused) return refused

    const read = readParts(request)
    if ('problem' in read) return read
    const seen = versionIn(request.get('if-match'))
    if (route.isEdit && seen === null) return problem('version-missing')
    const key = request.method === 'GET' ? undefined : request.get('idempotency-key')
    if (key === undefined ? route.isCommand : !keyShape.test(key)) return problem('idempotency-key-missing')

    const requestId = String(response.locals['requestId'])
    const deed = (librarianId: Deed['librarianId']): Deed => ({
      door: 'api',
      librarianId,
      requestId,
      command: key === undefined ? null : { key, asked: askedIn(request, seen) },
    })
    return route.handle({
      app,
      sampleNotice,
      ...read,
      file: request,
      token,
      place,
      requestId,
      seen: seen ?? '',
      get who() {
        return certain(atWork)
      },
      get desk() {
        return app.by(deed(certain(atWork).librarian.id))
      },
    })
  }

  async function tooFast(atWork: AtWork | null, place: string): Promise<Problem | null> {
    const bucket = atWork ? `api:librarian:${atWork.librarian.id}` : `api:place:${app.printOf(place)}`
    const over = await app.countUse(bucket, pace)
    return over && problem('too-many-requests', over)
  }

  function mayNot(atWork: AtWork | null): Problem | null {
    if (route.role === 'anyone') return null
    if (!atWork) return problem('not-signed-in')
    if (atWork.librarian.mustChangePassword && !route.isOpenBefore) return problem('password-must-be-changed')
    return mayDo(atWork.librarian.role, route.role) ? null : problem('not-allowed')
  }

  function readParts(request: Request): { params: unknown; query: unknown; body: unknown } | Problem {
    const given = { params: request.params, query: request.query, body: (request.body as unknown) ?? {} }
    const unsound = unsoundIn(given)
    if (unsound) return problem('invalid-request', { errors: [unsound] })
    const parts = { params: route.params ?? none, query: route.query ?? none, body: route.body ?? z.unknown() }
    const read = z.object(parts).safeParse(given, { error: inKorean })
    if (read.success) return read.data
    const errors = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return problem('invalid-request', { errors })
  }
}

const none = z.object({})

/** All that makes this command this command. */
function askedIn(request: Request, seen: string | null): string {
  return JSON.stringify([request.method, request.originalUrl, seen, (request.body as unknown) ?? null])
}

function certain(atWork: AtWork | null): AtWork {
  if (!atWork) throw new Error('a route for anyone asks who it is')
  return atWork
}
