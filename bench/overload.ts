/** Ten times as many as can be served: do those who are served still get it, and do the others hear at once? */
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { openCrowd, type Crowded } from './crowds.js'
import type { Databases } from './databases.js'
import { startProxy } from './proxy.js'
import { startProduct } from './servers.js'
import { openSlowLine } from './slow-line.js'
import { stock } from './stock.js'

export type Overload = {
  readonly delayMs: number
  /** The most that was served in a second. */
  readonly peak: number
  readonly steps: readonly { readonly times: number; readonly crowded: Crowded }[]
  readonly tenfold: Crowded
  /** Seconds after the crowd has gone until nobody was turned away any more. */
  readonly recoverySeconds: number
  /** Has every tap that was answered `ok` its rental, and every rental its charge? Some were written when nobody waited any more. */
  readonly isTrue: boolean
}

export type OverloadOptions = { readonly members: number; readonly stepSeconds: number; readonly crowdSeconds: number }

const startsAt = 20
const growth = 1.4

/** `delayMs`: how far away the database is, one way. */
export async function measureOverload(
  { members, stepSeconds, crowdSeconds }: OverloadOptions,
  databases: Databases,
  delayMs: number,
): Promise<Overload> {
  const databaseUrl = await databases.mariadbUrl(`overload_${delayMs}`)
  const dataSource = await openDataSource(databaseUrl)
  await stock(dataSource, members)
  const line = delayMs > 0 ? await openSlowLine(databaseUrl, delayMs) : { url: databaseUrl, close: () => undefined }
  const product = await startProduct(line.url, { env: { STRAINED_AFTER_MS: '200' } })
  const proxy = await startProxy(product.port)
  const crowd = openCrowd()
  let accepted = 0
  async function send(perSecond: number, seconds: number, isNew = false): Promise<Crowded> {
    const crowded = await crowd.send({ port: proxy.port, perSecond, seconds, ...(isNew ? { members } : {}) })
    accepted += crowded.served
    return crowded
  }
  try {
    await send(startsAt / 2, 2, true)
    const steps: { times: number; crowded: Crowded }[] = []
    let peak = 0
    for (let offered = startsAt; ; offered *= growth) {
      const crowded = await send(offered, stepSeconds)
      steps.push({ times: offered, crowded })
      const isMore = crowded.goodput > peak * 1.05
      peak = Math.max(peak, crowded.goodput)
      if (!isMore && crowded.turnedAway > 0) break
    }
    const tenfold = await send(peak * 10, crowdSeconds)
    const after = await send(peak / 2, 12)
    const lastTurnedAway = after.inEachSecond.findLastIndex(({ turnedAway }) => turnedAway > 0)
    const sql = openSql(dataSource)
    const [books] = await sql.all<{ rentals: number; charged: number }>(
      `SELECT (SELECT COUNT(*) FROM rentals) AS rentals,
              (SELECT COUNT(*) FROM ledger_lines WHERE kind = 'rental-fee') AS charged`,
    )
    return {
      ...{ delayMs, peak, steps, tenfold, recoverySeconds: lastTurnedAway + 1 },
      isTrue: books !== undefined && books.rentals >= accepted && books.charged === books.rentals,
    }
  } finally {
    crowd.close()
    await proxy.close()
    await product.close()
    line.close()
    await dataSource.destroy()
  }
}
