/** The product as it really runs, Agenda and carrier and all, in a process of its own that is asked to go. */
import { Agent, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { complaints } from '../support/audit.js'
import { emptyDatabase, engines } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { answerOf, payInBrowser, testEnv, type Answer } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { until } from '../support/until.js'

const secrets = {
  SKILL_SECRET: 'the-secret-of-the-skills',
  KAKAO_REST_API_KEY: 'the-rest-api-key',
  KAKAOPAY_SECRET_KEY: 'the-pay-secret',
}

describe.each(engines)('the running product on %s', (engine) => {
  let database: Awaited<ReturnType<typeof emptyLibrary>>
  let products: Product[] = []
  beforeEach(async () => {
    database = await emptyLibrary(engine)
  })
  afterEach(async () => {
    await Promise.all(products.map((product) => product.end('SIGKILL')))
    products = []
    await database.drop()
  })

  async function start(roles: string, logLevel?: string): Promise<Product> {
    const product = await startProduct(testEnv(database.url, { ROLES: roles, ...secrets }), logLevel)
    products.push(product)
    return product
  }
  /** What is in the database when nobody is there any more. */
  async function lookAt<Row>(sql: string): Promise<Row[]> {
    const dataSource = await openDataSource(database.url)
    const rows = await dataSource.query<Row[]>(sql)
    await dataSource.destroy()
    return rows
  }
  async function leftBehind() {
    const dataSource = await openDataSource(database.url)
    const found = {
      jobs: await dataSource.query<unknown[]>('SELECT name FROM agenda_jobs WHERE locked_at IS NOT NULL'),
      letters: await dataSource.query<unknown[]>('SELECT id FROM letters WHERE holder IS NOT NULL'),
      complaints: await complaints({ rows: (sql, params) => dataSource.query(sql, [...(params ?? [])]) }),
    }
    await dataSource.destroy()
    return found
  }
  const nothing = { jobs: [], letters: [], complaints: [] }

  it('tells of a late book by itself when eight days have passed, and its log tells nothing of anybody', async () => {
    const { url, log, end } = await start('bot,worker,simulator', 'trace')
    const post = async (path: string, body: unknown) =>
      (
        await fetch(`${url}/simulator/api/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()
    const says = async (utterance: string): Promise<Answer> =>
      answerOf((await post('say', { member: '김하늘', utterance })) as Parameters<typeof answerOf>[0])
    const pushes = async () => {
      const entries = (await (await fetch(`${url}/simulator/api/transcript?member=김하늘`)).json()) as {
        kind: string
        event?: string
      }[]
      return entries.filter(({ kind }) => kind === 'push').map((entry) => entry.event)
    }

    await says('회원가입')
    await says('동의하고 가입')
    await says('김하늘')
    expect((await says('010-1234-5678')).outcome).toBe('ok')
    const card = await says('만원 충전')
    const page = card.buttons.find((button) => button.webLinkUrl)?.webLinkUrl ?? ''
    expect((await payInBrowser(page)).status).toBe(200)
    await until('the receipt is pushed', async () => (await pushes()).length === 1)
    expect((await says('#1001 대여하기')).outcome).toBe('ok')
    await fetch(`${url}/skills/dialog`, { method: 'POST', body: '{"userRequest":' })
    await fetch(`${url}/skills/dialog`, { method: 'POST', headers: { 'x-skill-secret': 'a-wrong-secret-it-is' } })
    await fetch(`${page}/approve?pg_token=a-forged-word`)
    await lookAt('ALTER TABLE dialogues RENAME TO dialogues_away')
    expect((await says('회원가입')).outcome).toBe('error')
    await lookAt('ALTER TABLE dialogues_away RENAME TO dialogues')

    await post('clock', { advanceDays: 8 })
    await until('the alert arrives', async () => (await pushes()).length === 2)
    expect(await pushes()).toEqual(['deposit_receipt', 'overdue_notice'])
    expect((await says('#1001 반납하기')).outcome).toBe('ok')
    const people = (await (await fetch(`${url}/simulator/api/members`)).json()) as { botUserKey: string }[]

    expect(await end('SIGTERM')).toBe(0)
    expect(await leftBehind()).toEqual(nothing)
    const everything = log.join('\n')
    expect(log.length).toBeGreaterThan(10)
    for (const line of log) expect(() => JSON.parse(line) as unknown).not.toThrow()
    for (const { botUserKey } of people) expect(everything).not.toContain(botUserKey)
    const prints = await lookAt<{ phone_print: string; user_key: string }>('SELECT phone_print, user_key FROM members')
    const private_ = [
      '김하늘',
      '1234-5678',
      '01012345678',
      new URL(page).pathname.split('/')[2] ?? page,
      'a-forged-word',
      'a-wrong-secret-it-is',
      ...Object.values(secrets),
      ...prints.flatMap((row) => Object.values(row)),
    ]
    for (const word of private_) expect(everything).not.toContain(word)
  })

  it('asked to go in the middle of forty requests answers them all, leaves nothing locked and ends well', async () => {
    const product = await start('bot,worker')
    const agent = new Agent({ keepAlive: true, maxSockets: 40 })
    const ask = (n: number) => answerTo(product.url, agent, `member-${n}`)
    const many = Array.from({ length: 40 }, (_, n) => n)
    await Promise.all(many.map(ask))

    const answers = many.map(ask)
    await Promise.race(answers)
    const ended = product.end('SIGTERM')

    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ status: 200, intent: 'signup' })
    expect(await ended).toBe(0)
    expect(await leftBehind()).toEqual(nothing)
    agent.destroy()
  })
})

it('two processes that start side by side on an empty MariaDB database both open', async () => {
  const database = await emptyDatabase('mariadb')
  const env = testEnv(database.url, { ROLES: 'bot,worker' })
  const both = await Promise.all([startProduct(env), startProduct(env)])
  for (const { url } of both) expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect(await Promise.all(both.map((product) => product.end('SIGTERM')))).toEqual([0, 0])
  await database.drop()
})

function answerTo(url: string, agent: Agent, userKey: string): Promise<{ status: number; intent: string }> {
  const body = JSON.stringify({
    userRequest: { utterance: '회원가입', user: { id: userKey, type: 'botUserKey', properties: {} } },
  })
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/skills/dialog`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-skill-secret': secrets.SKILL_SECRET,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { intent: string } }
          resolve({ status: response.statusCode ?? 0, intent: data.intent })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
