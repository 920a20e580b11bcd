/** One storm over one store: everybody is let in, everything goes wrong, it becomes quiet, and the checker looks. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openLibrary, type Library } from '../tests/support/library.js'
import { utterance } from '../tests/support/skill-call.js'
import { castFor, type Size } from './cast.js'
import { chanceOf } from './chance.js'
import { check } from './checker/check.js'
import { differingNodes } from './checker/nodes.js'
import { countTaken } from './checker/notices.js'
import { letCrowdIn } from './crowd.js'
import { drawWeather, longestPauseOf, type Fault, type Timed } from './faults.js'
import type { Figures } from './figures.js'
import { openGuard, type Guard } from './guard.js'
import { openHistory, wasAccepted } from './history.js'
import { bringBack } from './late-books.js'
import { openHouseInChaos, type Crew } from './house.js'
import { openOutside } from './outside.js'
import { startProber } from './prober.js'
import { waitForQuiet } from './quiet.js'
import { dropIndex, noRecheck, type Sabotage } from './sabotage.js'
import type { Store } from './store.js'
import type { Made } from './supervisor.js'
import { until } from '../tests/support/until.js'
import { makeWeather } from './weather-maker.js'

export type StormOptions = {
  readonly openStore: (guard: Guard) => Promise<Store>
  readonly seconds: number
  readonly seed: number
  readonly size: Size
  readonly newcomers: readonly string[]
  readonly crew: Crew
  readonly made: Made
  /** How long the house may take to finish everything by itself; `null`: a last process finishes it, later by its clock. */
  readonly quietMs: number | null
  /** What goes wrong; drawn from the seed when nothing is given. */
  readonly faults?: readonly Timed[]
  readonly sabotage: Sabotage | null
  readonly say: (what: string) => void
}

export type Aftermath = { readonly complaints: readonly string[]; readonly figures: Figures; readonly logs: string }

/** When it is back Kakao takes what waited, and nobody hears that it did. */
const first = {
  kind: 'kakao-away',
  then: { kind: 'event-api', how: 'accept-then-drop-answer', forMs: 6_000 },
} as const satisfies Fault
/** Without faults, so that everybody has their answer. */
const calmMs = 3_000
/** On a slow machine a short storm goes on until something was done at all. */
const acceptedAtLeast = 12
const enoughAtMostMs = 120_000

export async function storm(options: StormOptions): Promise<Aftermath> {
  const guard = openGuard()
  try {
    return await stormIn(guard, options)
  } finally {
    await guard.end()
  }
}

async function stormIn(guard: Guard, options: StormOptions): Promise<Aftermath> {
  const { seconds, size, crew, made, quietMs, sabotage, newcomers, say } = options
  const logs = mkdtempSync(join(tmpdir(), 'chaekbang-chaos-logs-'))
  const chance = chanceOf(options.seed)
  const store = await options.openStore(guard)
  const outside = await openOutside()
  say(`${store.name} is open`)
  // whose late books come back must not have heard of them before
  outside.goesAway()
  const cast = await castFor(store.url, outside.env, size)
  say('books and members are there')
  if (sabotage?.kind === 'index') await dropIndex(store.url, sabotage.name)
  const people = [
    ...cast.everybody,
    ...newcomers.map((name) => ({ name, userKey: outside.simulator.person(name).botUserKey })),
  ]
  people.forEach(({ name }) => outside.simulator.person(name))
  const house = await openHouseInChaos({
    ...{ guard, databaseUrl: store.url, kakaoEnv: outside.env, crew, made, logsIn: logs },
    besides: sabotage?.kind === 'recheck' ? noRecheck(made) : [],
    onBots: (url) => void (outside.product.url = url),
  })
  say('the house is open')

  const history = openHistory()
  const startedAt = performance.now()
  let isOn = true
  const probing = startProber((signal) => looksWell(house.door.url, cast.prober.userKey, signal))
  const crowd = letCrowdIn({
    ...{ cast, house, outside, history, chance: chance.branch('crowd'), newcomers, isOn: () => isOn },
    ...{ librarians: size.librarians, hidesNonce: sabotage?.kind === 'nonce' },
  })
  const names = (kept: readonly { name: string }[]) => kept.map(({ name }) => name)
  const forecast =
    options.faults ??
    drawWeather(
      {
        ...{ seconds, bots: names(house.bots), desks: names(house.desks), workers: names(house.workers) },
        servers: store.servers.length,
      },
      chance.branch('weather'),
    )
  const late = { readers: cast.returning, house, outside, history, chance: chance.branch('late') }
  const untilBooksAreBack = () => bringBack(late)
  const faults = [{ atMs: 0, fault: first }, ...forecast]
  const damage = await makeWeather(faults, { house, store, outside, untilBooksAreBack, say })
  await pause(Math.max(0, startedAt + seconds * 1_000 - performance.now()))
  const outages = await probing.stop()
  await pause(calmMs)
  await house.ready()
  await until('enough was done', () => history.commands.filter(wasAccepted).length >= acceptedAtLeast, {
    atMostMs: enoughAtMostMs,
    everyMs: 50,
  })
  isOn = false
  await crowd
  const stormMs = performance.now() - startedAt
  say('the storm is over')

  const quietFrom = performance.now()
  const taken = () =>
    new Set([...outside.simulator.payments].flatMap(([tid, { approvedAt }]) => (approvedAt === null ? [] : [tid])))
  const lookIn = await openLastProcess(store.url, outside.env)
  const unfinished = quietMs === null ? [] : await waitForQuiet(lookIn.rows, taken, quietMs, say)
  const quietAfterMs = performance.now() - quietFrom
  const badEnds = await house.close()
  await finishLater(lookIn)
  await outside.simulator.idle()
  const complaints = [
    ...unfinished.map((what) => `not quiet after ${(quietMs ?? 0) / 1_000} s: ${what}`),
    ...badEnds,
    ...(await check(lookIn, { history, outside, people, longestPauseMs: longestPauseOf(faults) })),
    ...(await differingNodes(store.directUrls)),
  ]
  const restarts = house.all.reduce((sum, one) => sum + one.starts() - 1, 0)
  const figures: Figures = {
    ...{ store: store.name, seed: options.seed, stormMs, history, damage, outages, restarts, quietAfterMs },
    payments: taken().size,
    notices: countTaken({ outside, people }),
  }
  await lookIn.close()
  await outside.close()
  await store.close()
  return { complaints, figures, logs }
}

async function looksWell(url: string, userKey: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${url}/skills/dialog`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(utterance(userKey, '마이페이지')),
    signal,
  })
  const { data } = (await answer.json()) as { data?: { outcome?: string } }
  return data?.outcome === 'ok'
}

function openLastProcess(databaseUrl: string, kakaoEnv: Record<string, string>): Promise<Library> {
  return openLibrary('mariadb', {
    database: { url: databaseUrl, drop: () => Promise.resolve() },
    env: kakaoEnv,
    at: new Date().toISOString(),
  })
}

/** What others had in hand is free again after a while, and what failed is tried again: by this clock that is now. */
async function finishLater(library: Library): Promise<void> {
  const from = Date.now()
  for (const minutes of [3, 6, 15, 45, 90]) {
    library.clock.set(new Date(from + minutes * 60_000).toISOString())
    await library.settle()
  }
}
