/** A whole library for a test: the real house on a real database of its own, a clock to move, a local Kakao at the wire. */
import { randomBytes } from 'node:crypto'
import type { SkillResponse } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import type { BookRecord } from '../../src/domain/catalogue-record.js'
import type { BookId, MemberId, UserKey } from '../../src/domain/ids.js'
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'
import { openLog, type Log } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import { jobs } from '../../src/scheduler/jobs.js'
import type { Simulator } from '../../src/simulator/simulator.js'
import type { Engine, TestDatabase } from './empty-database.js'
import { emptyLibrary } from './empty-library.js'
import { faultsOf } from './sound-answer.js'
import { until } from './until.js'

/** The environment of a test's house; production-like enough, with the simulator as Kakao. */
export function testEnv(databaseUrl: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    // the test machine may be slow, and the library's clock leaps; these are tested by themselves
    STRAINED_AFTER_MS: '60000',
    OUTSIDE_REST_MS: '1',
    ...more,
  }
}

export type Library = House & {
  readonly app: App
  /** The day and hour the library lives in; stands still unless moved. */
  clock: { set(instant: string): void; advanceDays(days: number): void }
  /** One more chat user. Each has a name of their own. */
  visitor(name?: string): Visitor
  /** A book on lending's shelf, findable, with so many copies. */
  book(facts?: Partial<BookRecord>): Promise<{ bookId: BookId; bookNo: number; title: string }>
  /** Everything the clock's jobs and the letters have to do now, done. */
  settle(): Promise<void>
  /** Rows of a table, for looking at the shelf behind the words. */
  rows<Row = Record<string, unknown>>(sql: string, params?: readonly (string | number | null)[]): Promise<Row[]>
}

export type Visitor = {
  readonly name: string
  readonly userKey: UserKey
  says(utterance: string): Promise<Answer>
  /** Taps the button, row or quick reply with this label (or row title) of an answer. */
  taps(answer: Answer, label: string): Promise<Answer>
  /** Joins through the chat, and puts money in. */
  joins(balanceWon?: number): Promise<MemberId>
  /** What was pushed into the chat so far. */
  pushes(): Answer[]
}

export type Answer = {
  readonly intent: string
  readonly outcome: string
  /** Everything a person can read in it, a line each. */
  readonly text: string
  readonly response: SkillResponse
  readonly breaches: readonly unknown[]
  readonly buttons: readonly Pressable[]
}

type Pressable = {
  label: string
  messageText?: string
  webLinkUrl?: string
  extra?: Record<string, unknown>
  via: string
}

/** Noon in Seoul on a Saturday: what is rented now is due on Saturday, December 5th. */
export const saturdayNoon = '2026-11-28T03:00:00.000Z'

const dayMs = 86_400_000

export async function openLibrary(
  engine: Engine,
  options: {
    database?: TestDatabase
    env?: Record<string, string>
    at?: string
    policy?: Partial<Policy>
    /** Runs whenever the house looks at its clock, as every story does when it begins; what it throws ends that story. */
    atEveryLook?: () => void
    log?: Log
  } = {},
): Promise<Library> {
  const database = options.database ?? (await emptyLibrary(engine))
  let now = Date.parse(options.at ?? saturdayNoon)
  const config = readConfig(testEnv(database.url, { ROLES: 'bot,simulator', ...options.env }))
  const log = options.log ?? openLog(config.logLevel)
  const house = await openHouse(config, log, {
    hasDemoShelf: false,
    world: {
      now() {
        options.atEveryLook?.()
        return new Date(now)
      },
    },
    policy: { ...defaultPolicy, ...options.policy },
  })
  const { app, simulator } = house
  if (!simulator) throw new Error('a test library needs the simulator')
  const timetable = jobs(app, log)
  let visitors = 0
  let books = 0

  const library: Library = {
    ...house,
    clock: {
      set: (instant) => (now = Date.parse(instant)),
      advanceDays: (days) => (now += days * dayMs),
    },
    visitor(name) {
      visitors += 1
      return openVisitor(library, simulator, name ?? `회원${letterOf(visitors)}`, visitors)
    },
    async book(facts = {}) {
      const title = facts.title ?? `이름 없는 책 ${++books}`
      const record: BookRecord = {
        isbn13: null,
        title,
        author: '지은이',
        publisher: '펴낸곳',
        publishedYear: 2020,
        kdc: null,
        copies: 1,
        feeWon: null,
        popularity: 0,
        volume: null,
        series: null,
        coverUrl: null,
        marks: [],
        bookKey: `test:${randomBytes(8).toString('hex')}`,
        ...facts,
      }
      await app.stockCatalogue([{ record, copiesAtLeast: record.copies, marks: record.marks }])
      while ((await app.deliverLetters()) > 0);
      const shelved = () =>
        library.rows<{ book_id: BookId; book_no: number }>(
          `SELECT t.book_id, t.book_no FROM titles t JOIN catalogue_books b ON b.id = t.book_id
           WHERE b.book_key = ? AND (SELECT COUNT(*) FROM copies c WHERE c.book_id = t.book_id) >= ?`,
          [record.bookKey, record.copies],
        )
      // where the house has a worker, the letter may be in that one's hand
      await until(`${title} stands on lending's shelf`, async () => (await shelved()).length === 1)
      const [row] = await shelved()
      if (!row) throw new Error(`${title} has left lending's shelf`)
      return { bookId: row.book_id, bookNo: row.book_no, title }
    },
    async settle() {
      for (const job of timetable) await job.run()
      while ((await app.deliverLetters()) > 0);
      await simulator.idle()
    },
    rows: (sql, params = []) => app.dataSource.query(sql, [...params]),
    async close() {
      const left = await house.close()
      if (!options.database) await database.drop()
      return left
    },
  }
  return library
}

