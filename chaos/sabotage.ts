/** One guard of the house taken away on purpose, to see that the checker notices. */
import { ask } from './mariadb.js'

export type Sabotage =
  /** A unique index is dropped before the storm. */
  | { readonly kind: 'index'; readonly name: string }
  /** Taps reach the house without the nonce that tells them apart. */
  | { readonly kind: 'nonce' }

export function readSabotage(text: string): Sabotage {
  if (text === 'nonce') return { kind: 'nonce' }
  const [kind, name] = text.split('=')
  if (kind === 'index' && name && /^\w+$/.test(name)) return { kind, name }
  throw new Error('--break takes nonce, or index= and the name of a unique index')
}

export async function dropIndex(databaseUrl: string, name: string): Promise<void> {
  const [found] = await ask<{ table_name: string }>(
    databaseUrl,
    `SELECT table_name AS table_name FROM information_schema.statistics
     WHERE table_schema = DATABASE() AND index_name = '${name}' AND non_unique = 0`,
  )
  if (!found) throw new Error(`there is no unique index ${name}`)
  await ask(databaseUrl, `ALTER TABLE ${found.table_name} DROP INDEX ${name}`)
}
