/** What the environment may say: everything that is wrong stops the start with one sentence that names the variable. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ConfigError, readConfig } from '../../src/config.js'

const key = Buffer.alloc(32, 7).toString('base64')
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
  ...['short', '*'.repeat(44), Buffer.alloc(16).toString('base64')].map(
    (value) => ['PRIVACY_KEY', value] as [string, string],
  ),
  ['DATA_DIR', '   '],
  ['LIBRARY_NAME', '열여섯 글자보다 긴 도서관의 이름'],
  ['LIBRARY_PHONE', '0'.repeat(31)],
  ['SKILL_SECRET', 'too-short'],
  ['KAKAO_BOT_ID', '  '],
  ['KAKAO_REST_API_KEY', '  '],
  ['KAKAO_EVENT_API_URL', 'bot-api.kakao.com'],
  ['KAKAOPAY_API_URL', 'file:///etc/passwd'],
  ['KAKAOPAY_SECRET_KEY', '  '],
  ['KAKAOPAY_CID', '  '],
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

  it('left empty is as if it were not there', () => {
    const empty = Object.fromEntries(wrong.map(([name]) => [name, '']))
    expect(readConfig({ ...empty, ...base })).toEqual(readConfig(base))
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
    expect(first.privacyKey).toHaveLength(32)
    expect(readConfig({ DATA_DIR: folder }).privacyKey).toEqual(first.privacyKey)
    expect(statSync(join(folder, 'privacy.key')).mode & 0o077).toBe(0)
    expect(readFileSync(join(folder, 'privacy.key'), 'utf8')).toBe(first.privacyKey.toString('base64'))
  })

  it('mariadb:// is understood as mysql://', () => {
    expect(readConfig({ ...base, DATABASE_URL: 'mariadb://a:b@c/d' }).databaseUrl).toBe('mysql://a:b@c/d')
  })
})
