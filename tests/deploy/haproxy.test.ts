/** deploy/haproxy: the one door from outside, tried with the proxy itself. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as http, type ClientRequest } from 'node:http'
import { request as https } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { faultsOf } from '../support/sound-answer.js'
import { house } from '../support/specimens.js'
import { until } from '../support/until.js'
import { openProcess, openProxy, type Process, type Proxy } from './proxy.js'

let bots: Process[] = []
let desks: Process[] = []
let proxy: Proxy
const names = ['bot-1', 'bot-2', 'desk-1', 'desk-2']
const everybody = () => [...bots, ...desks]
const heardByAll = () => everybody().flatMap(({ heard }) => heard)

beforeAll(async () => {
  bots = [await openProcess('bot-1'), await openProcess('bot-2')]
  desks = [await openProcess('desk-1'), await openProcess('desk-2')]
  const addresses = everybody().map(({ name, address }) => [name.toUpperCase().replace('-', '_'), address])
  proxy = await openProxy(Object.fromEntries(addresses))
})

beforeEach(async () => {
  for (const one of everybody()) {
    one.isReady = true
    one.heard.length = 0
    one.answers = (response) => void response.end(one.name)
  }
  await until('all are in rotation', async () => {
    const are = await Promise.all(names.map((name) => proxy.isInRotation(name)))
    return are.every(Boolean)
  })
})

afterAll(async () => {
  await proxy.end()
  for (const one of everybody()) await one.stop()
})

const ask = (path: string, init: RequestInit = {}) => fetch(`${proxy.url}${path}`, { redirect: 'manual', ...init })
const whoAnswers = async (path: string, init?: RequestInit) => (await ask(path, init)).text()
const skill = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }

/** What a member hears from the proxy itself, on a connection of their own: a whole answer as Kakao reads it. */
async function heardKindly(): Promise<string> {
  const { status, type, text } = await onItsOwn(http(`${proxy.url}/skills/dialog`, { method: 'POST', agent: false }))
  expect([status, type]).toEqual([200, 'application/json; charset=utf-8'])
  const answer = JSON.parse(text) as { data: object }
  expect(faultsOf(answer)).toEqual([])
  expect(answer.data).toEqual({ intent: 'unknown', outcome: 'busy' })
  return JSON.stringify(answer)
}

describe('the ways in', () => {
  it.each(['/skills/dialog', '/pay/abc', '/hooks/kakao-channel'])('lead from %s to the bots', async (path) => {
    expect(await whoAnswers(path, skill)).toMatch(/^bot-/)
    expect(heardByAll()).toMatchObject([{ method: 'POST', path }])
  })

  it.each(['/admin', '/admin/', '/admin/api/books?q=1'])('lead from %s to the desk', async (path) => {
    expect(await whoAnswers(path)).toMatch(/^desk-/)
    expect(heardByAll()).toMatchObject([{ path }])
  })

  it.each([
    ...['/metrics', '/health/ready', '/health/live', '/simulator/', '/', '/skills', '/administrator', '/adminx/'],
    ...['//metrics', '/skills%2f..%2fmetrics', '/Metrics'],
  ])('are none for %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
    expect(heardByAll()).toEqual([])
  })

  it('let everybody know who asks, and what for, as far as it can be believed', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example' }
    const response = await ask('/skills/dialog', { ...skill, headers })
    expect(response.status).toBe(200)
    const [call] = heardByAll()
    expect(call?.headers.host).toBe(new URL(proxy.url).host)
    expect(call?.headers['x-forwarded-for']).toBe('203.0.113.9, 127.0.0.1')
    expect(call?.headers['x-forwarded-host']).toBeUndefined()
    expect(call?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    await ask('/skills/dialog', { ...skill, headers: { 'x-request-id': 'of-kakao-1' } })
    expect(heardByAll().map((one) => one.headers['x-request-id'])).toContain('of-kakao-1')
  })

  it('tell a log what happened, and no secret of an address', async () => {
    await ask('/hooks/solapi/a-secret-of-solapi?and=more', { ...skill, headers: { 'x-request-id': 'to-be-found' } })
    await until('it is in the log', () => proxy.log.some((line) => line.includes('to-be-found')))
    const line = proxy.log.find((one) => one.includes('to-be-found')) ?? ''
    expect(JSON.parse(line)).toMatchObject({ door: 'hooks', method: 'POST', status: 200, requestId: 'to-be-found' })
    expect(proxy.log.join()).not.toMatch(/a-secret-of-solapi|127\.0\.0\.1:\d+ \[/)
  })
})

