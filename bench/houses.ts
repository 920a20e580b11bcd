/** The product opened in this very process, for what is measured without HTTP. */
import { readConfig } from '../src/config.js'
import { openLog } from '../src/log.js'
import type { Policy } from '../src/domain/policy.js'
import { openHouse, type House } from '../src/open-house.js'
import { secret } from './skill-call.js'

export async function openHouseHere(
  databaseUrl: string,
  { policy, env = {} }: { policy?: Policy; env?: Record<string, string> } = {},
): Promise<House> {
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    ROLES: 'bot',
    DATABASE_URL: databaseUrl,
    PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'),
    SKILL_SECRET: secret,
    LOG_LEVEL: 'silent',
    ...env,
  })
  return openHouse(config, openLog(config.logLevel), policy ? { policy } : {})
}
