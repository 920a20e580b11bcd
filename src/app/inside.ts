/** What every part of the waist builds on: the store, the clock, the rules of today, and the ways outside. */
import type { Today } from '../domain/calendar.js'
import type { Rules } from '../domain/policy.js'
import type { Day } from '../domain/time.js'
import type { Privacy } from '../infra/db/members.js'
import type { Sql } from '../infra/db/sql.js'
import type { Alimtalk, KakaoPay, Talk } from '../usecases/gateways.js'
import type { PayErrands } from '../usecases/pay-deposit.js'
import type { Traces } from '../traces.js'
import type { RunInTx } from '../usecases/tx.js'
import type { Views } from '../usecases/views.js'

export type Inside = {
  readonly sql: Sql
  readonly runInTx: RunInTx
  readonly privacy: Privacy
  readonly look: Views
  readonly now: () => Date
  readonly today: () => Day
  /** Today as the rules see it. */
  readonly thisDay: () => Today
  readonly rules: () => Rules
  readonly newId: () => string
  /** `null`: nobody collects them. */
  readonly traces: Traces | null
  readonly talk: Talk
  readonly alimtalk: Alimtalk | null
  readonly pay: KakaoPay
  readonly payErrands: () => PayErrands
}
