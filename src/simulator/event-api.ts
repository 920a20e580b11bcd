/** How does Kakao's Event API take a push and deliver it? The doors below /event-api. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Conversation } from './conversation.js'
import { deliveryErrors, openEventTasks, type EventTask } from './event-tasks.js'
import type { Misbehaviour } from './misbehave.js'
import type { Mischief } from './mischief.js'
import type { People } from './people.js'

const anything = z.record(z.string(), z.unknown())
const recipient = z.looseObject({
  type: z.enum(['botUserKey', 'plusfriendUserKey', 'appUserId']),
  id: z.string().min(1),
  properties: anything.optional(),
})
const talk = z.looseObject({
  event: z.looseObject({ name: z.string().min(1), data: anything.optional() }),
  user: z.array(recipient).min(1).max(100),
  params: anything.optional(),
})

type Talk = z.infer<typeof talk>

/** A well-formed talk request with a key, whatever the simulator then did with it. */
export type SentTalk = Talk & {
  receivedAt: string
  botId: string
  /** Null when the request was not accepted. */
  taskId: string | null
  outcome: 'accepted' | 'answer-dropped' | 'failed' | 'silence'
}

type Wire = {
  botId: string
  now: () => Date
  people: People
  conversation: Conversation
  mischief: Mischief
  misbehaviour: Misbehaviour
}

export type EventApi = {
  router: Router
  sent: SentTalk[]
  /** Resolves when nothing is being delivered. */ idle(): Promise<void>
}

export function openEventApi(wire: Wire): EventApi {
  const sent: SentTalk[] = []
  const tasks = openEventTasks()
  const deliveries = new Set<Promise<void>>()
  const router = Router()

  const refuse = (res: Response, status: number, message: string) =>
    void res.status(status).json({ status: 'FAIL', message, timestamp: wire.now().getTime() })

  const deliver = async (task: EventTask, to: Talk['user'][number], request: Talk) => {
    const fail = (errorMsg: { errorType: number; msg: string }) =>
      void task.failed.push({ userId: to.id, reqUserType: to.type, createdAt: wire.now().toISOString(), errorMsg })
    const person = wire.people.withKey(to.type, to.id)
    if (!person) task.unresolved += 1
    if (!person) return fail(deliveryErrors.unknownUser)
    if (wire.mischief.eventApi === 'not-friend') return fail(deliveryErrors.notFriend)
    const event = { name: request.event.name, params: request.params ?? {}, properties: to.properties ?? {} }
    const { failed } = await wire.conversation.push(person, event)
    if (failed) return fail(deliveryErrors.skillFailed)
    task.succeeded += 1
  }

  const accept = (request: Talk) => {
    const task = tasks.open(request.user.length)
    for (const to of request.user) {
      const delivery = deliver(task, to, request).finally(() => deliveries.delete(delivery))
      deliveries.add(delivery)
    }
    return task.taskId
  }

  router.use((req, res, next) => {
    if (/^KakaoAK \S+$/.test(req.get('authorization') ?? '')) return next()
    refuse(res, 401, 'Authorization 헤더에 KakaoAK {REST API 키}가 필요해요')
  })

  router.post('/v2/bots/:botId/talk', async (req: Request<{ botId: string }>, res) => {
    const { botId } = req.params
    if (bare(botId) !== bare(wire.botId)) return refuse(res, 400, `모르는 봇이에요: ${botId}`)
    const parsed = talk.safeParse(req.body)
    if (!parsed.success) return refuse(res, 400, z.prettifyError(parsed.error))
    const request = parsed.data
    const users = new Set(request.user.map((user) => `${user.type} ${user.id}`))
    if (users.size < request.user.length) return refuse(res, 400, '같은 사용자가 두 번 들어 있어요')

    const record: SentTalk = {
      ...request,
      receivedAt: wire.now().toISOString(),
      botId,
      taskId: null,
      outcome: 'accepted',
    }
    sent.push(record)
    const mischief = wire.mischief.eventApi
    if (mischief === 'silence') {
      record.outcome = 'silence'
      return wire.misbehaviour.silence(res)
    }
    if (mischief === '500') {
      record.outcome = 'failed'
      return refuse(res, 500, 'Internal Server Error')
    }
    if (mischief === 'slow') await wire.misbehaviour.dawdle()
    record.taskId = accept(request)
    if (mischief === 'accept-then-drop-answer') {
      record.outcome = 'answer-dropped'
      return wire.misbehaviour.cut(res)
    }
    res.json({ taskId: record.taskId, status: 'SUCCESS', message: 'OK', timestamp: wire.now().getTime() })
  })

  router.get('/v1/tasks/:taskId', (req: Request<{ taskId: string }>, res) => {
    const result = tasks.result(req.params.taskId)
    if (result) res.json(result)
    else refuse(res, 404, `모르는 작업이에요: ${req.params.taskId}`)
  })

  return {
    router,
    sent,
    async idle() {
      while (deliveries.size > 0) await Promise.all(deliveries)
    },
  }
}

/** Bots on the development channel carry a trailing `!`. */
function bare(botId: string): string {
  return botId.replace(/!$/, '')
}
