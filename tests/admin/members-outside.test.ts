/** What a member holds, and what Kakao holds, opens nothing of the desk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routes } from '../../admin/api/routes.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { caller, openDesk } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { payCard } from '../support/payment.js'

const secret = 'what-kakao-knows'
const guarded = routes.filter(({ role }) => role !== 'anyone')

describe.each(engines)('a member on %s', (engine) => {
  let library: Library
  let reader: Member
  beforeAll(async () => {
    library = await openDesk(engine, { env: { SKILL_SECRET: secret } })
    reader = await member(library, '김하늘')
  })
  afterAll(() => library.close())

  it('has no key to any of it: not the chat user, not the member, not the link to a payment, not the secret of the skills', async () => {
    const pageToken = new URL(await payCard(reader, 5_000)).pathname.split('/').at(-1) ?? ''
    const held = { 'user key': reader.userKey, 'member id': reader.memberId, 'page token': pageToken, secret }
    expect(Object.values(held).every((key) => key.length > 8)).toBe(true)
    for (const [name, key] of Object.entries(held))
      for (const { method, path, takesFile } of guarded) {
        const asked = caller(library.url)
        asked.cookie = `desk=${key}`
        const file = takesFile ? { 'content-type': 'application/octet-stream' } : {}
        const headers = { 'x-skill-secret': key, authorization: `Bearer ${key}`, ...file }
        const { status, body } = await asked.ask(method.toUpperCase(), path.replace(/\{\w+\}/g, 'some-id'), { headers })
        expect({ name, path, status, code: body.code }).toEqual({ name, path, status: 401, code: 'not-signed-in' })
      }
  })
})
