/** How often is the database spoken to for one rent? The same on every machine, so it can be agreed upon. */
import { openDataSource } from '../src/infra/db/data-source.js'
import { pair, type Pair } from './cast.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import { isRented, rentPayload, secret } from './skill-call.js'
import { stock } from './stock.js'

export type Trips = { readonly what: string; readonly counted: number; readonly agreed: number }

/**
 * On MariaDB: who is it, may they, and the block that writes. SQLite is in the process, where every statement counts: the look,
 * BEGIN, copy, wallet, rental, ledger line, event, its letters, COMMIT.
 */
const agreed = { mariadb: { call: 3, story: 2 }, sqlite: { call: 10, story: 9 } }

export async function countRoundTrips(databases: Databases): Promise<Trips[]> {
  const counted: Trips[] = []
  for (const engine of ['mariadb', 'sqlite'] as const) {
    const url = engine === 'mariadb' ? await databases.mariadbUrl('trips') : databases.sqliteUrl('trips')
    const dataSource = await openDataSource(url)
    await stock(dataSource, 2)
    await dataSource.destroy()
    const { app, url: houseUrl, close } = await openHouseHere(url)
    const during = async (act: () => Promise<unknown>): Promise<number> => {
      const before = app.roundTrips()
      await act()
      return app.roundTrips() - before
    }
    const { memberId, bookId, nonce } = pair(0)
    const story = await during(() => app.rentBook({ memberId, bookId, commandKey: `${memberId}:${nonce}` }))
    const call = await during(() => rentByChat(houseUrl, pair(1)))
    await close()
    counted.push(
      { what: `rent by chat, ${engine}`, counted: call, agreed: agreed[engine].call },
      { what: `rent story, ${engine}`, counted: story, agreed: agreed[engine].story },
    )
  }
  return counted
}

async function rentByChat(houseUrl: string, tapping: Pair): Promise<void> {
  const answer = await fetch(`${houseUrl}/skills/dialog`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-skill-secret': secret },
    body: JSON.stringify(rentPayload(tapping)),
  })
  const said = await answer.text()
  if (!said.includes(isRented)) throw new Error(`not rented: ${said}`)
}