describe('a bot', () => {
  it('that is not ready gets nothing more, and finishes what it has', async () => {
    const [first, second] = bots as [Process, Process]
    let finish = () => {}
    first.answers = (response) => void (finish = () => response.end('first, in the end'))
    second.answers = first.answers
    const underWay = whoAnswers('/skills/dialog', skill)
    await until('it was heard', () => heardByAll().length === 1)
    const going = first.heard.length === 1 ? first : second
    const other = going === first ? second : first
    other.answers = (response) => void response.end(other.name)
    going.isReady = false
    await until('it is out of rotation', async () => !(await proxy.isInRotation(going.name)))
    const answers = await Promise.all(Array.from({ length: 20 }, () => whoAnswers('/skills/dialog', skill)))
    expect(new Set(answers)).toEqual(new Set([other.name]))
    expect(going.heard).toHaveLength(1)
    finish()
    expect(await underWay).toBe('first, in the end')
  })

  it('that has ended a moment ago is not missed: the other one is asked instead', async () => {
    const other = await openProcess('bot-2')
    const gone = await openProcess('bot-1')
    const ends = await openProxy({ BOT_1: gone.address, BOT_2: other.address, DESK_1: other.address })
    try {
      await until('both are in rotation', async () => (await ends.isInRotation('bot-1')) && ends.isInRotation('bot-2'))
      await gone.stop()
      const calls = Array.from({ length: 20 }, () => fetch(`${ends.url}/skills/dialog`, skill).then((r) => r.text()))
      expect(new Set(await Promise.all(calls))).toEqual(new Set(['bot-2']))
      expect(other.heard).toHaveLength(20)
    } finally {
      await ends.end()
      await other.stop()
    }
  })

  it('that dies with a request in its hands is not followed by another one: who knows what it has done', async () => {
    for (const bot of bots) bot.answers = (response) => void response.destroy()
    expect(await heardKindly()).toMatch(/답이 늦어지고 있어요.*마이페이지에서 볼 수 있어요/)
    expect(heardByAll()).toHaveLength(1)
    const came = await ask('/pay/abc').then(
      ({ status }) => status,
      () => 'cut off',
    )
    expect([502, 'cut off']).toContain(came)
  })

  it('keeps the connections on which members speak', async () => {
    await Promise.all(Array.from({ length: 4 }, () => whoAnswers('/skills/dialog', skill)))
    const before = bots.map(({ connections }) => connections())
    for (let call = 0; call < 12; call++)
      await whoAnswers('/skills/dialog', { ...skill, headers: { connection: 'close' } })
    const asksOfHealth = 8
    for (const [index, bot] of bots.entries())
      expect(bot.connections() - (before[index] ?? 0)).toBeLessThan(asksOfHealth)
    expect(heardByAll()).toHaveLength(16)
  })

  it('that has its hands full is not asked for more: members hear so at once, and pages and webhooks go on', async () => {
    const [bot] = bots as [Process]
    const one = await openProxy({ BOT_1: bot.address, DESK_1: bot.address })
    const finish: (() => void)[] = []
    bot.answers = (response) => void finish.push(() => response.end('served'))
    try {
      await until('it is in rotation', () => one.isInRotation('bot-1'))
      const call = () => fetch(`${one.url}/skills/dialog`, skill).then((response) => response.text())
      const inside = Array.from({ length: 256 }, call)
      await until('it has them all', () => bot.heard.length === 256)
      const outside = await Promise.all(Array.from({ length: 20 }, call))
      for (const said of outside) expect(said).toContain('방금 하신 말씀으로 바뀐 것은 없어요')
      expect(bot.heard).toHaveLength(256)
      bot.answers = (response) => void response.end('a page')
      expect(await (await fetch(`${one.url}/pay/abc`)).text()).toBe('a page')
      for (const answer of finish) answer()
      expect(new Set(await Promise.all(inside))).toEqual(new Set(['served']))
    } finally {
      await one.end()
    }
  })

  it('being nowhere, members are told kindly, and webhooks that they shall come again', async () => {
    for (const bot of bots) bot.isReady = false
    await until('none is left', async () => {
      const are = await Promise.all(bots.map(({ name }) => proxy.isInRotation(name)))
      return !are.some(Boolean)
    })
    expect(await heardKindly()).toContain('책방톡이 잠깐 쉬고 있어요')
    expect((await ask('/hooks/kakao-channel', skill)).status).toBe(503)
    expect((await ask('/pay/abc')).status).toBe(503)
    expect(await whoAnswers('/admin/')).toMatch(/^desk-/)
    expect(bots.flatMap(({ heard }) => heard)).toEqual([])
  })
})

