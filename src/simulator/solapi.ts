/** How does Solapi take Alimtalk messages, list them and report what became of them? The doors below /solapi. */
import { randomBytes } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Misbehaviour } from './misbehave.js'
import type { Mischief } from './mischief.js'
import { listQuery, refusalOf, sending, storedMessage, type Asked, type SentAlimtalk } from './solapi-bodies.js'

type Wire = {
  now: () => Date
  mischief: Mischief
  misbehaviour: Misbehaviour
  /** Called for every message that reaches KakaoTalk. */
  deliver(message: SentAlimtalk): void
}

export type Solapi = {
  router: Router
  sent: SentAlimtalk[]
  /** Posts what became of the messages to a webhook, each of them once; answers its HTTP status, null with nothing to say. */
  report(url: string): Promise<number | null>
}

const authorization =
  /^HMAC-SHA256 apiKey=\S+, date=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)), salt=([0-9a-zA-Z]{12,64}), signature=[0-9a-f]{64}$/

export function openSolapi(wire: Wire): Solapi {
  const sent: SentAlimtalk[] = []
  const salts = new Set<string>()
  const reported = new Set<string>()
  const router = Router()
  const registered = () => sent.filter(isRegistered)

  router.use((req, res, next) => {
    const [, date, salt] = authorization.exec(req.get('authorization') ?? '') ?? []
    if (!date || !salt) return refuse(res, 401, 'Unauthorized', 'Authorization 헤더에 HMAC-SHA256 서명이 필요해요')
    if (salts.has(salt)) return refuse(res, 403, 'DuplicatedSignature', '한 번 쓴 서명이에요')
    salts.add(salt)
    next()
  })

  const keep = (asked: Asked, outcome: SentAlimtalk['outcome']): SentAlimtalk => {
    const isKept = outcome === 'delivered' || outcome === 'answer-dropped' || outcome === 'not-a-user'
    const message: SentAlimtalk = {
      to: asked.to,
      templateId: asked.kakaoOptions.templateId,
      variables: asked.kakaoOptions.variables,
      customFields: asked.customFields,
      hasSmsFallback: !asked.kakaoOptions.disableSms,
      messageId: isKept ? `M4V${randomBytes(14).toString('hex').toUpperCase()}` : null,
      outcome,
      receivedAt: wire.now().toISOString(),
    }
    sent.push(message)
    if (outcome === 'delivered' || outcome === 'answer-dropped') wire.deliver(message)
    return message
  }

  router.post('/messages/v4/send-many/detail', (req, res) => {
    const asked = take(sending, req.body, res)
    if (!asked) return
    const { messages } = asked
    const mischief = wire.mischief.alimtalk
    if (mischief === 'silence') {
      messages.forEach((message) => keep(message, 'silence'))
      return wire.misbehaviour.silence(res)
    }
    if (mischief === '500') {
      messages.forEach((message) => keep(message, 'failed'))
      return refuse(res, 500, 'InternalError', 'Internal Server Error')
    }
    const isDropped = mischief === 'accept-then-drop-answer'
    const outcome = isDropped ? 'answer-dropped' : mischief === 'not-a-user' ? 'not-a-user' : 'delivered'
    const failedMessageList: object[] = []
    const messageList: object[] = []
    messages.forEach((message, place) => {
      const refusal = refusalOf(message, messages.slice(0, place), asked.allowDuplicates)
      const { messageId } = keep(message, refusal ? 'refused' : outcome)
      const { to, customFields } = message
      if (refusal) failedMessageList.push({ to, type: 'ATA', ...refusal, customFields })
      else
        messageList.push({
          messageId,
          statusCode: '2000',
          statusMessage: '정상 접수(이통사로 접수 예정)',
          customFields,
        })
    })
    if (isDropped) return wire.misbehaviour.cut(res)
    const groupInfo = { groupId: `G4V${randomBytes(14).toString('hex').toUpperCase()}`, status: 'SENDING' }
    res.json({ failedMessageList, groupInfo, ...(asked.showMessageList ? { messageList } : {}) })
  })

  router.get('/messages/v4/list', (req: Request, res) => {
    const asked = take(listQuery, req.query, res)
    if (!asked) return
    const found = registered().filter(
      ({ messageId, to, receivedAt }) =>
        (asked.messageId ?? messageId) === messageId &&
        (asked.to ?? to) === to &&
        Date.parse(asked.startDate ?? receivedAt) <= Date.parse(receivedAt),
    )
    const start = asked.startKey ? found.findIndex(({ messageId }) => messageId === asked.startKey) : 0
    const page = found.slice(start, start + asked.limit)
    res.json({
      startKey: asked.startKey ?? null,
      nextKey: found[start + asked.limit]?.messageId ?? null,
      limit: asked.limit,
      messageList: Object.fromEntries(page.map((message) => [message.messageId, storedMessage(message)])),
    })
  })

  return {
    router,
    sent,
    async report(url) {
      const news = registered().filter(({ messageId }) => !reported.has(messageId))
      if (news.length === 0) return null
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(news.map(storedMessage)),
      })
      if (response.ok) news.forEach(({ messageId }) => reported.add(messageId))
      return response.status
    },
  }
}

function isRegistered(message: SentAlimtalk): message is SentAlimtalk & { messageId: string } {
  return message.messageId !== null
}

function take<T extends z.ZodType>(schema: T, given: unknown, res: Response): z.infer<T> | undefined {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  refuse(res, 400, 'ValidationError', z.prettifyError(parsed.error))
  return undefined
}

function refuse(res: Response, status: number, errorCode: string, errorMessage: string): void {
  res.status(status).json({ errorCode, errorMessage })
}
