/** One guard of the house taken away on purpose, to see that the checker notices. */
import { spawnSync } from 'node:child_process'
import { ask } from './mariadb.js'
import { loaders, type Made } from './supervisor.js'

export type Sabotage =
  /** A unique index is dropped before the storm. */
  | { readonly kind: 'index'; readonly name: string }
  /** Taps reach the house without the nonce that tells them apart. */
  | { readonly kind: 'nonce' }
  /** Before a notice leaves, the house does not heed whether there is still something to say. */
  | { readonly kind: 'recheck' }

export function readSabotage(text: string): Sabotage {
  if (text === 'nonce' || text === 'recheck') return { kind: text }
  const [kind, name] = text.split('=')
  if (kind === 'index' && name && /^\w+$/.test(name)) return { kind, name }
  throw new Error('--break takes nonce, recheck, or index= and the name of a unique index')
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

/** A paid-in deposit needs no hour and no book: with a second look it is dropped, without one it leaves. */
const tryIt = (rules: string) => `
  import { decideSend } from '${rules}'
  const notice = { state: 'waiting', drawnAt: null, toldAt: null, body: { kind: 'deposit-paid' } }
  process.exitCode = decideSend(notice, false, new Date(), {}) === 'send' ? 0 : 1`

/** What the processes are started with, so that nobody heeds the second look. Throws when it is heeded all the same. */
export function noRecheck(made: Made): readonly string[] {
  const at = (path: string) => new URL(path, import.meta.url).href
  const besides = ['--import', at('./no-recheck.js')]
  const rules = at(made === 'built' ? '../dist/src/domain/notice.js' : '../src/domain/notice.ts')
  const args = [...loaders[made], ...besides, '--input-type=module', '--eval', tryIt(rules)]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the second look could not be taken away: ${stderr}`)
  return besides
}