it('is understood without a warning, and so is the one before a Galera cluster', () => {
  const addresses = ['BOT_1', 'BOT_2', 'DESK_1', 'NODE_1', 'NODE_2', 'NODE_3'].map((name) => [name, '127.0.0.1:9'])
  const env = { PATH: `${process.env['PATH']}:/usr/sbin`, FILES: 'deploy/haproxy', ...Object.fromEntries(addresses) }
  for (const place of ['haproxy', 'galera']) {
    const said = execFileSync('haproxy', ['-c', '-dW', '-f', `deploy/${place}/haproxy.cfg`], { env, cwd: house })
    expect(String(said)).toContain('Configuration file is valid')
  }
})

it('keeps a librarian with one desk', async () => {
  const first = await ask('/admin/')
  const cookie = first.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^desk=desk-\d; path=\/; HttpOnly; Secure; SameSite=Strict$/)
  const desk = await first.text()
  const headers = { cookie: cookie.split(';')[0] ?? '' }
  for (let visit = 0; visit < 10; visit++) expect(await whoAnswers('/admin/api/books', { headers })).toBe(desk)
  // the house never sees it
  expect(heardByAll().flatMap((one) => one.headers.cookie ?? [])).toEqual([])
})

it('speaks TLS where it has a certificate, and then nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-certificate-'))
  const [key, chain] = [join(folder, 'key'), join(folder, 'chain')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  execFileSync('openssl', [...made, '-subj', '/CN=localhost', '-keyout', key, '-out', chain], { stdio: 'pipe' })
  const certificates = mkdtempSync(join(folder, 'certificates-'))
  writeFileSync(join(certificates, 'bot.pem'), `${readFileSync(chain, 'utf8')}${readFileSync(key, 'utf8')}`)
  const [bot] = bots as [Process]
  const sealed = await openProxy({ BOT_1: bot.address, DESK_1: bot.address, CERTIFICATES: certificates })
  try {
    await until('it is in rotation', () => sealed.isInRotation('bot-1'))
    const plain = await fetch(`${sealed.url}/pay/abc`, { redirect: 'manual' })
    expect([plain.status, plain.headers.get('location')]).toEqual([
      308,
      `${sealed.url.replace('http', 'https')}/pay/abc`,
    ])
    // nobody has signed the test's certificate
    const call = https(`${sealed.tlsUrl}/pay/abc`, { rejectUnauthorized: false })
    expect((await onItsOwn(call)).text).toBe('bot-1')
    expect(bot.heard.map(({ headers }) => headers['x-forwarded-proto'])).toEqual(['https'])
  } finally {
    await sealed.end()
    rmSync(folder, { recursive: true })
  }
})

function onItsOwn(
  call: ClientRequest,
): Promise<{ status: number | undefined; type: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    call.on('response', (response) => {
      let text = ''
      response.on('data', (part) => (text += String(part)))
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], text }))
    })
    call.on('error', reject).end()
  })
}
