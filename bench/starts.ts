/** How long from the start of a process until it is ready, and how much memory does it have, role by role? */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import type { Callers } from './callers.js'
import { pairs } from './cast.js'
import type { Databases } from './databases.js'
import { signIn } from './desk.js'
import type { BenchOptions } from './options.js'
import { takeTurns } from './rounds.js'
import { librarian, memoryMb, startAsIs, startBare, startProduct, type ServerProcess } from './servers.js'
import { isRented } from './skill-call.js'
import { stock } from './stock.js'
import { atMost, middle, sayTable, whole } from './tables.js'

/** What is asked of every role before its memory is looked at again. */
const callsOfEach = 2_000
/** The API lets a librarian ask ten times a second. */
const looksAtDesk = 250
const startMs = 1_000
const botMb = 130
const together = 'bot, desk and worker in one'

type Measured = { readonly ms: number[]; readonly mb: number[] }
type Starting = { readonly name: string; readonly start: () => Promise<ServerProcess>; readonly isBot?: true }

export async function benchStarts(
  { starts: rounds }: BenchOptions,
  databases: Databases,
  callers: Callers,
): Promise<void> {
  const database = await stocked(await databases.mariadbUrl('starts'))
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-start-'))
  const product = (roles: string, env = {}) => startProduct(database, { roles, env: { DATA_DIR: folder, ...env } })
  const small = { DATA_DIR: folder, ADMIN_EMAIL: librarian.email, ADMIN_PASSWORD: librarian.password }
  const starting: Starting[] = [
    { name: 'bare Node, http', start: () => startBare('node') },
    { name: 'bare Express', start: () => startBare('express') },
    { name: 'bot', start: () => product('bot'), isBot: true },
    { name: 'desk', start: () => product('desk') },
    { name: 'worker', start: () => product('worker') },
    { name: together, start: () => product('bot,desk,worker') },
    { name: 'nothing set: SQLite, all roles, simulator', start: () => startAsIs(small) },
  ]
  try {
    const measured = new Map(starting.map(({ name }): [string, Measured] => [name, { ms: [], mb: [] }]))
    const contenders = starting.map(({ name, start }) => ({
      name,
      async run(round: number) {
        const server = await start()
        const mb = memoryMb(server.pid)
        await server.close()
        // the first of all makes tables and fills the demo shelf
        if (round > 0) measured.get(name)?.ms.push(server.readyMs)
        if (round > 0) measured.get(name)?.mb.push(mb)
        return 1_000 / server.readyMs
      },
    }))
    await takeTurns(contenders, 1, rounds)
    const busy = await memoryWhenBusy(product, callers)
    say(starting, measured, busy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rents, the letters they cause, and looks at the dashboard: by three processes, then by one. */
async function memoryWhenBusy(
  product: (roles: string) => Promise<ServerProcess>,
  callers: Callers,
): Promise<ReadonlyMap<string, number>> {
  const roles = ['bot', 'desk', 'worker'] as const
  const running: ServerProcess[] = []
  const memory = new Map<string, number>()
  try {
    for (const role of roles) running.push(await product(role))
    const [bot, desk, worker] = running
    if (!bot || !desk || !worker) throw new Error('a role is missing')
    await keepBusy({ bot, desk, worker }, 0, callers)
    for (const [place, role] of roles.entries()) memory.set(role, memoryMb(running[place]?.pid ?? 0))
    for (const server of running.splice(0)) await server.close()
    const all = await product(roles.join())
    running.push(all)
    await keepBusy({ bot: all, desk: all, worker: all }, callsOfEach, callers)
    return memory.set(together, memoryMb(all.pid))
  } finally {
    for (const server of running) await server.close()
  }
}

type Roles = { readonly [Role in 'bot' | 'desk' | 'worker']: ServerProcess }

async function keepBusy({ bot, desk, worker }: Roles, from: number, callers: Callers): Promise<void> {
  await callers.call({
    port: bot.port,
    calls: { rents: pairs(from, callsOfEach) },
    atOnce: 32,
    expected: [isRented],
  })
  const atDesk = await signIn(desk)
  for (let look = 0; look < looksAtDesk; look += 1) await atDesk.get('/board?limit=50')
  while ((await lettersWaiting(worker)) > 0) await pause(100)
}

async function lettersWaiting({ port }: ServerProcess): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const waiting = [...metrics.matchAll(/^letters_waiting\{.*\} (\d+)/gm)].map(([, count]) => Number(count))
  return waiting.length === 0 ? Infinity : waiting.reduce((sum, count) => sum + count, 0)
}

async function stocked(url: string): Promise<string> {
  const dataSource = await openDataSource(url)
  await stock(dataSource, 2 * callsOfEach)
  await openSql(dataSource).all('ANALYZE TABLE titles, copies, members, wallets')
  await dataSource.destroy()
  return url
}

function say(
  starting: readonly Starting[],
  measured: ReadonlyMap<string, Measured>,
  busy: ReadonlyMap<string, number>,
): void {
  const least = measured.get('bare Node, http')
  const times = (value: number, ofLeast: readonly number[] | undefined) => (value / middle(ofLeast ?? [])).toFixed(1)
  sayTable(
    `From the start of a process until /health/ready answers 200, and its memory (RSS), on MariaDB with all tables there; after ${whole(callsOfEach)} rents, their letters and ${looksAtDesk} looks at the board`,
    ['', 'ready after ms', '÷ bare Node', 'goal', 'MB when ready', '÷ bare Node', 'MB after the calls', 'goal'],
    starting.map(({ name, isBot }, place) => {
      const { ms, mb } = measured.get(name) ?? { ms: [], mb: [] }
      const after = busy.get(name)
      const [readyMs, readyMb] = [middle(ms), middle(mb)]
      return [
        ...[name, `${whole(readyMs)} (${whole(Math.min(...ms))}–${whole(Math.max(...ms))})`, times(readyMs, least?.ms)],
        ...[place > 1 ? atMost(startMs, readyMs, ' ms') : '', whole(readyMb), times(readyMb, least?.mb)],
        ...[after === undefined ? '' : whole(after), isBot && after !== undefined ? atMost(botMb, after, ' MB') : ''],
      ]
    }),
  )
}
