/** The product as it runs in a library: bots behind a front door, desks and workers, each a process of its own that is kept running. */
import { testEnv } from '../tests/support/library.js'
import { boss } from './cast.js'
import { freePort } from '../tests/support/free-port.js'
import { openFrontDoor, type FrontDoor } from './front-door.js'
import type { Guard } from './guard.js'
import { keep, type Kept, type Made } from './supervisor.js'
import { until } from '../tests/support/until.js'

export type Crew = { readonly bots: number; readonly desks: number; readonly workers: number }

export type House = {
  readonly door: FrontDoor
  readonly bots: readonly Kept[]
  readonly desks: readonly Kept[]
  readonly workers: readonly Kept[]
  readonly all: readonly Kept[]
  /** Waits until everybody is ready, again. */
  ready(): Promise<void>
  /** Sends everybody home; which of them did not go in good order. */
  close(): Promise<string[]>
}

export type HouseOptions = {
  readonly guard: Guard
  readonly databaseUrl: string
  readonly kakaoEnv: Readonly<Record<string, string>>
  readonly crew: Crew
  readonly made: Made
  /** Arguments of Node's for every process. */
  readonly besides: readonly string[]
  readonly logsIn: string
  /** Hears where the bots are as soon as they are there, before anybody else is. */
  readonly onBots: (url: string) => void
}

const startAtMostMs = 120_000

export async function openHouseInChaos(options: HouseOptions): Promise<House> {
  const { guard, databaseUrl, kakaoEnv, crew, made, besides, logsIn, onBots } = options
  const places = await Promise.all(
    (['bot', 'desk', 'worker'] as const).flatMap((role) =>
      Array.from({ length: crew[`${role}s`] }, async (_, index) => {
        const port = await freePort()
        return { role, name: `${role}-${index + 1}`, port, url: `http://127.0.0.1:${port}` }
      }),
    ),
  )
  const door = await openFrontDoor(places.filter(({ role }) => role === 'bot'))
  const start = ({ role, name, port }: (typeof places)[number]) => ({
    role,
    kept: keep(guard, {
      ...{ name, port, made, besides, logTo: `${logsIn}/${name}.log` },
      env: testEnv(databaseUrl, {
        ...kakaoEnv,
        ...{ ROLES: role, PUBLIC_URL: door.url, LOG_LEVEL: 'warn', DATA_DIR: `${guard.folder}/${name}` },
        ...(role === 'desk' ? { ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password } : {}),
        LOG_LEVEL: 'warn',
      }),
    }),
  })
  const ready = async (some: readonly Kept[]) => {
    for (const one of some) {
      const isReady = async () => (await fetch(`${one.url}/health/ready`).catch(() => null))?.ok ?? false
      await until(`${one.name} is ready`, isReady, { atMostMs: startAtMostMs, everyMs: 50 })
    }
  }
  const bots = places.filter(({ role }) => role === 'bot').map(start)
  await ready(bots.map(({ kept }) => kept))
  onBots(door.url)
  const crewOf = [...bots, ...places.filter(({ role }) => role !== 'bot').map(start)]
  const of = (wanted: string) => crewOf.flatMap(({ role, kept }) => (role === wanted ? [kept] : []))
  const all = crewOf.map(({ kept }) => kept)
  await ready(all)
  return {
    door,
    bots: of('bot'),
    desks: of('desk'),
    workers: of('worker'),
    all,
    ready: () => ready(all),
    async close() {
      const codes = await Promise.all(all.map(async (one) => ({ name: one.name, code: await one.close() })))
      await door.close()
      return codes.flatMap(({ name, code }) => (code === 0 ? [] : [`${name} did not go home in good order: ${code}`]))
    },
  }
}