function openVisitor(library: Library, simulator: Simulator, name: string, number: number): Visitor {
  const person = simulator.person(name)
  const visitor: Visitor = {
    name,
    userKey: person.botUserKey as UserKey,
    says: async (utterance) => answerOf(await simulator.say(name, utterance)),
    async taps(answer, label) {
      const pressed = answer.buttons.find((button) => button.label === label)
      if (pressed?.messageText === undefined)
        throw new Error(`no ‘${label}’ to tap; there is ${answer.buttons.map((button) => button.label).join(', ')}`)
      const { messageText, extra, via } = pressed
      return answerOf(await simulator.say(name, messageText, { type: via, ...(extra ? { extra } : {}) }))
    },
    async joins(balanceWon = 0) {
      await visitor.says('회원가입')
      await visitor.says('동의하고 가입')
      await visitor.says(name)
      const last = await visitor.says(`010-${String(1000 + number)}-${String(5000 + number)}`)
      if (last.outcome !== 'ok') throw new Error(`${name} could not join: ${last.text}`)
      if (balanceWon > 0) await pays(library, simulator, visitor, balanceWon)
      const [row] = await library.rows<{ id: MemberId }>('SELECT id FROM members WHERE user_key = ?', [
        person.botUserKey,
      ])
      if (!row) throw new Error(`${name} is no member`)
      return row.id
    },
    pushes: () => simulator.transcript(name).flatMap((entry) => (entry.kind === 'push' ? [answerOf(entry)] : [])),
  }
  return visitor
}

/** All the way through our page and KakaoPay's, as a browser would. */
async function pays(library: Library, simulator: Simulator, visitor: Visitor, amountWon: number): Promise<void> {
  const card = await visitor.says(`${amountWon}원 충전`)
  const page = card.buttons.find((button) => button.webLinkUrl)?.webLinkUrl
  if (!page) throw new Error(`no pay card: ${card.text}`)
  const paid = await payInBrowser(page)
  if (paid.status !== 200) throw new Error(`payment: ${paid.status}`)
  while ((await library.app.deliverLetters()) > 0);
  await simulator.idle()
}

/** Opens our pay page, presses pay, confirms at KakaoPay, and answers what the landing page says. */
export async function payInBrowser(page: string): Promise<{ status: number; text: string }> {
  const opened = await fetch(page, { method: 'POST', redirect: 'manual' })
  const window = opened.headers.get('location')
  if (!window) return { status: opened.status, text: await opened.text() }
  const confirmed = await fetch(`${window}/confirm`, { method: 'POST', redirect: 'manual' })
  const landing = await fetch(confirmed.headers.get('location') ?? '')
  return { status: landing.status, text: await landing.text() }
}

/** What came back for an utterance, as a person sees it. */
export function answerOf(said: { reply: unknown; breaches: readonly unknown[]; failed?: unknown }): Answer {
  if (said.failed !== undefined || said.reply === null) throw new Error(`no answer: ${JSON.stringify(said.failed)}`)
  const response = said.reply as SkillResponse & { data?: { intent?: string; outcome?: string } }
  const faults = [...said.breaches.map((breach) => JSON.stringify(breach)), ...faultsOf(response)]
  if (faults.length > 0) throw new Error(`an answer with faults: ${faults.join('; ')}`)
  return {
    intent: response.data?.intent ?? '',
    outcome: response.data?.outcome ?? '',
    text: readable(said.reply).join('\n'),
    response,
    breaches: said.breaches,
    buttons: pressables(said.reply),
  }
}

const shown = new Set(['text', 'title', 'description'])

function readable(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(readable)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (shown.has(key) ? [value] : []) : key === 'extra' ? [] : readable(value),
  )
}

function pressables(part: unknown, place = ''): Pressable[] {
  if (Array.isArray(part)) return part.flatMap((one) => pressables(one, place))
  if (typeof part !== 'object' || part === null) return []
  const own = part as Record<string, unknown>
  const label = own['label'] ?? own['title']
  const isPressable = typeof own['action'] === 'string' && typeof label === 'string'
  const via = { quickReplies: 'QUICKREPLY_BUTTON_MESSAGE', items: 'LIST_ITEM_MESSAGE' }[place] ?? 'CARD_BUTTON_MESSAGE'
  return [
    ...(isPressable ? [{ ...(own as Omit<Pressable, 'via' | 'label'>), label, via }] : []),
    ...Object.entries(own).flatMap(([key, value]) => (key === 'extra' ? [] : pressables(value, key))),
  ]
}

/** 가, 나, 다 …: names that can be names. */
function letterOf(number: number): string {
  return (
    [...'가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호'][number - 1] ??
    `갸${'가'.repeat(number % 9)}`
  )
}
