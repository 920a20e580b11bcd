/** The store of a library by itself: for tests that tell it stories of their own, or hold letters in their own hands. */
import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { rulesOf } from '../../src/domain/calendar.js'
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import type { Sql } from '../../src/infra/db/sql.js'
import { runStories } from '../../src/infra/db/store.js'
import { openPrivacy } from '../../src/infra/privacy.js'
import type { PrivacyKeys } from '../../src/privacy-keys.js'
import { unwatched } from '../../src/watch.js'
import type { RunInTx } from '../../src/usecases/tx.js'

export type Stories = { readonly sql: Sql; readonly runInTx: RunInTx }

export function storiesOn(
  dataSource: DataSource,
  now: () => Date,
  sql = openSql(dataSource),
  policy: Policy = defaultPolicy,
  keys: PrivacyKeys = [{ id: '', key: Buffer.alloc(32, 7) }],
): Stories {
  const runInTx = runStories({
    sql,
    rules: () => rulesOf(policy),
    privacy: openPrivacy(keys),
    world: { now, newId: randomUUID, newToken: randomUUID, chance: Math.random },
    onEvents: () => undefined,
    onDelivered: () => undefined,
    onFailed: () => undefined,
    watch: unwatched,
  })
  return { sql, runInTx }
}
