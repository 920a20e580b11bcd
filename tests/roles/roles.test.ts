/** Every role in a process of its own: it answers what is its part, its health and its metrics, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { health, vitals } from '../support/health.js'
import { testEnv } from '../support/library.js'
import { utterance } from '../support/skill-call.js'

const roles = ['bot', 'desk', 'worker'] as const
type Role = (typeof roles)[number]

describe('a process with one role', () => {
  let database: TestDatabase
  const houses = new Map<Role, House>()
  beforeAll(async () => {
    database = await emptyLibrary('mariadb')
    for (const role of roles) {
      const config = readConfig(testEnv(database.url, { ROLES: role, KAKAO_ADMIN_KEY: 'the-admin-key' }))
      houses.set(role, await openHouse(config, openLog('silent')))
    }
  })
  afterAll(async () => {
    for (const house of houses.values()) await house.close()
    await database.drop()
  })
  const urlOf = (role: Role) => houses.get(role)?.url ?? ''
  const status = async (role: Role, path: string, init: RequestInit = {}) =>
    (await fetch(`${urlOf(role)}${path}`, { redirect: 'manual', ...init })).status
  const skill = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(utterance('somebody', '도움말')),
  }

  it.each(roles)('%s says how it is, and what it did', async (role) => {
    expect(await vitals(urlOf(role))).toEqual([200, 200, 200])
    expect(await health(urlOf(role), 'ready')).toEqual({ status: 200, says: { ready: true } })
    expect(await status(role, '/metrics')).toBe(200)
    expect(await status(role, '/health/sound')).toBe(404)
  })

  it.each([
    ['/skills/dialog', skill, { bot: 200, desk: 404, worker: 404 }],
    ['/hooks/kakao-channel', { method: 'POST' }, { bot: 401, desk: 404, worker: 404 }],
    ['/admin/api/openapi.json', {}, { bot: 404, desk: 200, worker: 404 }],
    ['/simulator/', {}, { bot: 404, desk: 404, worker: 404 }],
    ['/', {}, { bot: 404, desk: 404, worker: 404 }],
  ] as const)('%s is answered by whose part it is', async (path, init, expected) => {
    for (const role of roles) expect([role, await status(role, path, init)]).toEqual([role, expected[role]])
  })

  it('carries letters and runs jobs only where that is its part', async () => {
    const workers = await houses
      .get('bot')
      ?.app.dataSource.query<{ by: string }[]>('SELECT DISTINCT last_modified_by AS `by` FROM agenda_jobs')
    expect(workers).toHaveLength(1)
    expect(houses.get('bot')?.unfinished()).toEqual({ requests: 0, jobs: [], letters: [] })
  })
})
