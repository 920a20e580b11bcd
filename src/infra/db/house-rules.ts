/** The rules the house lives by now: the defaults, what librarians changed of them, and the calendar. */
import { rulesOf } from '../../domain/calendar.js'
import type { Policy, Rules } from '../../domain/policy.js'
import { mustAgree, patched } from '../../domain/policy-change.js'
import { addDays, type Day } from '../../domain/time.js'
import { knownDays } from './calendar.js'
import type { Sql } from './sql.js'
import { storedPolicy } from './stored-rules.js'

/** Closed days before that are not looked up: no book is brought back later than that and still counted in days. */
const daysBack = 400

export type HouseRules = {
  /** As they were read last; before the first reading, the defaults and an empty calendar. */
  current(): Rules
  /**
   * Reads them anew. Whether that was possible; if not, those read last go on: lending never stops for want of a setting.
   * Never throws.
   */
  refresh(): Promise<boolean>
}

export type HouseRulesOptions = {
  readonly today: () => Day
  /** Called when the rules could be read until now, and cannot be any more. */
  readonly onTrouble: (error: Error) => void
}

export function openHouseRules(sql: Sql, defaults: Policy, { today, onTrouble }: HouseRulesOptions): HouseRules {
  let rules = rulesOf(defaults)
  let asked = 0
  let answered = 0
  let isTroubled = false

  async function read(): Promise<Rules> {
    const { patch } = await storedPolicy(sql)
    if (!patch) throw new Error('the stored rules cannot be read: see `policy` among the settings')
    const policy = patched(defaults, patch)
    if (mustAgree(policy)) throw new Error('the stored rules contradict each other: see `policy` among the settings')
    return rulesOf(policy, await knownDays(sql, addDays(today(), -daysBack)))
  }

  return {
    current: () => rules,
    async refresh() {
      const turn = ++asked
      try {
        const found = await read()
        // who asked earlier and was answered later knows less
        if (turn > answered) [rules, answered] = [found, turn]
        isTroubled = false
        return true
      } catch (error) {
        if (!isTroubled) onTrouble(error instanceof Error ? error : new Error(String(error)))
        isTroubled = true
        return false
      }
    },
  }
}
