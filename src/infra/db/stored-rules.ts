/** What librarians changed of the house rules, as a patch in JSON among the settings. */
import { readPolicyPatch } from '../../policy-patch.js'
import type { HouseRules, StoredPolicy } from '../../usecases/ports/house.js'
import { settings } from './settings.js'
import type { Sql, Write } from './sql.js'

const name = 'policy'

export function storedRules(sql: Sql, write: (write: Write) => void): HouseRules {
  return {
    stored: () => storedPolicy(sql),
    keep(patch, { text }) {
      const next = JSON.stringify(patch)
      if (text === null) write({ sql: 'INSERT INTO settings (name, value) VALUES (?, ?)', params: [name, next] })
      else if (text !== next)
        write({
          sql: 'UPDATE settings SET value = ? WHERE name = ? AND value = ?',
          params: [next, name, text],
          expect: 1,
        })
    },
  }
}

export async function storedPolicy(sql: Sql): Promise<StoredPolicy> {
  const text = await settings(sql).read(name)
  const read = text === null ? ({ ok: true, patch: {} } as const) : readPolicyPatch(parsed(text))
  return { patch: read.ok ? read.patch : null, text }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
