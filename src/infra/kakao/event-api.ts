/** Kakao's Event API: pushes a message into the bot chat of people who added the channel. */
import { z } from 'zod'
import { OutsideError, type Talk, type TalkFailure } from '../../usecases/gateways.js'
import { call } from './http.js'

export type EventApiOptions = {
  /** `https://bot-api.kakao.com`, or a stand-in. */
  readonly baseUrl: () => string
  /** With a `!` at the end for the development channel. */
  readonly botId: string
  readonly restApiKey: string
  readonly timeoutMs?: number
}

/** How long Kakao is waited for. */
export const patienceMs = 5_000

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
      list: z
        .array(
          z.object({
            userId: z.string(),
            errorMsg: z.object({ errorType: z.number().optional(), msg: z.string() }).optional(),
          }),
        )
        .default([]),
    })
    .optional(),
})

/** The only error type seen in the wild: our skill did not answer when the message was to be drawn. */
const skillFailed = 201

/** Kakao's words for somebody who did not add the channel, or left it, are not documented; what says nothing of it is not it. */
function causeOf(said: { errorType?: number | undefined; msg: string } | undefined): TalkFailure['cause'] {
  if (said?.errorType === skillFailed) return 'skill'
  return /friend|block|친구|차단/i.test(said?.msg ?? '') ? 'member' : 'other'
}

/** As long as there is room for; a longer one is not asked about later, but the message was taken. */
const taskIdAtMost = 80

/** Recipients Kakao takes in one call. */
const usersAtMost = 100

export function eventApi(options: EventApiOptions): Talk {
  const { baseUrl, botId, restApiKey, timeoutMs = patienceMs } = options
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
      return { taskId: answer.taskId.length <= taskIdAtMost ? answer.taskId : null }
    },
    async result(taskId) {
      const url = `${baseUrl()}/v1/tasks/${encodeURIComponent(taskId)}`
      const answer = await call({ ...request, method: 'GET', url }, outcome)
      const failures = (answer.fail?.list ?? []).map(({ userId, errorMsg }) => ({
        userKey: userId,
        reason: errorMsg?.msg ?? 'unknown',
        cause: causeOf(errorMsg),
      }))
      const isDone = answer.successCount + failures.length >= answer.allRequestCount || answer.status === 'ALL SUCCESS'
      return isDone ? { failures } : null
    },
  }
}
