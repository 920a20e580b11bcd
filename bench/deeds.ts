/** What is done in houses of every size. */
import type { App } from '../src/app.js'
import type { Day } from '../src/domain/time.js'
import type { Sql } from '../src/infra/db/sql.js'
import type { BareRents } from './bare-mysql.js'
import type { Callers } from './callers.js'
import type { Desk } from './desk.js'
import type { ServerProcess } from './servers.js'

/** Something done in the house, beside the least that could be done for it; both answer their milliseconds. */
export type Deed = {
  readonly name: string
  readonly ours: (place: Place, turn: number) => Promise<number>
  readonly bare: (place: Place, turn: number) => Promise<number>
}

export type Place = {
  readonly product: ServerProcess
  readonly desk: Desk
  readonly callers: Callers
  readonly app: App
  readonly sql: Sql
  readonly bareRents: Pick<BareRents, 'run' | 'close'>
  readonly today: Day
  /** As many titles, and copies. */
  readonly members: number
  /** From here on, members are there who were not at the size before, and are not late. */
  readonly newFrom: number
}
