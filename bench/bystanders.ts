/** Does a member notice that the desk takes a list in, looks at its dashboard, or draws a report? Two hundred calls a second. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays } from '../src/domain/time.js'
import type { Called, Callers } from './callers.js'
import { pairs } from './cast.js'
import type { Databases } from './databases.js'
import { signIn, type Desk } from './desk.js'
import { fill, lateRentals, rentalsEach } from './filling.js'
import { openHouseHere } from './houses.js'
import { writeBookList } from './imports.js'
import { openSql } from '../src/infra/db/open-sql.js'
import type { BenchOptions } from './options.js'
import { startProduct, type ServerProcess } from './servers.js'
import { atMost, middle, ms, sayTable, whole } from './tables.js'

const callsASecond = 200
const timesIdle = 3
/** Until the bot runs at its usual speed, or the first of all would be measured cold. */
const warmUpCalls = 3_000
/** What a process does once when it begins is over when two seconds follow each other that hardly differ. */
const settled = 1.25
const secondsToSettle = 30

const places = [
  ['bot, desk and worker apart, MariaDB', 'mariadb', ['bot', 'desk', 'worker']],
  ['all in one, SQLite', 'sqlite', ['bot,desk,worker']],
] as const

type Field = { readonly desk: Desk; readonly folder: string; readonly rows: number }

/** What goes on meanwhile; answers when it is over, or the calls are. */
const jobs: readonly { readonly name: string; readonly go: (field: Field, isOver: () => boolean) => Promise<void> }[] =
  [
    { name: 'nothing', go: () => Promise.resolve() },
    { name: 'a list is taken in', go: takeIn },
    { name: 'dashboard and board are looked at', go: lookAround },
    { name: 'every rental is drawn as a file', go: drawReports },
  ]

export async function benchBystanders(
  { bystanders, engines }: BenchOptions,
  databases: Databases,
  callers: Callers,
): Promise<void> {
  const rows: string[][] = []
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-lists-'))
  try {
    for (const [name, engine, roles] of places.filter(([, engine]) => engines.includes(engine))) {
      const url = engine === 'mariadb' ? await databases.mariadbUrl('bystanders') : databases.sqliteUrl('bystanders')
      await filled(url, bystanders.rentals)
      const running: ServerProcess[] = []
      try {
        for (const role of roles) running.push(await startProduct(url, { roles: role, env: { DATA_DIR: folder } }))
        const [bot, desk = bot, worker = desk] = running
        if (!bot || !desk || !worker) throw new Error('a role is missing')
        const field = { desk: await signIn(desk), folder, rows: bystanders.listRows }
        rows.push(...(await measure(name, { bot, worker, field, callers, bystanders })))
      } finally {
        for (const server of running) await server.close()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  sayTable(
    `마이페이지 asked ${callsASecond} times a second, waits from when it was to be asked, and what goes on meanwhile in a house of ${whole(bystanders.rentals)} rentals`,
    ['', 'meanwhile', 'p50 ms', 'p99 ms', 'longest ms', 'turned away', 'p99 ÷ idle', 'goal'],
    rows,
  )
}

type Measuring = {
  readonly bot: ServerProcess
  readonly worker: ServerProcess
  readonly field: Field
  readonly callers: Callers
  readonly bystanders: BenchOptions['bystanders']
}

async function measure(name: string, { bot, worker, field, callers, bystanders }: Measuring): Promise<string[][]> {
  const called = jobs.map((): Called[] => [])
  const by = pairs(lateRentals, bystanders.rentals / rentalsEach - lateRentals).map(({ userKey }) => userKey)
  const expected = ['"intent":"mypage","outcome":"ok"', '"outcome":"busy"']
  const errand = (times: number) => ({ port: bot.port, calls: { says: '마이페이지', by, times }, expected })
  const ask = (seconds: number) => callers.call({ ...errand(callsASecond * seconds), perSecond: callsASecond })
  await callers.call({ ...errand(warmUpCalls), atOnce: 16 })
  await settle(ask)
  for (let round = 0; round < bystanders.rounds; round += 1)
    for (const [place, { go }] of jobs.entries()) {
      let isOver = false
      const going = go(field, () => isOver)
      const asking = ask(bystanders.seconds).finally(() => (isOver = true))
      const [one] = await Promise.all([asking, going])
      called[place]?.push(one)
      await untilQuiet(worker)
    }
  const of = (place: number, what: 'medianMs' | 'p99Ms' | 'longestMs') => (called[place] ?? []).map((one) => one[what])
  return jobs.map((job, place) => {
    const times = middle(of(place, 'p99Ms').map((value, round) => value / (of(0, 'p99Ms')[round] ?? NaN)))
    const waits = (['medianMs', 'p99Ms', 'longestMs'] as const).map((what) => ms(middle(of(place, what))))
    const away = (called[place] ?? []).reduce((sum, one) => sum + (one.said[1] ?? 0), 0)
    return [
      name,
      job.name,
      ...waits,
      whole(away),
      ...(place === 0 ? ['', ''] : [times.toFixed(1), atMost(timesIdle, times)]),
    ]
  })
}

async function settle(ask: (seconds: number) => Promise<Called>): Promise<void> {
  let before = Infinity
  for (let second = 0; second < secondsToSettle; second += 1) {
    const { p99Ms } = await ask(1)
    if (Math.max(before / p99Ms, p99Ms / before) < settled) return
    before = p99Ms
  }
}

let lists = 0

async function takeIn({ desk, folder, rows }: Field, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const path = join(folder, `${(lists += 1)}.csv`)
    await writeBookList(path, rows, `${lists}`)
    const { uploadId } = JSON.parse(await desk.post('/uploads', readFileSync(path))) as { uploadId: string }
    const begun = await desk.post('/imports', { uploadId, fileName: `${lists}.csv` })
    const { importId } = JSON.parse(begun) as { importId: string }
    for (let state = 'running'; state === 'running'; await pause(200))
      ({ state } = JSON.parse(await desk.get(`/imports/${importId}`)) as { state: string })
  }
}

async function lookAround({ desk }: Field, isOver: () => boolean): Promise<void> {
  const pages = [
    '/dashboard?weeks=8',
    '/board?limit=50',
    '/overdue?limit=50',
    '/board?status=returned&sort=-ended&limit=50',
  ]
  for (let page = 0; !isOver(); page += 1) {
    await desk.get(pages[page % pages.length] ?? '')
    await pause(100)
  }
}

async function drawReports({ desk }: Field, isOver: () => boolean): Promise<void> {
  while (!isOver()) await desk.get('/exports/rentals')
}

/** Until lending's shelf and the board have heard of everything. */
async function untilQuiet({ port }: ServerProcess): Promise<void> {
  for (let waiting = Infinity; waiting > 0; await pause(200)) {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    const letters = [...metrics.matchAll(/^letters_waiting\{reaction="(?:stock-shelf|update-board)"\} (\d+)/gm)]
    if (letters.length > 0) waiting = letters.reduce((sum, [, count]) => sum + Number(count), 0)
  }
}

async function filled(url: string, rentals: number): Promise<void> {
  const house = await openHouseHere(url)
  const [sql, today] = [openSql(house.app.dataSource), house.app.today()]
  await fill(sql, 0, rentals, today)
  // nobody is to be told of anything meanwhile
  const due = addDays(today, 5)
  const later = 'UPDATE rentals SET open_due_on = ?, due_on = ? WHERE open_due_on IS NOT NULL'
  await sql.carryOut([{ sql: later, params: [due, due] }])
  await house.close()
}
