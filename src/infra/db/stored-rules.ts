/** What librarians changed of the house rules, as a patch in JSON among the settings. */
import { createHash } from 'node:crypto'
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
      return versionOf(next)
    },
  }
}

export async function storedPolicy(sql: Sql): Promise<StoredPolicy> {
  const text = await settings(sql).read(name)
  const read = text === null ? ({ ok: true, patch: {} } as const) : readPolicyPatch(parsed(text))
  return { patch: read.ok ? read.patch : null, text, version: versionOf(text) }
}

/** The same text is the same version. */
function versionOf(text: string | null): string {
  return text === null ? 'unchanged' : createHash('sha256').update(text).digest('hex').slice(0, 20)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
