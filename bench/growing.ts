/** Does it take longer as the house grows? The same deeds in libraries of ten thousand rentals, a hundred thousand, a million. */
import { openSql } from '../src/infra/db/open-sql.js'
import { bareMysql } from './bare-mysql.js'
import { bareSqlite } from './bare-sqlite.js'
import type { Callers } from './callers.js'
import type { Databases } from './databases.js'
import type { Deed, Place } from './deeds.js'
import { dashboardDeeds } from './dashboard-deeds.js'
import { signIn } from './desk.js'
import { fill, lateRentals, rentalsEach } from './filling.js'
import { growthDeeds, giveSecondCopies } from './growth-deeds.js'
import { openHouseHere } from './houses.js'
import type { BenchOptions } from './options.js'
import { startProduct } from './servers.js'
import { middle, ms, sayTable, whole } from './tables.js'

type Grown = { readonly deed: Deed; readonly engine: string; readonly ours: number[]; readonly bare: number[] }

export async function benchGrowing(
  options: BenchOptions,
  databases: Databases,
  callers: Callers,
  parts: readonly ('dashboard' | 'growth')[],
): Promise<void> {
  const wanted = parts.map((part) => ({ part, deeds: part === 'growth' ? growthDeeds : dashboardDeeds }))
  const grown = wanted.map((): Grown[] => [])
  for (const engine of ['mariadb', 'sqlite'] as const) {
    const url = engine === 'mariadb' ? await databases.mariadbUrl('growing') : databases.sqliteUrl('growing')
    const rows = wanted.map(({ deeds }) => deeds.map((deed): Grown => ({ deed, engine, ours: [], bare: [] })))
    for (const [place, all] of rows.entries()) grown[place]?.push(...all)
    for (const [size, rentals] of options.growing.sizes.entries()) {
      await growTo(url, options.growing.sizes[size - 1] ?? 0, rentals)
      const newFrom = Math.max(lateRentals, (options.growing.sizes[size - 1] ?? 0) / rentalsEach)
      await atThisSize(url, { options, callers, rentals, newFrom }, rows.flat())
    }
  }
  for (const [place, { part }] of wanted.entries()) say(part, options.growing.sizes, grown[place] ?? [])
}

async function growTo(url: string, from: number, to: number): Promise<void> {
  const house = await openHouseHere(url)
  const sql = openSql(house.app.dataSource)
  const startedAt = performance.now()
  await fill(sql, from, to, house.app.today())
  await giveSecondCopies(sql, from / rentalsEach, to / rentalsEach)
  await house.close()
  console.log(`  ${sql.dialect}: ${whole(to)} rentals after ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`)
}

type Here = { options: BenchOptions; callers: Callers; rentals: number; newFrom: number }

async function atThisSize(url: string, { options, callers, rentals, newFrom }: Here, rows: readonly Grown[]) {
  const product = await startProduct(url, { roles: 'bot,desk' })
  const house = await openHouseHere(url)
  const bareRents = url.startsWith('sqlite:') ? bareSqlite(url.slice('sqlite:'.length)) : bareMysql(url)
  try {
    const place: Place = {
      ...{ product, callers, bareRents, newFrom, app: house.app, sql: openSql(house.app.dataSource) },
      ...{ desk: await signIn(product), today: house.app.today(), members: rentals / rentalsEach },
    }
    for (const { deed, ours, bare } of rows) {
      const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
      for (let turn = 0; turn <= options.growing.rounds; turn += 1) {
        const both = { ours: await deed.ours(place, turn), bare: await deed.bare(place, turn) }
        if (turn === 0) continue
        taken.ours.push(both.ours)
        taken.bare.push(both.bare)
      }
      ours.push(middle(taken.ours))
      bare.push(middle(taken.bare))
    }
  } finally {
    await bareRents.close()
    await house.close()
    await product.close()
  }
}

const titles = {
  dashboard: 'The desk’s pages over HTTP beside the same asked of the tables of lending',
  growth: 'What the clock and the members ask for',
}

function say(part: keyof typeof titles, sizes: readonly number[], rows: readonly Grown[]): void {
  sayTable(
    `${titles[part]}: milliseconds, bare ones in brackets, by rentals in the house`,
    ['', 'store', ...sizes.map(whole), `÷ at ${whole(sizes[0] ?? 0)}`, '÷ bare at the largest'],
    rows.map(({ deed, engine, ours, bare }) => {
      const [first = NaN, last = NaN, least = NaN] = [ours[0], ours.at(-1), bare.at(-1)]
      const cells = ours.map((value, size) => `${ms(value)} (${ms(bare[size] ?? NaN)})`)
      return [deed.name, engine, ...cells, (last / first).toFixed(1), (last / least).toFixed(2)]
    }),
  )
}
