/** Alimtalk through Solapi: an approved template with its blanks filled in, sent to a phone number. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { solapiFate, solapiReason } from '../../solapi-fate.js'
import { OutsideError, type Alimtalk, type AlimtalkMessage } from '../../usecases/gateways.js'
import { call } from './http.js'

export type AlimtalkOptions = {
  /** `https://api.solapi.com`, or a stand-in. */
  readonly baseUrl: () => string
  readonly apiKey: string
  readonly apiSecret: string
  /** The channel's sender profile at Solapi. */
  readonly pfId: string
  /** The number that an SMS comes from, registered at Solapi. */
  readonly from: string | null
  /** Kind of notice → id of its approved template. */
  readonly templates: Readonly<Record<string, string>>
  /** Does somebody whom KakaoTalk does not reach get an SMS instead. */
  readonly hasSmsFallback: boolean
  /** The real time: Solapi refuses a signature whose date is far from its own. */
  readonly now: () => Date
  /** 12 to 64 letters and digits, never the same twice. */
  readonly newSalt: () => string
  readonly timeoutMs?: number
}

const ours = z.object({ noticeId: z.string() })
const registered = z.object({
  messageList: z.array(z.object({ messageId: z.string().min(1), customFields: ours })).default([]),
  failedMessageList: z
    .array(z.object({ statusCode: z.string(), statusMessage: z.string().nullish(), customFields: ours }))
    .default([]),
})
const message = z.object({
  messageId: z.string(),
  status: z.string().nullish(),
  statusCode: z.string().nullish(),
  reason: z.string().nullish(),
  customFields: z.record(z.string(), z.unknown()).nullish(),
})
const list = z.object({ nextKey: z.string().nullish(), messageList: z.record(z.string(), message) })

/** Messages sent in one call, and read on one page. */
const messagesAtMost = 100
const pagesAtMost = 10

/** Solapi's clock may be behind ours. */
const clocksDifferMs = 60_000

export function alimtalk(options: AlimtalkOptions): Alimtalk {
  const { baseUrl, apiKey, apiSecret, templates, now, newSalt, timeoutMs = 5_000 } = options
  const authorization = () => {
    const [date, salt] = [now().toISOString(), newSalt()]
    const signature = createHmac('sha256', apiSecret).update(`${date}${salt}`).digest('hex')
    return `HMAC-SHA256 apiKey=${apiKey}, date=${date}, salt=${salt}, signature=${signature}`
  }
  const look = (query: Record<string, string>) => {
    const url = `${baseUrl()}/messages/v4/list?${new URLSearchParams(query).toString()}`
    return call({ place: 'solapi', method: 'GET', url, authorization: authorization(), timeoutMs }, list)
  }
  return {
    hasTemplate: (kind) => Object.hasOwn(templates, kind),

    async send(messages) {
      if (messages.length > messagesAtMost)
        throw new RangeError(`${messages.length} messages in one call, ${messagesAtMost} at most`)
      const faults = messages.flatMap((one) => faultOf(one, templates))
      const sound = messages.filter((one) => !faults.some(({ noticeId }) => noticeId === one.noticeId))
      if (sound.length === 0) return { accepted: [], refused: faults }
      const answer = await call(
        {
          place: 'solapi',
          method: 'POST',
          url: `${baseUrl()}/messages/v4/send-many/detail`,
          authorization: authorization(),
          // two notices may be due to one member; without it Solapi drops the second
          body: { messages: sound.map((one) => wireOf(one, options)), allowDuplicates: true, showMessageList: true },
          timeoutMs,
          mayHaveHeardWhenBroken: true,
        },
        registered,
      )
      const refused = answer.failedMessageList.map(({ customFields, statusCode, statusMessage }) => ({
        noticeId: customFields.noticeId,
        reason: solapiReason(statusCode, statusMessage),
      }))
      const accepted = answer.messageList
        .map(({ customFields, messageId }) => ({ noticeId: customFields.noticeId, messageId }))
        .filter(({ noticeId }) => !refused.some((other) => other.noticeId === noticeId))
      const named = new Set([...refused, ...accepted].map(({ noticeId }) => noticeId))
      if (!sound.every(({ noticeId }) => named.has(noticeId)))
        throw new OutsideError('solapi', 'an answer that leaves out a message', 'maybe', false)
      return { accepted, refused: [...faults, ...refused] }
    },

    async find(noticeId, phone, since) {
      const startDate = new Date(Date.parse(since) - clocksDifferMs).toISOString()
      const query = { to: phone, dateType: 'CREATED', startDate, limit: String(messagesAtMost) }
      let startKey: string | null = null
      for (let page = 0; page < pagesAtMost; page += 1) {
        const { messageList, nextKey }: z.infer<typeof list> = await look(startKey ? { ...query, startKey } : query)
        const found = Object.values(messageList).find(({ customFields }) => customFields?.['noticeId'] === noticeId)
        if (found) return { messageId: found.messageId }
        if (!nextKey) return null
        startKey = nextKey
      }
      throw new OutsideError('solapi', 'more messages to one number than can be looked through', 'maybe', false)
    },

    async result(messageId) {
      const found = (await look({ messageId })).messageList[messageId]
      if (!found?.statusCode) return null
      const { status, statusCode, reason } = found
      const fate = solapiFate(statusCode, status)
      return fate === 'under-way'
        ? null
        : { isDelivered: fate === 'delivered', reason: solapiReason(statusCode, reason) }
    },
  }
}

/** What is wrong with a message before anybody is asked. */
function faultOf({ noticeId, template, variables }: AlimtalkMessage, templates: AlimtalkOptions['templates']) {
  const dotted = Object.keys(variables).find((name) => name.includes('.'))
  if (!Object.hasOwn(templates, template)) return [{ noticeId, reason: `no template for ${template}` }]
  return dotted === undefined ? [] : [{ noticeId, reason: `a dot in the variable ${dotted}` }]
}

function wireOf({ noticeId, phone, template, variables }: AlimtalkMessage, options: AlimtalkOptions) {
  const { pfId, from, templates, hasSmsFallback } = options
  return {
    to: phone,
    ...(from === null ? {} : { from }),
    type: 'ATA',
    kakaoOptions: {
      pfId,
      templateId: templates[template],
      variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [`#{${name}}`, value])),
      disableSms: !hasSmsFallback,
    },
    customFields: { noticeId },
  }
}
