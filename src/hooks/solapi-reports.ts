/** Solapi tells us what became of messages: the single-report webhook. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { NoticeId } from '../domain/ids.js'
import type { AlimtalkNews } from '../domain/news.js'
import type { Log } from '../log.js'
import { solapiFate, solapiReason } from '../solapi-fate.js'
import { answerInTime } from './answer-in-time.js'

/** Ids are compared with columns of ASCII; what has other letters is none. */
const id = z
  .string()
  .regex(/^[\x20-\x7e]{1,100}$/)
  .nullish()
const report = z
  .object({
    messageId: id,
    statusCode: z.string().min(1).max(20),
    reason: z.string().nullish(),
    statusMessage: z.string().nullish(),
    customFields: z.object({ noticeId: id }).nullish(),
  })
  .transform(({ messageId, statusCode, reason, statusMessage, customFields }) => ({
    messageId: messageId ?? null,
    noticeId: (customFields?.noticeId ?? null) as NoticeId | null,
    fate: solapiFate(statusCode),
    reason: solapiReason(statusCode, reason ?? statusMessage),
  }))
  .refine(({ messageId, noticeId }) => messageId !== null || noticeId !== null)

/** One report that cannot be read or noted does not stop the others. */
export function solapiReports(noteAlimtalk: (news: AlimtalkNews) => Promise<void>, log: Log): RequestHandler {
  const hook = 'solapi'
  return async function reports(request, response) {
    const given: unknown = request.body
    if (!Array.isArray(given)) {
      log.warn({ hook }, 'hook not understood')
      return void response.status(400).json({ error: 'the body is not understood' })
    }
    const read = given.map((one) => report.safeParse(one))
    const known = read.flatMap(({ data }) => (data && data.fate !== 'under-way' ? [data] : []))
    const noteAll = async (): Promise<void> => {
      const failures: unknown[] = []
      for (const { fate, ...news } of known)
        await noteAlimtalk({ ...news, isDelivered: fate === 'delivered' }).catch((error: unknown) =>
          failures.push(error),
        )
      if (failures.length > 0) throw failures[0]
    }
    await answerInTime(response, noteAll(), hook, log)
    const skipped = read.filter(({ success }) => !success).length
    const level = skipped > 0 ? 'warn' : 'info'
    log[level]({ hook, reports: known.length, skipped, status: response.statusCode }, 'hook')
  }
}
