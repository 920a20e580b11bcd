/** What a message will look like with a line of the library's own; the line itself is one of the house's rules. */
import { ownLineKinds, ownLineLength } from '../../src/domain/policy.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const part = z.record(z.string(), z.unknown())

export const noticePreview: readonly Route[] = [
  route({
    method: 'get',
    path: '/notice-preview',
    role: 'librarian',
    tag: 'settings',
    summary: "A message as KakaoTalk would show it, drawn by the chat's own code with made-up facts",
    query: z.object({ kind: z.enum(ownLineKinds), line: z.string().trim().max(ownLineLength).default('') }),
    answer: { status: 200, schema: z.object({ template: z.object({ outputs: z.array(part) }) }) },
    handle: async ({ sampleNotice, query: { kind, line } }) => reply(await sampleNotice(kind, line)),
  }),
]
