/** What the desk can do about the calendar and the numbers of the house. Who changed something sees it at once. */
import { ok } from '../domain/result.js'
import type { Policy, Rules } from '../domain/policy.js'
import { patched, type PolicyPatch } from '../domain/policy-change.js'
import type { Day } from '../domain/time.js'
import type { Log } from '../log.js'
import { changePolicy, type ChangePolicyInput, type PolicyNow } from '../usecases/change-policy.js'
import type { PublicHolidays } from '../usecases/gateways.js'
import { fillHolidays, forgetDay, setDay, type Filled, type SetDayInput } from '../usecases/keep-calendar.js'
import type { RunInTx } from '../usecases/tx.js'

export type HouseKeeping = {
  readonly runInTx: RunInTx
  /** What the house does by itself, whoever asked for it. */
  readonly runByItself: RunInTx
  readonly rules: { current(): Rules; refresh(): Promise<boolean> }
  readonly defaults: Policy
  readonly publicHolidays: PublicHolidays
  readonly today: () => Day
  readonly log: Log
}

export function keepHouse({ runInTx, runByItself, rules, defaults, publicHolidays, today, log }: HouseKeeping) {
  /** Refreshes, and hands on what was done. */
  async function seen<Done extends { readonly ok: boolean }>(done: Done): Promise<Done> {
    if (done.ok) await rules.refresh()
    return done
  }
  async function fill(years: readonly number[]): Promise<Filled> {
    const filled = await fillHolidays({ runInTx: runByItself, publicHolidays }, years)
    if (filled.added > 0) await rules.refresh()
    if (filled.unknownYears.length > 0)
      log.warn({ years: filled.unknownYears }, 'no public holidays are known of these years')
    return filled
  }
  return {
    /** The house's numbers, as they are now and as they would be had nobody changed any. */
    async housePolicy(): Promise<{ policy: Policy; defaults: Policy; isReadable: boolean }> {
      const isReadable = await rules.refresh()
      return { policy: rules.current(), defaults, isReadable }
    },
    /** The numbers as they are stored, and in which version. `null`: they cannot be read, so they cannot be edited. */
    async policyToEdit(): Promise<PolicyNow | null> {
      const stored = await runByItself(async (tx) => ok(await tx.houseRules.stored()))
      const { patch, version } = stored.ok ? stored.value : { patch: null, version: '' }
      return patch && { policy: patched(defaults, patch), version }
    },
    changePolicy: async (patch: PolicyPatch, version?: ChangePolicyInput['seen']) =>
      seen(await runInTx((tx) => changePolicy(tx, { defaults, patch, seen: version }))),
    setDay: async (input: SetDayInput) => seen(await runInTx((tx) => setDay(tx, input))),
    /** The librarian's word is gone; a holiday that it hid is back. */
    async forgetDay(day: Day, version?: SetDayInput['seen']) {
      const done = await seen(await runInTx((tx) => forgetDay(tx, { day, seen: version })))
      if (!done.ok) return done
      await fill([yearOf(day)])
      return ok(done.value)
    },
    /** For the daily job: the public holidays of this year and the next. */
    fillHolidays: (): Promise<Filled> => fill([yearOf(today()), yearOf(today()) + 1]),
  }
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
