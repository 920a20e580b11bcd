/** Kakao tells us who added or blocked our channel: the KakaoTalk channel webhook of Kakao Developers. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { ChannelNews } from '../domain/news.js'
import type { Log } from '../log.js'
import { answerInTime } from './answer-in-time.js'

/** Ids and numbers are compared with columns of ASCII; what has other letters is none. */
const word = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]{1,100}$/)
const body = z.object({
  event: z.enum(['added', 'blocked']),
  id: z.union([word, z.int().nonnegative()]).transform(String),
  id_type: z.enum(['app_user_id', 'open_id']),
  updated_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
})

/** News of somebody we cannot know (who did not agree to be known), or without a number, is taken and left alone. */
export function kakaoChannel(noteChannel: (news: ChannelNews) => Promise<void>, log: Log): RequestHandler {
  const hook = 'kakao-channel'
  return async function channel(request, response) {
    const read = body.safeParse(request.body)
    if (!read.success) {
      log.warn({ hook, at: read.error.issues[0]?.path.join('.') }, 'hook not understood')
      return void response.status(400).json({ error: 'the body is not understood' })
    }
    const { event, id: appUserId, id_type, updated_at: updatedAt } = read.data
    const resourceId = word.safeParse(request.header('x-kakao-resource-id'))
    if (id_type === 'open_id' || !resourceId.success) {
      log.info({ hook, event, why: resourceId.success ? id_type : 'no resource id' }, 'hook left alone')
      return void response.status(200).json({})
    }
    await answerInTime(response, noteChannel({ resourceId: resourceId.data, appUserId, event, updatedAt }), hook, log)
    log.info({ hook, event, status: response.statusCode }, 'hook')
  }
}
