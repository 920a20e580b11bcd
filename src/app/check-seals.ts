/** Looked at before the house opens: without the right keys members would lose their numbers, and nobody would notice. */
import { ConfigError } from '../config.js'
import type { Privacy } from '../infra/db/members.js'
import { sealsByKey } from '../infra/db/seals.js'
import type { Sql } from '../infra/db/sql.js'
import type { Log } from '../log.js'

export async function checkSeals(sql: Sql, privacy: Privacy, log: Log): Promise<void> {
  const keys = await sealsByKey(sql, privacy)
  const lost = keys.find(({ canBeOpened }) => !canBeOpened)
  if (lost)
    throw new ConfigError(
      `PRIVACY_KEY: ${lost.count} phone numbers were sealed ${lost.keyId ? `by the key ${lost.keyId}` : 'by a key without an id'}, which is not in the list or is another one; put it back`,
    )
  const current = privacy.label.slice(0, -1)
  for (const { keyId, count } of keys)
    if (keyId !== current) log.info({ key: keyId, count }, 'phone numbers still sealed by an older key')
}
