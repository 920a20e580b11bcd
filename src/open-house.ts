/** Opens the whole house in this process, role by role, and closes it in the opposite order. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openApp, type App, type Outside } from './app.js'
import type { FirstSignIn } from './app/at-desk.js'
import { toyBotId } from './app/outside.js'
import type { Config } from './config.js'
import { openHealth, type HouseState } from './health.js'
import { openDoor } from './http-door.js'
import type { Closable } from './leave-in-order.js'
import type { Log } from './log.js'
import { openMetrics } from './metrics.js'
import { root } from './root.js'
import type { UnderWay, Work } from './scheduler/work.js'
import { openServer } from './server.js'
import type { Simulator } from './simulator/simulator.js'

export type House = Closable & {
  readonly url: string
  readonly app: App
  readonly simulator: Simulator | null
  /** The librarian that was made up because there was none: shown once, on the screen and nowhere else. */
  readonly firstSignIn: FirstSignIn | null
}

export type HouseOptions = {
  /** Time, chance and ids of a test's own. */
  readonly world?: Outside['world']
  /** Rules of its own, which no setting changes. */
  readonly policy?: Outside['policy']
  /** An empty library with the simulator on gets some books to play with, unless it had better stay empty. */
  readonly hasDemoShelf?: boolean
  /** Aborted when the process was asked to go before there was a house. */
  readonly signal?: AbortSignal
}

/** How long a house takes to close at most where nobody says. */
const usualMs = 10_000
/** Of the time to close in, kept for the database and the last lines of the log. */
const lastMs = 1_000
/** For the last lines of the log alone. */
const lastLineMs = 300
/** A collector that does not answer keeps nobody for longer. */
const tracesMs = 2_000

export async function openHouse(config: Config, log: Log, options: HouseOptions = {}): Promise<House> {
  let state: HouseState = 'starting'
  let app: App | null = null
  let work: Work | null = null
  const health = openHealth({
    state: () => state,
    databaseAnswers: () => app?.databaseAnswers() ?? Promise.resolve(false),
  })
  const door = await openDoor(config.port, config.host, (request, response) => {
    if (!health(request, response)) response.writeHead(503, { 'retry-after': '1' }).end('opening\n')
  })
  const url = `http://127.0.0.1:${door.port}`
  const metrics = openMetrics()
  // nothing of it is loaded where nobody collects traces
  const traces = config.traces && (await import('./traces/otlp.js')).openTraces(config.traces, log)
  const { world = {}, policy, hasDemoShelf = true, signal } = options
  try {
    const opened = await openApp(config, log, {
      ownUrl: () => url,
      world,
      watch: metrics.watch,
      traces,
      waitSeconds: config.databaseWaitSeconds,
      ...(policy ? { policy } : {}),
      ...(signal ? { signal } : {}),
    })
    app = opened
    metrics.lookAt(opened)
    const firstSignIn = config.roles.includes('desk') ? await openDesk(opened, config, log) : null
    const simulator = config.roles.includes('simulator')
      ? await openToyKakao(opened, config, url, async () => work?.catchUp())
      : null
    if (simulator && hasDemoShelf && !(await opened.isStocked())) await stockDemoShelf(opened)
    const listener = await openServer({ app: opened, config, log, metrics, simulator: simulator?.router ?? null })
    door.serve((request, response) => {
      if (!health(request, response)) listener(request, response)
    })
    if (config.roles.includes('worker'))
      work = await (await import('./scheduler/work.js')).startWork(opened, config, log)
    signal?.throwIfAborted()
    state = 'open'

    return {
      url,
      app: opened,
      simulator,
      firstSignIn,
      unfinished: () => ({ requests: door.running(), ...(work?.underWay() ?? nothing) }),
      async close({ drainMs, withinMs } = { drainMs: 0, withinMs: usualMs }) {
        state = 'going'
        door.lastCalls()
        const patienceMs = Math.max(0, withinMs - lastMs)
        const closeBy = performance.now() + withinMs - lastLineMs
        const [requests, left] = await Promise.all([
          pause(drainMs).then(() => {
            simulator?.close()
            return door.shut(patienceMs - drainMs)
          }),
          work?.stop(patienceMs) ?? nothing,
        ])
        await opened.close()
        await traces?.close(Math.min(tracesMs, Math.max(0, closeBy - performance.now())))
        return { requests, ...left }
      },
    }
  } catch (error) {
    await door.shut(0)
    await work?.stop(0)
    await app?.close()
    await traces?.close(tracesMs)
    throw error
  }
}

const nothing: UnderWay = { jobs: [], letters: [] }

async function stockDemoShelf(app: App): Promise<void> {
  const { importCatalogue } = await import('./infra/catalogue-file/import-catalogue.js')
  await importCatalogue(join(root, 'demo/shelf.csv'), app.stockCatalogue)
}

async function openToyKakao(app: App, config: Config, url: string, catchUp: () => Promise<void>): Promise<Simulator> {
  const { openSimulator } = await import('./simulator/simulator.js')
  const moved =
    (move: (by: number) => Promise<void>) =>
    async (by: number): Promise<void> => {
      await hearOutcomes(app)
      await move(by)
      await catchUp()
    }
  return openSimulator({
    skillsUrl: () => `${url}/skills`,
    skillSecret: config.skillSecret ?? undefined,
    botId: toyBotId,
    clock: {
      now: app.now,
      noticeHours: app.noticeHours,
      advanceDays: moved(app.moveDays),
      advanceHours: moved(app.moveClock),
    },
    baseUrl: () => `${app.publicUrl()}/simulator`,
  })
}

/** In production nobody is made up: what is shown there on a screen stays in logs. */
async function openDesk(app: App, { firstLibrarian, isProduction }: Config, log: Log): Promise<FirstSignIn | null> {
  if (firstLibrarian || !isProduction) return app.openDesk(firstLibrarian)
  if (!(await app.isDeskOpen())) log.warn('nobody can sign in at the desk: set ADMIN_EMAIL and ADMIN_PASSWORD')
  return null
}

/** Before the clock leaps: a day later nobody would ask any more what became of a message. */
async function hearOutcomes(app: App): Promise<void> {
  for (const task of await app.due.acceptedTasks(1_000, 0)) await app.readOutcome(task)
}
