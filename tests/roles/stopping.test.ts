/** Processes that are asked to go, seen from outside: who is being served is served, and nobody waits for ever. */
import { Agent, request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { health, vitals } from '../support/health.js'
import { testEnv } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { utterance } from '../support/skill-call.js'
import { until } from '../support/until.js'

const breaks = fileURLToPath(new URL('../support/rejects-on-signal.js', import.meta.url))

/** What the log says of the end, line by line. */
const lastWords = ({ log }: Product) => {
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>)
  return lines.slice(lines.findIndex(({ msg }) => msg === 'open') + 1)
}
const said = (product: Product) => lastWords(product).map(({ msg }) => msg)

describe('a process that is asked to go', () => {
  let database: TestDatabase
  let library: Connection
  let patient: Product
  let stuck: Product
  let broken: Product
  beforeAll(async () => {
    database = await emptyLibrary('mariadb')
    library = await createConnection(database.url)
    const start = (env: Record<string, string>) => startProduct(testEnv(database.url, { ROLES: 'bot', ...env }))
    ;[patient, stuck, broken] = await Promise.all([
      start({ DRAIN_SECONDS: '3', STOP_WITHIN_SECONDS: '20' }),
      start({ STOP_WITHIN_SECONDS: '2' }),
      start({ DRAIN_SECONDS: '1', STOP_WITHIN_SECONDS: '20', NODE_OPTIONS: `--import ${breaks}` }),
    ])
  }, 60_000)
  afterAll(async () => {
    await library.end()
    for (const product of [patient, stuck, broken]) await product.end('SIGKILL')
    await database.drop()
  })

  it('is ready no more, still answers whoever comes, ends the request it is on, and then ends well', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    expect(await says(patient.url, agent)).toMatchObject({ status: 200, connection: 'keep-alive' })
    await library.query('START TRANSACTION')
    await library.query('SELECT * FROM dialogues FOR UPDATE')
    const slow = says(patient.url, new Agent())
    await isWaitedFor(library)

    const ended = patient.end('SIGTERM')
    await until('it is ready no more', async () => (await health(patient.url, 'ready')).status === 503)
    expect(await health(patient.url, 'ready')).toMatchObject({ says: { ready: false, because: 'going' } })
    expect(await vitals(patient.url)).toEqual([200, 200, 503])
    expect(await says(patient.url, agent, '도움말')).toMatchObject({ status: 200, connection: 'close' })
    expect(await says(patient.url, agent, '도움말')).toMatchObject({ status: 200, connection: 'close' })
    await library.query('ROLLBACK')
    expect(await slow).toMatchObject({ status: 200, connection: 'close', outcome: 'ask' })
    expect(await ended).toBe(0)
    expect(said(patient).filter((line) => line !== 'skill' && line !== 'request')).toEqual(['closing', 'closed'])
  })

  it('does not wait beyond its time for who never ends, and says what was left', async () => {
    const { port } = new URL(stuck.url)
    const half = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    half.write(
      'POST /skills/dialog HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{',
    )
    const idle = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    await until('the request is being answered', async () => idle.readyState === 'open' && half.bytesWritten > 0)
    expect((await health(stuck.url, 'live')).status).toBe(200)

    const asked = performance.now()
    expect(await stuck.end('SIGTERM')).toBe(1)
    const seconds = (performance.now() - asked) / 1_000
    expect(seconds).toBeGreaterThan(0.9)
    expect(seconds).toBeLessThan(2.5)
    expect(lastWords(stuck).at(-1)).toMatchObject({
      msg: 'closed before all was done',
      requests: 1,
      jobs: [],
      letters: [],
    })
    for (const socket of [half, idle]) socket.destroy()
  })

  it('by an error that nobody caught says so once, goes in the same order, and ends with 1', async () => {
    const ended = broken.end('SIGUSR2')
    await until('it is ready no more', async () => (await health(broken.url, 'ready')).status === 503)
    expect(await says(broken.url, new Agent(), '도움말')).toMatchObject({ status: 200 })
    expect(await ended).toBe(1)
    const fatal = lastWords(broken).filter(({ level }) => level === 60)
    expect(fatal).toEqual([
      expect.objectContaining({ err: expect.objectContaining({ message: 'of this nobody thought' }) }),
    ])
    expect(said(broken).at(-1)).toBe('closed')
  })
})

it('a process that is asked twice ends at once', async () => {
  const database = await emptyLibrary('sqlite')
  const impatient = await startProduct(testEnv(database.url, { ROLES: 'bot', DRAIN_SECONDS: '20' }))
  const first = impatient.end('SIGTERM')
  await until('it is ready no more', async () => (await health(impatient.url, 'ready')).status === 503)
  const asked = performance.now()
  expect(await impatient.end('SIGINT')).toBe(1)
  expect(performance.now() - asked).toBeLessThan(1_000)
  expect(await first).toBe(1)
  expect(said(impatient)).toContain('asked twice: ending at once')
  await database.drop()
})

/** Until somebody waits for a row that this connection has locked. */
async function isWaitedFor(library: Connection): Promise<void> {
  await until('somebody waits for a row', async () => {
    const [[waits]] = await library.query<RowDataPacket[]>(`SHOW STATUS LIKE 'Innodb_row_lock_current_waits'`)
    return Number(waits?.['Value']) > 0
  })
}

type Said = { readonly status: number; readonly connection: string; readonly outcome: string }

function says(url: string, agent: Agent, what = '회원가입'): Promise<Said> {
  const body = JSON.stringify(utterance(what === '회원가입' ? 'somebody' : 'somebody-else', what))
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/skills/dialog`, { method: 'POST', agent, headers }, (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { outcome: string } }
        const { connection = '' } = response.headers
        resolve({ status: response.statusCode ?? 0, connection, outcome: data.outcome })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
