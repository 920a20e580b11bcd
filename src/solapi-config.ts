/** What the environment says about Solapi: all of its settings or none. Half of them would send nothing, unnoticed. */
import { z } from 'zod'
import { noticeKinds } from './domain/notice.js'
import { webAddress as address } from './web-address.js'

const filled = z.string().trim().min(1)
const phone = z
  .string()
  .transform((text) => text.replaceAll('-', ''))
  .pipe(z.string().regex(/^\d{8,12}$/, 'must be a phone number'))

const sample = '{"overdue":"KA01TP…"}'
const templates = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue(`must be JSON, such as ${sample}`)
      return z.NEVER
    }
  })
  .pipe(
    z
      .partialRecord(z.enum(noticeKinds), z.string(`must be template ids, such as ${sample}`).trim().min(1), {
        error: `must be an object such as ${sample}; its kinds are ${noticeKinds.join(', ')}`,
      })
      .refine((given) => Object.keys(given).length > 0, 'must have at least one kind'),
  )

const variables = z.object({
  SOLAPI_API_KEY: filled.optional(),
  SOLAPI_API_SECRET: filled.optional(),
  SOLAPI_API_URL: address.default('https://api.solapi.com'),
  SOLAPI_PF_ID: filled.optional(),
  SOLAPI_FROM: phone.optional(),
  SOLAPI_TEMPLATES: templates.optional(),
  SOLAPI_SMS_FALLBACK: z.enum(['on', 'off']).default('off'),
})

export const solapiNames: readonly string[] = Object.keys(variables.shape)

/** From the environment to what the client of Solapi needs; `alimtalk` is null when no key is set. */
export const solapiConfig = variables.transform((env, context) => {
  const { SOLAPI_API_KEY: apiKey, SOLAPI_API_SECRET: apiSecret, SOLAPI_PF_ID: pfId, SOLAPI_TEMPLATES: ids } = env
  const { SOLAPI_API_URL: baseUrl, SOLAPI_FROM: from = null } = env
  const hasSmsFallback = env.SOLAPI_SMS_FALLBACK === 'on'
  const demand = (name: keyof typeof env, because: string) => {
    context.addIssue({ code: 'custom', path: [name], message: `must be set together with ${because}` })
    return z.NEVER
  }
  if (apiKey === undefined) {
    if (apiSecret !== undefined) return demand('SOLAPI_API_KEY', 'SOLAPI_API_SECRET')
    if (pfId !== undefined) return demand('SOLAPI_API_KEY', 'SOLAPI_PF_ID')
    if (from !== null) return demand('SOLAPI_API_KEY', 'SOLAPI_FROM')
    if (ids !== undefined) return demand('SOLAPI_API_KEY', 'SOLAPI_TEMPLATES')
    if (hasSmsFallback) return demand('SOLAPI_API_KEY', 'SOLAPI_SMS_FALLBACK=on')
    return { alimtalk: null }
  }
  if (apiSecret === undefined) return demand('SOLAPI_API_SECRET', 'SOLAPI_API_KEY')
  if (pfId === undefined) return demand('SOLAPI_PF_ID', 'SOLAPI_API_KEY')
  if (ids === undefined) return demand('SOLAPI_TEMPLATES', 'SOLAPI_API_KEY')
  if (hasSmsFallback && from === null) return demand('SOLAPI_FROM', 'SOLAPI_SMS_FALLBACK=on')
  return { alimtalk: { baseUrl, apiKey, apiSecret, pfId, from, templates: ids, hasSmsFallback } }
})
