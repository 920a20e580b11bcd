/** Which addresses does the simulator have? The page, its API and the stand-ins. */
import { json, Router, static as staticFiles, type ErrorRequestHandler, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Clock } from './clock.js'
import type { Conversation } from './conversation.js'
import { changeMischief, mischiefChange, type Mischief } from './mischief.js'
import { pageFolder } from './page-folder.js'
import type { People } from './people.js'
import { streamNews } from './stream.js'
import type { Time, Transcripts } from './transcript.js'

const member = z.string().trim().min(1).max(30)
const saying = z.object({
  member,
  utterance: z.string().min(1).max(1000),
  via: z
    .object({
      type: z.string(),
      extra: z.record(z.string(), z.unknown()).optional(),
      blockId: z.string().optional(),
    })
    .optional(),
})
const entering = z.object({ member })
const newcomer = z.object({ name: member })
const watching = z.object({ member, after: z.coerce.number().optional() })
const moving = z.union([
  z.object({ advanceDays: z.int().min(1).max(366) }),
  z.object({ advanceHours: z.int().min(1).max(48) }),
])

/** Pictures of books come from anywhere; a payment ends on the product's own address. */
const contentSecurity = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src * data:',
  "form-action 'self' http: https:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Wire = {
  people: People
  transcripts: Transcripts
  conversation: Conversation
  mischief: Mischief
  clock: Clock
  closing: AbortSignal
  eventApi: Router
  kakaoPay: Router
  solapi: Router
  books: Router
}

export function openRouter(wire: Wire): Router {
  const router = Router()
  router.use((_req, res, next) => {
    res.set('Content-Security-Policy', contentSecurity)
    next()
  })
  router.use(json({ limit: '1mb' }))
  router.use('/api', apiOf(wire))
  router.use('/event-api', wire.eventApi)
  router.use('/kakaopay', wire.kakaoPay)
  router.use('/solapi', wire.solapi)
  router.use('/books', wire.books)
  router.use(staticFiles(pageFolder(), { cacheControl: false }))
  router.use(badBody)
  return router
}

function apiOf({ people, transcripts, conversation, mischief, clock, closing }: Wire): Router {
  const router = Router()
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })

  router.post('/say', async (req, res) => {
    const asked = take(saying, req.body, res)
    if (asked) res.json(await conversation.say(asked.member, asked.utterance, asked.via))
  })
  router.post('/enter', async (req, res) => {
    const asked = take(entering, req.body, res)
    if (asked) res.json(await conversation.enter(asked.member))
  })

  router.get('/members', (_req, res) => void res.json(people.all()))
  router.post('/members', (req, res) => {
    const asked = take(newcomer, req.body, res)
    if (asked) res.status(201).json(people.add(asked.name))
  })
  router.get('/transcript', (req, res) => {
    const asked = take(watching, req.query, res)
    if (asked) res.json(transcripts.of(asked.member).filter(({ id }) => id > (asked.after ?? 0)))
  })
  router.get('/stream', (req: Request, res) => streamNews(req, res, transcripts, closing))

  const time = (): Time => ({ now: clock.now().toISOString(), notices: clock.noticeHours() })
  router.get('/clock', (_req, res) => void res.json(time()))
  router.post('/clock', async (req, res) => {
    const asked = take(moving, req.body, res)
    if (!asked) return
    if ('advanceDays' in asked) await clock.advanceDays(asked.advanceDays)
    else await clock.advanceHours(asked.advanceHours)
    transcripts.tell({ type: 'clock', time: time() })
    res.json(time())
  })

  router.get('/mischief', (_req, res) => void res.json(mischief))
  router.post('/mischief', (req, res) => {
    const asked = take(mischiefChange, req.body, res)
    if (!asked) return
    changeMischief(mischief, asked)
    res.json(mischief)
  })
  return router
}

function take<T extends z.ZodType>(schema: T, given: unknown, res: Response): z.infer<T> | undefined {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  res.status(400).json({ message: z.prettifyError(parsed.error) })
  return undefined
}

/** Express knows an error door by its four arguments. */
const badBody: ErrorRequestHandler = (error: { status?: number; message?: string }, _req, res, next) => {
  if (res.headersSent) return next(error)
  res.status(error.status ?? 500).json({ message: error.message ?? 'unknown error' })
}
