/** What the environment may say: everything that is wrong stops the start with one sentence that names the variable. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ConfigError, readConfig } from '../../src/config.js'

const key = Buffer.alloc(32, 7).toString('base64')
const other = Buffer.alloc(32, 8).toString('base64')
const base = { PRIVACY_KEY: key, DATABASE_URL: 'sqlite:./data/test.db' }
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'mysql://library:secret@db:3306/library',
  PRIVACY_KEY: key,
  PUBLIC_URL: 'https://books.example.com/',
  SKILL_SECRET: 'a-long-enough-secret',
  KAKAO_BOT_ID: '65aa0000000000000000b070',
  KAKAO_REST_API_KEY: 'rest-api-key',
  KAKAOPAY_SECRET_KEY: 'pay-secret-key',
  KAKAOPAY_CID: 'C000000001',
}

function complaintAbout(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error(`nothing wrong with ${JSON.stringify(env)}`)
}

const wrong: readonly [string, string][] = [
  ...['abc', '-1', '65536', '3.5', '80a'].map((value) => ['PORT', value] as [string, string]),
  ...['cook', 'bot,cook', 'bot worker', ','].map((value) => ['ROLES', value] as [string, string]),
  ...['prod', 'Production'].map((value) => ['NODE_ENV', value] as [string, string]),
  ...['books.example.com', 'ftp://books.example.com', '//x'].map((value) => ['PUBLIC_URL', value] as [string, string]),
  ...['postgres://x/y', 'mysql:', 'sqlite:', 'library.db'].map((value) => ['DATABASE_URL', value] as [string, string]),
  ...['0', '1', '2.5', '1000', 'many'].map((value) => ['DATABASE_POOL', value] as [string, string]),
  ...['-1', '3601', 'soon'].map((value) => ['DATABASE_WAIT_SECONDS', value] as [string, string]),
  ...['-1', '601', 'soon'].map((value) => ['DRAIN_SECONDS', value] as [string, string]),
  ...['-1', '3601', '0'].map((value) => ['STOP_WITHIN_SECONDS', value] as [string, string]),
  ...['short', '*'.repeat(44), Buffer.alloc(16).toString('base64')].map(
    (value) => ['PRIVACY_KEY', value] as [string, string],
  ),
  ...[`k1:${key},`, `K1:${key}`, `k_1:${key}`, `${'k'.repeat(17)}:${key}`, `k1:${key},k2:short`].map(
    (value) => ['PRIVACY_KEY', value] as [string, string],
  ),
  ['PRIVACY_KEY', `${key},k1:${other}`],
  ['PRIVACY_KEY', `k1:${key},k1:${other}`],
  ['PRIVACY_KEY', `k2:${key},k1:${key}`],
  ['DESK_LIBRARIAN', '가'.repeat(61)],
  ['DATA_DIR', '   '],
  ['LIBRARY_NAME', '열여섯 글자보다 긴 도서관의 이름'],
  ['LIBRARY_PHONE', '0'.repeat(31)],
  ['SKILL_SECRET', 'too-short'],
  ['KAKAO_BOT_ID', '  '],
  ['KAKAO_REST_API_KEY', '  '],
  ['KAKAO_EVENT_API_URL', 'bot-api.kakao.com'],
  ['KAKAO_BOOK_API_URL', 'dapi.kakao.com'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['OTEL_SERVICE_NAME', '  '],
  ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ...['-1', '2', 'half'].map((value) => ['OTEL_TRACES_SAMPLER_ARG', value] as [string, string]),
  ['KAKAO_ADMIN_KEY', '  '],
  ['SOLAPI_API_KEY', '  '],
  ['SOLAPI_API_SECRET', '  '],
  ['SOLAPI_API_URL', 'api.solapi.com'],
  ['SOLAPI_PF_ID', '  '],
  ['SOLAPI_FROM', 'the desk'],
  ['SOLAPI_FROM', '123-4567'],
  ...['overdue', '[]', 'null', '{}', '{"birthday":"KA01TP"}', '{"overdue":" "}', '{"overdue":3}'].map(
    (value) => ['SOLAPI_TEMPLATES', value] as [string, string],
  ),
  ['SOLAPI_SMS_FALLBACK', 'yes'],
  ...['too-short', 'sixteen/characters', 'sixteen characters'].map(
    (value) => ['SOLAPI_WEBHOOK_SECRET', value] as [string, string],
  ),
  ['KAKAOPAY_API_URL', 'file:///etc/passwd'],
  ['KAKAOPAY_SECRET_KEY', '  '],
  ['KAKAOPAY_CID', '  '],
  ['ADMIN_EMAIL', 'the boss'],
  ['ADMIN_PASSWORD', 'too-short'],
  ...['-1', 'all', '11'].map((value) => ['TRUSTED_PROXIES', value] as [string, string]),
  ['AGENDA_BACKEND', 'kafka'],
  ['AGENDA_URL', '  '],
  ['LOG_LEVEL', 'loud'],
]

describe('a wrong variable', () => {
  it.each(wrong)('%s=%s is named in one sentence', (name, value) => {
    const complaint = complaintAbout({ ...base, [name]: value })
    expect(complaint).toMatch(new RegExp(`^${name}: \\S.{5,}$`))
    if (/KEY|SECRET/.test(name) && value.trim()) expect(complaint).not.toContain(value)
  })

  it('of the first librarian alone is half a librarian', () => {
    for (const half of [{ ADMIN_EMAIL: 'boss@library.kr' }, { ADMIN_PASSWORD: 'long-enough-1' }])
      expect(complaintAbout({ ...base, ...half })).toMatch(/^ADMIN_EMAIL, ADMIN_PASSWORD: /)
  })

  it('left empty is as if it were not there', () => {
    const empty = Object.fromEntries(wrong.map(([name]) => [name, '']))
    expect(readConfig({ ...empty, ...base })).toEqual(readConfig(base))
  })
})

describe('how a process goes', () => {
  it('is slow where balancers look, and quick where nobody does; always within its time', () => {
    expect(readConfig(base).going).toEqual({ drainSeconds: 0, withinSeconds: 25 })
    expect(readConfig(production).going).toEqual({ drainSeconds: 5, withinSeconds: 25 })
    const set = { DRAIN_SECONDS: '10', STOP_WITHIN_SECONDS: '50' }
    expect(readConfig({ ...production, ...set }).going).toEqual({ drainSeconds: 10, withinSeconds: 50 })
    for (const short of [{ DRAIN_SECONDS: '25' }, { STOP_WITHIN_SECONDS: '5' }])
      expect(complaintAbout({ ...production, ...short })).toMatch(
        /^STOP_WITHIN_SECONDS: must be more than DRAIN_SECONDS/,
      )
  })
})

describe('in production', () => {
  const { NODE_ENV: _mode, ...needed } = production
  it.each(Object.keys(needed))('%s has to be set', (name) => {
    expect(complaintAbout({ ...production, [name]: '' })).toBe(`${name}: must be set when NODE_ENV=production`)
  })

  it('everything that is missing is named at once', () => {
    const complaint = complaintAbout({ NODE_ENV: 'production' })
    for (const name of Object.keys(needed)) expect(complaint).toContain(name)
  })

  it('the simulator does not run', () => {
    expect(complaintAbout({ ...production, ROLES: 'bot,simulator' })).toMatch(/^ROLES: .*simulator/)
  })

  it('all roles but the simulator are on, and Kakao is the real one', () => {
    expect(readConfig(production)).toMatchObject({
      roles: ['bot', 'desk', 'worker'],
      publicUrl: 'https://books.example.com',
      databaseUrl: 'mysql://library:secret@db:3306/library',
      eventApi: { baseUrl: 'https://bot-api.kakao.com' },
      pay: { baseUrl: 'https://open-api.kakaopay.com', cid: 'C000000001' },
    })
  })
})

describe('Alimtalk', () => {
  const solapi = {
    SOLAPI_API_KEY: 'api-key',
    SOLAPI_API_SECRET: 'api-secret',
    SOLAPI_PF_ID: 'KA01PF',
    SOLAPI_TEMPLATES: '{"overdue":"KA01TP-1","hold-ready":"KA01TP-2"}',
  }

  it('is off without a key, and so are the webhooks without theirs', () => {
    expect(readConfig(base)).toMatchObject({ alimtalk: null, hooks: { kakaoAdminKey: null, solapiSecret: null } })
  })

  it('is at Solapi with its templates, and sends no SMS unless it is told to', () => {
    const { alimtalk } = readConfig({ ...base, ...solapi })
    expect(alimtalk).toEqual({
      baseUrl: 'https://api.solapi.com',
      apiKey: 'api-key',
      apiSecret: 'api-secret',
      pfId: 'KA01PF',
      from: null,
      templates: { overdue: 'KA01TP-1', 'hold-ready': 'KA01TP-2' },
      hasSmsFallback: false,
    })
    const fallback = { SOLAPI_SMS_FALLBACK: 'on', SOLAPI_FROM: '02-1234-5678', SOLAPI_API_URL: 'http://127.0.0.1:1/' }
    expect(readConfig({ ...base, ...solapi, ...fallback }).alimtalk).toMatchObject({
      baseUrl: 'http://127.0.0.1:1',
      from: '0212345678',
      hasSmsFallback: true,
    })
  })

  it.each(['SOLAPI_API_SECRET', 'SOLAPI_PF_ID', 'SOLAPI_TEMPLATES'])('does not start without %s', (name) => {
    expect(complaintAbout({ ...base, ...solapi, [name]: '' })).toBe(`${name}: must be set together with SOLAPI_API_KEY`)
  })

  it.each([
    ['SOLAPI_API_SECRET', 'api-secret'],
    ['SOLAPI_PF_ID', 'KA01PF'],
    ['SOLAPI_FROM', '0212345678'],
    ['SOLAPI_TEMPLATES', '{"overdue":"KA01TP"}'],
  ])('is not half there: %s needs the key', (name, value) => {
    expect(complaintAbout({ ...base, [name]: value })).toBe(`SOLAPI_API_KEY: must be set together with ${name}`)
  })

  it('falls back to SMS only with a key and a number that it comes from', () => {
    const fallback = { SOLAPI_SMS_FALLBACK: 'on' }
    const said = (name: string) => `${name}: must be set together with SOLAPI_SMS_FALLBACK=on`
    expect(complaintAbout({ ...base, ...fallback })).toBe(said('SOLAPI_API_KEY'))
    expect(complaintAbout({ ...base, ...solapi, ...fallback })).toBe(said('SOLAPI_FROM'))
  })

  it('needs the secret of its webhook in production, and only there', () => {
    const live = { ...production, ...solapi }
    expect(complaintAbout(live)).toMatch(/^SOLAPI_WEBHOOK_SECRET: must be set together with SOLAPI_API_KEY/)
    const keys = { SOLAPI_WEBHOOK_SECRET: 'a-secret_of-16-or-more', KAKAO_ADMIN_KEY: 'admin-key' }
    expect(readConfig({ ...live, ...keys }).hooks).toEqual({
      kakaoAdminKey: 'admin-key',
      solapiSecret: 'a-secret_of-16-or-more',
    })
  })
})

describe('with nothing set', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('everything runs on a file, with the simulator as Kakao and a key made once for this machine', () => {
    const first = readConfig({ DATA_DIR: folder })
    expect(first).toMatchObject({
      port: 3_000,
      roles: ['bot', 'desk', 'worker', 'simulator'],
      databaseUrl: `sqlite:${join(folder, 'library.db')}`,
      eventApi: null,
      pay: null,
      skillSecret: null,
      publicUrl: null,
    })
    const [{ id, key }] = first.privacyKeys
    expect([id, key.length]).toEqual(['', 32])
    expect(readConfig({ DATA_DIR: folder }).privacyKeys).toEqual(first.privacyKeys)
    expect(statSync(join(folder, 'privacy.key')).mode & 0o077).toBe(0)
    expect(readFileSync(join(folder, 'privacy.key'), 'utf8')).toBe(key.toString('base64'))
  })

  it('a list of keys begins with the current one, and may end with the one that had no id', () => {
    const ids = (list: string) => readConfig({ ...base, PRIVACY_KEY: list }).privacyKeys.map(({ id }) => id)
    expect(ids(`k2:${other}, k1:${key}`)).toEqual(['k2', 'k1'])
    expect(ids(`k2:${other},${key}`)).toEqual(['k2', ''])
    expect(ids(key)).toEqual([''])
  })

  it('who sits at the desk is whoever has logged in there, or who is named', () => {
    expect(readConfig(base).librarian).toMatch(/./)
    expect(readConfig({ ...base, DESK_LIBRARIAN: '김사서' }).librarian).toBe('김사서')
  })

  it('mariadb:// is understood as mysql://', () => {
    expect(readConfig({ ...base, DATABASE_URL: 'mariadb://a:b@c/d' }).databaseUrl).toBe('mysql://a:b@c/d')
  })
})
