/** Every route of the table refuses whom it must, and nothing is served that is not in the table. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { apiRouter } from '../../admin/api/router.js'
import type { Route } from '../../admin/api/route.js'
import { routes } from '../../admin/api/routes.js'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { engines } from '../support/empty-database.js'
import { caller, librarian, manager, openDesk, type Ask, type Caller } from '../support/librarian.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'

const named = routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const)
const guarded = named.filter(([, { role }]) => role !== 'anyone')
const forManagers = named.filter(([, { role }]) => role === 'manager')

function call(by: Caller, { method, path, takesFile }: Route, { headers, ...more }: Ask = {}) {
  const filled = path
    .replace('{day}', '2026-12-25')
    .replace('{bookNo}', '1')
    .replace(/\{\w+\}/g, 'some-id')
  const type = takesFile ? { 'content-type': 'application/octet-stream' } : {}
  return by.ask(method.toUpperCase(), filled, { ifMatch: '"1"', headers: { ...type, ...headers }, ...more })
}

describe.each(engines)('the routes on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
  })
  afterAll(() => library.close())

  it('open to anyone are these', () => {
    const open = named.filter(([, { role }]) => role === 'anyone').map(([name]) => name)
    expect(open).toEqual(['POST /session', 'GET /openapi.json', 'GET /problems'])
  })

  it.each(guarded)('%s asks who it is', async (_name, route) => {
    expect(await call(caller(library.url), route)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    const stranger = caller(library.url)
    stranger.cookie = `desk=${'x'.repeat(43)}`
    expect(await call(stranger, route)).toMatchObject({ status: 401 })
  })

  it.each(named)('%s takes nothing from another site', async (_name, route) => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: library.url },
    ])
      expect(await call(boss, route, { headers })).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    const own = await call(caller(library.url), route, { headers: { origin: library.url } })
    expect(own.body).not.toMatchObject({ code: 'foreign-origin' })
  })

  it('for managers let in no librarian', async () => {
    const one = await librarian(library, boss)
    for (const [, route] of forManagers)
      expect(await call(one, route)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(forManagers.length).toBeGreaterThan(8)
  })

  it('let nobody do anything with a password that somebody else chose', async () => {
    const given = { email: 'new@library.kr', password: 'given-by-boss-1' }
    await boss.ask('POST', '/librarians', { body: { ...given, name: '새사서', role: 'manager' } })
    const fresh = caller(library.url)
    expect(await fresh.signIn(given.email, given.password)).toMatchObject({ body: { mustChangePassword: true } })
    const closed = guarded.filter(([, { isOpenBefore }]) => !isOpenBefore)
    for (const [, route] of closed)
      expect(await call(fresh, route)).toMatchObject({ status: 403, body: { code: 'password-must-be-changed' } })
    const open = guarded.filter(([, { isOpenBefore }]) => isOpenBefore).map(([name]) => name)
    expect(open).toEqual(['GET /session', 'DELETE /session', 'DELETE /sessions', 'PUT /session/password'])
  })

  it('let nobody in whose sign-in is over', async () => {
    const late = await manager(library)
    library.clock.advanceDays(1)
    for (const [, route] of guarded)
      expect(await call(late, route)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    boss = await manager(library)
  })

  it('read JSON and nothing else', async () => {
    const writes = named.filter(([, { method }]) => ['post', 'put', 'patch'].includes(method))
    for (const [, route] of writes.filter(([, { takesFile }]) => !takesFile)) {
      const headers = { 'content-type': 'text/plain' }
      expect(await call(boss, route, { headers })).toMatchObject({ status: 415, body: { code: 'not-json' } })
      expect(await call(boss, route, { body: '{"half":' })).toMatchObject({
        status: 400,
        body: { code: 'malformed-json' },
      })
    }
  })

  it('and bytes for a file, where a file is taken', async () => {
    const forFiles = named.filter(([, { takesFile }]) => takesFile)
    expect(forFiles.map(([name]) => name)).toEqual(['POST /uploads'])
    for (const [, route] of forFiles)
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
        expect(await call(boss, route, { headers: { 'content-type': type } })).toMatchObject({
          status: 415,
          body: { code: 'not-a-file' },
        })
  })

  it('want a version of every edit and a key of every command', async () => {
    const edits = named.filter(([, { isEdit }]) => isEdit).map(([, route]) => route)
    const commands = named.filter(([, { isCommand }]) => isCommand).map(([, route]) => route)
    expect(Math.min(edits.length, commands.length)).toBeGreaterThan(9)
    for (const route of edits)
      for (const ifMatch of [null, '*', 'no-quotes']) {
        const answer = await call(boss, route, { ifMatch, body: bodyFor(route) })
        expect(answer).toMatchObject({ status: 428, body: { code: 'version-missing' } })
      }
    for (const route of commands)
      for (const key of [null, 'short'])
        expect(await call(boss, route, { key, body: bodyFor(route) })).toMatchObject({
          status: 400,
          body: { code: 'idempotency-key-missing' },
        })
  })

  it('answer a problem in the form of RFC 9457, with a request id, and keep nothing in caches', async () => {
    const answer = await boss.get('/calendar/2026-13-01')
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({
      type: '/admin/api/problems#invalid-request',
      title: expect.any(String),
      status: 400,
      detail: '입력한 값을 다시 확인해 주세요.',
      code: 'invalid-request',
      errors: [{ path: 'params.day', message: expect.stringMatching(/[가-힣]/) }],
    })
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await boss.get('/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  it('are all there is: nothing is served that is not in the table', () => {
    type Layer = { route?: { path: string; methods: Record<string, boolean> } }
    const config = readConfig(testEnv('sqlite:unused', { ROLES: 'desk' }))
    const router = apiRouter({ app: library.app, config, log: openLog('silent'), sampleNotice: async () => null })
    const layers = router.stack as unknown as Layer[]
    const served = layers.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    )
    expect(served).toEqual(named.map(([name]) => name.replace(/\{(\w+)\}/g, ':$1')))
    // docs, label, own pages, JSON, its reader; what is not found, what went wrong
    expect(layers.filter(({ route }) => !route)).toHaveLength(7)
  })
})

it('a process without the desk serves none of it', async () => {
  const library = await openLibrary('sqlite', { env: { ROLES: 'bot,simulator' } })
  for (const path of ['/session', '/openapi.json', '/docs/'])
    expect(await caller(library.url).get(path)).toMatchObject({ status: 404, body: { error: 'not found' } })
  await library.close()
})

/** Something that passes the schema, so that what is refused is what comes after. */
function bodyFor({ path }: Route): unknown {
  const bodies: Record<string, unknown> = {
    '/books': { title: '책', copies: [] },
    '/books/{bookNo}/copies': { callNumber: null, barcode: null },
    '/counter/rent': { memberId: 'some-id', copyId: 'some-id' },
    '/counter/return': { copyId: 'some-id' },
    '/counter/renew': { copyId: 'some-id' },
    '/members': { name: '김하늘', phone: '010-1234-5678', hasConsented: true, guardian: null },
    '/members/{memberId}/block': { until: '2026-12-31', reason: '까닭' },
    '/members/{memberId}/notes': { note: '메모' },
    '/members/{memberId}/points/give': { amountWon: 1, reason: '까닭' },
    '/members/{memberId}/points/take-back': { amountWon: 1, reason: '까닭' },
    '/members/{memberId}/points/cash': { amountWon: 1, reason: '영수증 1' },
    '/members/{memberId}/refunds': { amountWon: 'all' },
    '/refunds/{refundId}/pay-out': { note: '현금' },
    '/refunds/{refundId}/settle': { isCancelled: true },
    '/librarians': { email: 'a@b.kr', name: '이름', role: 'librarian', password: 'long-enough-1' },
    '/calendar/{day}': { name: '쉬는 날', isClosed: true },
    '/copies/{copyId}/state': { state: 'lost' },
    '/claims/{rentalId}/settle': { isFound: true },
    '/losses/{rentalId}/settle': { isFound: true },
    '/letters/resend': { letterIds: ['some-id'] },
    '/imports': { uploadId: '019a0000-0000-7000-8000-000000000000', fileName: '도서.csv' },
  }
  return bodies[path] ?? {}
}
