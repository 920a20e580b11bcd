/** The clock's work at its largest: finding the late among a million, and telling a hundred thousand of them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaultPolicy } from '../src/domain/policy.js'
import { addDays } from '../src/domain/time.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { inserts, type Param, type Sql } from '../src/infra/db/sql.js'
import { pageLength } from '../src/scheduler/work-through.js'
import type { DueMember } from '../src/usecases/views.js'
import { jobs } from '../src/scheduler/jobs.js'
import { openLog } from '../src/log.js'
import { pairs } from './cast.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import type { BenchOptions } from './options.js'
import { quantile, ratios } from './rounds.js'
import { stockMembers } from './stock.js'

const engines = ['mariadb', 'sqlite'] as const
/** The day the rentals were made, as the bench's house sees it: half a year before today nothing was late. */
const dueOn = (today: string, late: boolean) => addDays(today, late ? -1 : 5)

export type Sweep = {
  readonly engine: string
  readonly open: number
  readonly late: number
  readonly sweepMs: number
  readonly bareMs: number
  readonly ratio: number
}

/** Every late member found by the job's sheet, page by page, beside the bare query on the same index. */
export async function measureSweep(options: BenchOptions, databases: Databases): Promise<Sweep[]> {
  const sweeps: Sweep[] = []
  for (const engine of engines) {
    const url = engine === 'mariadb' ? await databases.mariadbUrl('sweep') : databases.sqliteUrl('sweep')
    const house = await openHouseHere(url)
    const sql = openSql(house.app.dataSource)
    const today = house.app.today()
    await lend(sql, options.openRentals, options.lateAmongThem, today)
    const swept: number[] = []
    const bare: number[] = []
    for (let round = 0; round < options.rounds + options.warmUps; round += 1) {
      const [one, other] = [await timed(() => sweep(house.app)), await timed(() => bareQuery(sql, today))]
      if (one.found !== options.lateAmongThem || other.found !== options.lateAmongThem)
        throw new Error(`${one.found} and ${other.found} found, not ${options.lateAmongThem}`)
      if (round < options.warmUps) continue
      swept.push(one.ms)
      bare.push(other.ms)
    }
    await house.close()
    sweeps.push({
      engine,
      open: options.openRentals,
      late: options.lateAmongThem,
      sweepMs: median(swept),
      bareMs: median(bare),
      ratio: median(ratios(swept, bare)),
    })
  }
  return sweeps
}

async function sweep(app: Awaited<ReturnType<typeof openHouseHere>>['app']): Promise<number> {
  let found = 0
  for (let after: DueMember | null = null; ;) {
    const page: DueMember[] = await app.due.overdueMembers(after, pageLength)
    found += page.length
    after = page.at(-1) ?? null
    if (page.length < pageLength) return found
  }
}

async function bareQuery(sql: Sql, today: string): Promise<number> {
  const rows = await sql.all(
    'SELECT member_id, open_due_on FROM rentals WHERE open_due_on < ? ORDER BY open_due_on, member_id',
    [today],
  )
  return rows.length
}

export type Telling = {
  readonly engine: string
  readonly members: number
  readonly seconds: number
  readonly findSeconds: number
  readonly peakMb: number
  readonly calls: number
}

/** From the first look for late members until the stand-in has taken the last message. */
export async function measureTelling(
  options: Pick<BenchOptions, 'lateMembers'>,
  databases: Databases,
): Promise<Telling[]> {
  const tellings: Telling[] = []
  for (const engine of engines) {
    const kakao = await openKakao()
    const url = engine === 'mariadb' ? await databases.mariadbUrl('telling') : databases.sqliteUrl('telling')
    const notices = { ...defaultPolicy.notices, fromHour: 0, untilHour: 24 }
    const house = await openHouseHere(url, {
      policy: { ...defaultPolicy, notices },
      env: { KAKAO_EVENT_API_URL: kakao.url, KAKAO_BOT_ID: 'bot', KAKAO_REST_API_KEY: 'rest-api-key' },
    })
    const sql = openSql(house.app.dataSource)
    await lend(sql, options.lateMembers, options.lateMembers, house.app.today())
    const peak = watchMemory()
    const startedAt = performance.now()
    const round = jobs(house.app, openLog('silent')).find(({ name }) => name === 'daily-round')
    const telling = tellUntil(house.app, () => kakao.taken() >= options.lateMembers)
    await round?.run()
    const findSeconds = (performance.now() - startedAt) / 1_000
    await telling
    const seconds = (performance.now() - startedAt) / 1_000
    tellings.push({ engine, members: kakao.taken(), seconds, findSeconds, peakMb: peak(), calls: kakao.calls() })
    await house.close()
    await kakao.close()
  }
  return tellings
}

/** Carries letters as the worker does, beside the job that writes them. */
async function tellUntil(app: Awaited<ReturnType<typeof openHouseHere>>['app'], isDone: () => boolean): Promise<void> {
  while (!isDone()) if ((await app.deliverLetters(['send-notice'])) === 0) await new Promise((go) => setTimeout(go, 5))
}

async function openKakao() {
  let taken = 0
  let calls = 0
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls += 1
      taken += (JSON.parse(Buffer.concat(chunks).toString()) as { user: unknown[] }).user.length
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ taskId: `task-${calls}`, status: 'SUCCESS', timestamp: 1 }))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    taken: () => taken,
    calls: () => calls,
    async close() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** Members with one open rental each, the first `late` of them past their due day. */
async function lend(sql: Sql, count: number, late: number, today: string): Promise<void> {
  const atATime = 5_000
  const at = '2026-11-01T00:00:00.000Z'
  const columns = [
    'id',
    'member_id',
    'book_id',
    'copy_id',
    'open_copy_id',
    'open_due_on',
    'fee_won',
    'rented_at',
    'due_on',
  ]
  for (let from = 0; from < count; from += atATime) {
    const some = pairs(from, Math.min(atATime, count - from))
    const rows = some.map(({ memberId, bookId, copyId, nonce }, index): Param[] => {
      const due = dueOn(today, from + index < late)
      return [nonce, memberId, bookId, copyId, copyId, due, 1_000, at, due]
    })
    await sql.carryOut([...stockMembers(some), ...inserts('rentals', columns, rows)])
  }
  if (sql.dialect !== 'sqlite') await sql.all('ANALYZE TABLE rentals, members, notice_items')
  else await sql.carryOut([{ sql: 'ANALYZE', params: [] }])
}

function watchMemory(): () => number {
  let peak = process.memoryUsage.rss()
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
  return () => {
    clearInterval(timer)
    return peak / 1_048_576
  }
}

async function timed(find: () => Promise<number>): Promise<{ ms: number; found: number }> {
  const startedAt = performance.now()
  const found = await find()
  return { ms: performance.now() - startedAt, found }
}

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}
