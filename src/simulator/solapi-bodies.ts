/** What goes in and out of Solapi's messages, field by field, and which of them does it not take? */
import { z } from 'zod'

const texts = z.record(z.string(), z.string())
const message = z.looseObject({
  to: z.string().min(1),
  from: z.string().optional(),
  type: z.literal('ATA').optional(),
  kakaoOptions: z.looseObject({
    pfId: z.string().min(1),
    templateId: z.string().min(1),
    variables: texts.default({}),
    disableSms: z.boolean().default(false),
  }),
  customFields: texts.default({}),
})

export type Asked = z.infer<typeof message>

export const sending = z.looseObject({
  messages: z.array(message).min(1).max(10_000),
  allowDuplicates: z.boolean().default(false),
  showMessageList: z.boolean().default(false),
})

const instant = z.iso.datetime({ offset: true })

export const listQuery = z.looseObject({
  messageId: z.string().optional(),
  to: z.string().optional(),
  dateType: z.enum(['CREATED', 'UPDATED']).optional(),
  startDate: instant.optional(),
  startKey: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(20),
})

/** A well-formed message in a signed request, whatever the simulator then did with it. */
export type SentAlimtalk = {
  to: string
  templateId: string
  variables: Record<string, string>
  customFields: Record<string, string>
  /** Does somebody who is not reached get an SMS instead. */
  hasSmsFallback: boolean
  /** Null when the message was not registered. */
  messageId: string | null
  outcome: 'delivered' | 'answer-dropped' | 'not-a-user' | 'refused' | 'failed' | 'silence'
  receivedAt: string
}

export type SolapiRefusal = { statusCode: string; statusMessage: string }

/** Of a template with its variables in it. */
const charactersAtMost = 1_000
const variablesAtMost = 40

/** Why a message is not registered; undefined when it is. The numbers are this stand-in's own. */
export function refusalOf(asked: Asked, before: readonly Asked[], allowDuplicates: boolean): SolapiRefusal | undefined {
  const { variables, disableSms } = asked.kakaoOptions
  const names = Object.keys(variables)
  const refused = (statusCode: string, statusMessage: string) => ({ statusCode, statusMessage })
  if (!/^01[016-9]\d{7,8}$/.test(asked.to)) return refused('1021', `잘못된 수신번호예요: ${asked.to}`)
  if (!allowDuplicates && before.some(({ to }) => to === asked.to)) return refused('1022', '중복된 수신번호예요')
  if (!disableSms && !asked.from) return refused('1023', '대체 발송에는 발신번호가 필요해요')
  if (names.some((name) => !/^#\{[^.{}]+\}$/.test(name))) return refused('1024', '변수 이름이 #{이름} 꼴이 아니에요')
  if (names.length > variablesAtMost) return refused('1025', `변수가 ${variablesAtMost}개를 넘어요`)
  const characters = Object.values(variables).join('').length
  return characters > charactersAtMost ? refused('1026', `변수의 글자가 ${charactersAtMost}자를 넘어요`) : undefined
}

/** A message as the list and the reports show it: delivered, or nobody there. */
export function storedMessage({ messageId, to, customFields, outcome, receivedAt }: SentAlimtalk) {
  const isDelivered = outcome !== 'not-a-user'
  return {
    messageId,
    to,
    type: 'ATA',
    status: 'COMPLETE',
    statusCode: isDelivered ? '4000' : '3104',
    reason: isDelivered ? '수신완료' : '카카오톡을 사용하지 않는 번호예요',
    customFields,
    dateCreated: receivedAt,
    dateUpdated: receivedAt,
  }
}
