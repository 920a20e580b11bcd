/** Whatever is sent, the desk says what is wrong with it: nothing breaks it, and nothing unreadable is kept. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { routes } from '../../admin/api/routes.js'
import { engines } from '../support/empty-database.js'
import { manager, openDesk, type Ask, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'

const named = routes
  .filter(({ tag }) => tag !== 'session')
  .map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const)

const values = [
  ...['%00', '%ED%A0%80', '%F0%9F%93%9A', '%C3%A9', 'x%20', "'%20OR%201=1", '__proto__', 'constructor', '%25'],
  ...['-1', '1e400', '9'.repeat(30), 'x'.repeat(36), 'x'.repeat(5_000), '0000-01-01', '9999-12-31', '2026-02-30'],
]
const cursors = [
  ...['null', '[]', '{}', '"\u0000"', '"\\ud800"', '"é"', '-1', '"x'],
  ...['createdAt', 'claimedAt', 'lostAt', 'happenedAt'].flatMap((at) =>
    ['noticeId', 'rentalId', 'letterId'].map((id) => JSON.stringify({ [at]: '9999-12-31T23:59:59Z', [id]: 'é' })),
  ),
  '{"place":"é","id":"x"}',
  '{"place":"x","id":"é"}',
].map((text) => Buffer.from(text).toString('base64url'))

const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
const bodies = [
  ...['', 'null', '[]', '1e400', '{', nested, `{"name":${nested}}`],
  '{"__proto__":{"role":"manager"},"constructor":{"prototype":{}},"toString":1}',
  '{"name":"a\\u0000b","isClosed":true}',
  '{"name":"a\\ud800","isClosed":true}',
  '{"amountWon":1e308,"isFound":1e999,"letterIds":["é"]}',
]

describe.each(engines)('the desk on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
  })
  beforeEach(async () => void (await library.rows('DELETE FROM rate_limits')))
  afterAll(() => library.close())

  it.each(named)(
    '%s is broken by nothing',
    async (_name, { method, path, query }) => {
      const ask = async (where: string, more: Ask = {}) => {
        const { status } = await boss.ask(method.toUpperCase(), where, { ifMatch: '"1"', ...more })
        return status < 500 ? [] : [[where, more.body]]
      }
      const broken = []
      if (path.includes('{')) for (const one of values) broken.push(...(await ask(path.replace(/\{\w+\}/g, one))))
      if (!['get', 'delete'].includes(method))
        for (const body of bodies) broken.push(...(await ask(path.replace(/\{\w+\}/g, 'some-id'), { body })))
      for (const name of Object.keys(query?.shape ?? {}))
        for (const one of name === 'after' ? cursors : values)
          broken.push(...(await ask(`${path}?${name}=${one}&${name}[a]=1`)))
      expect(broken).toEqual([])
    },
    60_000,
  )

  it.each([
    ['a sign that steers machines', 'a\u0000b'],
    ['half a letter', 'a\ud800'],
  ])('keeps no name with %s', async (_what, name) => {
    const body = { email: 'ugly@library.kr', name, role: 'librarian', password: 'given-by-boss-1' }
    expect(await boss.ask('POST', '/librarians', { body })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path: 'body.name' }] },
    })
    expect(await library.app.librarians()).toHaveLength(1)
  })

  it('takes no ISBN with letters that none has', async () => {
    const { bookNo } = await library.book()
    const { etag } = await boss.get(`/books/${bookNo}`)
    const wrong = { status: 422, body: { code: 'isbn-invalid' } }
    for (const isbn13 of ['닭', '978893643412é', '​9788936434120']) {
      expect(await boss.ask('PATCH', `/books/${bookNo}`, { body: { isbn13 }, ifMatch: etag })).toMatchObject(wrong)
      expect(await boss.ask('POST', '/books', { body: { title: '책', isbn13, copies: [] } })).toMatchObject(wrong)
    }
  })

  it('unpacks no body that is larger than it may be', async () => {
    const body = gzipSync(JSON.stringify({ name: ' '.repeat(5_000_000) }))
    const response = await fetch(`${library.url}/admin/api/librarians/some-id`, {
      method: 'PATCH',
      headers: { cookie: boss.cookie ?? '', 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    })
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'too-large' }])
  })

  it('knows no address that cannot be read, no other method, and answers a look at the head without a body', async () => {
    expect(await boss.get('/copies/%zz')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    for (const method of ['PUT', 'OPTIONS', 'PROPFIND'])
      expect(await boss.ask(method, '/policy', { body: {} })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      })
    const head = await fetch(`${library.url}/admin/api/policy`, {
      method: 'HEAD',
      headers: { cookie: boss.cookie ?? '' },
    })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, expect.any(String), ''])
    const stranger = await fetch(`${library.url}/admin/api/policy`, { method: 'HEAD' })
    expect([stranger.status, stranger.headers.get('etag')]).toEqual([401, null])
  })

  it('answers everything a panel asks at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => boss.get('/session')))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  })
})
