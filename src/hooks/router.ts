/** The door for those who call us by themselves: Kakao about our channel, Solapi about its messages. */
import { json, Router, type ErrorRequestHandler } from 'express'
import type { Config } from '../config.js'
import type { AlimtalkNews, ChannelNews } from '../domain/news.js'
import type { Log } from '../log.js'
import { kakaoChannel } from './kakao-channel.js'
import { keyGuard } from './key-guard.js'
import { solapiReports } from './solapi-reports.js'

export type HookParts = {
  /** Told of somebody who added or blocked the channel; the same news may come twice, known by its `resourceId`. */
  readonly noteChannel: (news: ChannelNews) => Promise<void>
  /** Told of what became of a message; the same news may come several times. */
  readonly noteAlimtalk: (news: AlimtalkNews) => Promise<void>
  readonly hooks: Config['hooks']
  readonly log: Log
}

/** A door whose key is not configured is not there. Who calls is known before a byte of the body is read. */
export function hooksRouter({ noteChannel, noteAlimtalk, hooks, log }: HookParts): Router {
  const { kakaoAdminKey, solapiSecret } = hooks
  const router = Router()
  const readBody = json({ limit: '1mb', type: () => true })
  if (kakaoAdminKey !== null)
    router.post(
      '/kakao-channel',
      keyGuard(`KakaoAK ${kakaoAdminKey}`, (request) => request.header('authorization')),
      readBody,
      kakaoChannel(noteChannel, log),
    )
  if (solapiSecret !== null)
    router.post(
      '/solapi/:secret',
      keyGuard(solapiSecret, (request) => request.params['secret']),
      readBody,
      solapiReports(noteAlimtalk, log),
    )
  router.use(badBody)
  return router
}

/** Bytes that are no JSON, or far too many of them; anything else is for the server's last word. */
const badBody: ErrorRequestHandler = (error: { type?: unknown }, _request, response, next) => {
  if (response.headersSent || typeof error.type !== 'string') return next(error)
  response.status(400).json({ error: 'the body is not understood' })
}
