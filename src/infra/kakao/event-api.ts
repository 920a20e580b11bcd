/** Kakao's Event API: pushes a message into the bot chat of people who added the channel. */
import { z } from 'zod'
import { OutsideError, type Talk } from '../../usecases/gateways.js'
import { call } from './http.js'

export type EventApiOptions = {
  /** `https://bot-api.kakao.com`, or a stand-in. */
  readonly baseUrl: () => string
  /** With a `!` at the end for the development channel. */
  readonly botId: string
  readonly restApiKey: string
  readonly timeoutMs?: number
}

const accepted = z.object({
  taskId: z.string(),
  status: z.enum(['SUCCESS', 'FAIL', 'ERROR']),
  message: z.string().optional(),
})

const outcome = z.object({
  status: z.string(),
  allRequestCount: z.number(),
  successCount: z.number(),
  fail: z
    .object({
      list: z.array(z.object({ userId: z.string(), errorMsg: z.object({ msg: z.string() }).optional() })).default([]),
    })
    .optional(),
})

/** Recipients Kakao takes in one call. */
const usersAtMost = 100

export function eventApi(options: EventApiOptions): Talk {
  const { baseUrl, botId, restApiKey, timeoutMs = 5_000 } = options
  const request = { place: 'event-api', authorization: `KakaoAK ${restApiKey}`, timeoutMs } as const
  return {
    async push(eventName, users) {
      if (users.length > usersAtMost)
        throw new RangeError(`${users.length} recipients in one call, ${usersAtMost} at most`)
      const answer = await call(
        {
          ...request,
          method: 'POST',
          url: `${baseUrl()}/v2/bots/${encodeURIComponent(botId)}/talk`,
          body: {
            event: { name: eventName },
            user: users.map(({ userKey, properties }) => ({ type: 'botUserKey', id: userKey, properties })),
          },
        },
        accepted,
      )
      if (answer.status !== 'SUCCESS')
        throw new OutsideError('event-api', answer.message ?? answer.status, 'no', answer.status === 'ERROR')
      return { taskId: answer.taskId }
    },
    async result(taskId) {
      const url = `${baseUrl()}/v1/tasks/${encodeURIComponent(taskId)}`
      const answer = await call({ ...request, method: 'GET', url }, outcome)
      const failures = (answer.fail?.list ?? []).map(({ userId, errorMsg }) => ({
        userKey: userId,
        reason: errorMsg?.msg ?? 'unknown',
      }))
      const isDone = answer.successCount + failures.length >= answer.allRequestCount || answer.status === 'ALL SUCCESS'
      return isDone ? { failures } : null
    },
  }
}
