/** What the API says of itself. */
import { openApiOf } from './openapi.js'
import { problemCodes, problems } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const tag = 'about'

export function about(table: () => readonly Route[]): readonly Route[] {
  let document: unknown = null
  return [
    route({
      method: 'get',
      path: '/openapi.json',
      role: 'anyone',
      tag,
      summary: 'This API as OpenAPI 3.1',
      answer: { status: 200, schema: z.record(z.string(), z.unknown()) },
      handle: async () => reply((document ??= openApiOf(table()))),
    }),
    route({
      method: 'get',
      path: '/problems',
      role: 'anyone',
      tag,
      summary: 'Every problem code with its status and sentence',
      answer: {
        status: 200,
        schema: z.object({
          items: z.array(z.object({ code: z.string(), status: z.int(), title: z.string(), detail: z.string() })),
        }),
      },
      handle: async () => reply({ items: problemCodes.map((code) => ({ code, ...problems[code] })) }),
    }),
  ]
}
