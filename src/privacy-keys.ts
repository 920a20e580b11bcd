/** The keys that seal phone numbers, as the environment names them: one, or a list whose first is the current one. */
import { z } from 'zod'

/** `id` is empty for a key that was given without one: what it seals carries no id. */
export type PrivacyKey = { readonly id: string; readonly key: Buffer }
/** The first seals; the others only open and compare. */
export type PrivacyKeys = readonly [PrivacyKey, ...PrivacyKey[]]

const named = /^(?:([a-z0-9][a-z0-9-]{0,15}):)?([A-Za-z0-9+/]{43}=)$/

/** `BASE64`, or `k2:BASE64,k1:BASE64`. What is wrong is said without showing any of it. */
export const privacyKeys = z.string().transform((given, context): PrivacyKeys => {
  const wrong = (message: string): never => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const read = given.split(',').map((one) => named.exec(one.trim()))
  const keys = read.flatMap((one) => (one ? [{ id: one[1] ?? '', key: Buffer.from(one[2] ?? '', 'base64') }] : []))
  const [current, ...others] = keys
  if (!current || keys.length < read.length)
    return wrong('must be 32 bytes in base64, or a list such as k2:BASE64,k1:BASE64 with ids of a-z, 0-9 and -')
  if (others.length > 0 && current.id === '') return wrong('the first key of a list needs an id, such as k2:BASE64')
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return wrong('every key of the list needs an id of its own')
  if (new Set(keys.map(({ key }) => key.toString('hex'))).size < keys.length)
    return wrong('the same key stands twice in the list')
  return [current, ...others]
})
