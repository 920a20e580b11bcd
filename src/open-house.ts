/** Opens the whole house in this process, role by role, and closes it in the opposite order. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openApp, type App, type Outside } from './app.js'
import type { FirstSignIn } from './app/at-desk.js'
import { toyBotId } from './app/outside.js'
import type { Config } from './config.js'
import { importCatalogue } from './infra/catalogue-file/import-catalogue.js'
import type { Log } from './log.js'
import { openMetrics } from './metrics.js'
import { root } from './root.js'
import { startScheduler, type Scheduler } from './scheduler/agenda.js'
import { startLetterCarrier } from './scheduler/letter-carrier.js'
import { openServer } from './server.js'
import { openSimulator, type Simulator } from './simulator/simulator.js'

export type House = {
  readonly url: string
  readonly app: App
  readonly simulator: Simulator | null
  /** The librarian that was made up because there was none: shown once, on the screen and nowhere else. */
  readonly firstSignIn: FirstSignIn | null
  close(): Promise<void>
}

export type HouseOptions = {
  /** Time, chance and ids of a test's own. */
  readonly world?: Outside['world']
  /** Rules of its own, which no setting changes. */
  readonly policy?: Outside['policy']
  /** An empty library with the simulator on gets some books to play with, unless it had better stay empty. */
  readonly hasDemoShelf?: boolean
}

export async function openHouse(config: Config, log: Log, options: HouseOptions = {}): Promise<House> {
  const { world = {}, policy, hasDemoShelf = true } = options
  let port = config.port
  let isOpen = false
  let scheduler: Scheduler | null = null
  const ownUrl = () => `http://127.0.0.1:${port}`
  const metrics = openMetrics()
  const app = await openApp(config, log, { ownUrl, world, watch: metrics.watch, ...(policy ? { policy } : {}) })
  metrics.lookAt(app)
  const isWorker = config.roles.includes('worker')
  const firstSignIn = config.roles.includes('desk') ? await openDesk(app, config, log) : null

  const simulator = config.roles.includes('simulator')
    ? openSimulator({
        skillsUrl: () => `${ownUrl()}/skills`,
        skillSecret: config.skillSecret ?? undefined,
        botId: toyBotId,
        clock: {
          now: app.now,
          noticeHours: app.noticeHours,
          async advanceDays(days) {
            await hearOutcomes(app)
            await app.moveDays(days)
            await scheduler?.catchUp()
          },
          async advanceHours(hours) {
            await hearOutcomes(app)
            await app.moveClock(hours)
            await scheduler?.catchUp()
          },
        },
        baseUrl: () => `${app.publicUrl()}/simulator`,
      })
    : null
  if (simulator && hasDemoShelf && !(await app.isStocked()))
    await importCatalogue(join(root, 'demo/shelf.csv'), app.stockCatalogue)

  const http = createServer(
    openServer({ app, config, log, metrics, simulator: simulator?.router ?? null, isOpen: () => isOpen }),
  )
  http.keepAliveTimeout = 65_000
  port = await listen(http, config)
  const carrier = isWorker ? startLetterCarrier(app, log) : null
  scheduler = isWorker ? await startScheduler(app, config, log) : null
  isOpen = true

  return {
    url: ownUrl(),
    app,
    simulator,
    firstSignIn,
    async close() {
      isOpen = false
      simulator?.close()
      await shut(http)
      await scheduler?.stop()
      await carrier?.stop()
      await app.close()
    },
  }
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

function listen(http: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen({ port, ...(host ? { host } : {}) }, () => resolve((http.address() as AddressInfo).port))
  })
}

const patienceMs = 8_000

/** Lets running requests finish; keep-alive connections are closed as soon as they are idle. */
async function shut(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  const sweep = setInterval(() => http.closeIdleConnections(), 50)
  const deadline = setTimeout(() => http.closeAllConnections(), patienceMs)
  http.closeIdleConnections()
  await closed
  clearInterval(sweep)
  clearTimeout(deadline)
}
