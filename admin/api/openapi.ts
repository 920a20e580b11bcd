/** The table of routes as OpenAPI 3.1. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { problemCodes, problems, type ProblemCode } from './problems.js'
import type { Route } from './route.js'
import { problemType } from './send.js'
import { z } from './zod.js'

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** For people. */
    detail: z.string(),
    code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.int().optional(),
    version: z.string().optional(),
  })
  .openapi('Problem')

const bytes = z.any().openapi({ type: 'string', format: 'binary' })
const keyHeader = z.string().min(8).max(100)
const idempotencyKey = { description: 'The same key with the same request is done once, and answered alike for a day.' }
const ifMatch = { description: 'The ETag that came with what is edited.' }

export function openApiOf(routes: readonly Route[]): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-desk',
    description: 'Set by POST /session. On plain http on this machine it is called `desk`.',
  })
  for (const route of routes) {
    const { method, path, role, tag, summary, params, query, body, answer } = route
    registry.registerPath({
      method,
      path,
      summary,
      tags: [tag],
      operationId: operationIdOf(route),
      description: role === 'anyone' ? 'Open to anyone.' : role === 'manager' ? 'For managers.' : 'For librarians.',
      security: role === 'anyone' ? [] : [{ session: [] }],
      request: {
        ...(params ? { params } : {}),
        ...(query ? { query } : {}),
        ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
        ...(route.takesFile
          ? { body: { required: true, content: { 'application/octet-stream': { schema: bytes } } } }
          : {}),
        headers: [
          ...(method === 'get' ? [] : [headerOf('Idempotency-Key', keyHeader, idempotencyKey, route.isCommand)]),
          ...(route.isEdit ? [headerOf('If-Match', z.string(), ifMatch, true)] : []),
        ],
      },
      responses: {
        [answer.status]: {
          description: 'Done.',
          ...(answer.isCsv ? { content: { 'text/csv': { schema: z.string() } } } : {}),
          ...(answer.schema ? { content: { 'application/json': { schema: answer.schema } } } : {}),
          ...(answer.hasVersion ? { headers: z.object({ ETag: z.string() }) } : {}),
        },
        ...problemsOf(route),
      },
    })
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '책방톡 desk', version: '1', description: 'What librarians do. See docs/api.md.' },
    servers: [{ url: '/admin/api' }],
  })
}

function headerOf(name: string, schema: z.ZodType, { description }: { description: string }, isNeeded = false) {
  return (isNeeded ? schema : schema.optional()).openapi({ param: { name, in: 'header', description } })
}

function operationIdOf({ method, path }: Route): string {
  const words = path.replace(/[{}]/g, '').split(/[/.-]/).filter(Boolean)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** Grouped by status, each code named. */
function problemsOf(route: Route): Record<string, { description: string; content: object }> {
  const codes: ProblemCode[] = [
    'invalid-request',
    'foreign-origin',
    'too-many-requests',
    ...(route.role === 'anyone' ? [] : (['not-signed-in'] as const)),
    ...(route.role === 'anyone' || route.isOpenBefore ? [] : (['password-must-be-changed'] as const)),
    ...(route.role === 'manager' ? (['not-allowed'] as const) : []),
    ...(route.body ? (['malformed-json', 'not-json', 'too-large'] as const) : []),
    ...(route.takesFile ? (['not-a-file'] as const) : []),
    ...(route.isEdit ? (['version-missing', 'stale-edit'] as const) : []),
    // a key may come with every write, and is no key when it is too short
    ...(route.method === 'get' ? [] : (['idempotency-key-missing', 'idempotency-key-reused'] as const)),
    ...(route.query && 'after' in route.query.shape ? (['bad-cursor'] as const) : []),
    ...(route.problems ?? []),
  ]
  const statuses = [...new Set(codes.map((code) => problems[code].status))]
  return Object.fromEntries(
    statuses.map((status) => {
      const these = [...new Set(codes)].filter((code) => problems[code].status === status)
      return [status, { description: these.join(', '), content: { [problemType]: { schema: problemSchema } } }]
    }),
  )
}
