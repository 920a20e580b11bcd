/** `npm run backup` and `npm run restore`: the whole house written down while it is open, and put back whole or not at all. */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { restoreBackup, takeBackup } from '../../src/app/backups.js'
import { readConfig } from '../../src/config.js'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { emptyDatabase, engines, type TestDatabase } from '../support/empty-database.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'

/** In the test's own process, where nothing depends on how it was asked. */
const configOf = ({ url }: TestDatabase) => readConfig(testEnv(url))
const restored = (database: TestDatabase, from: string) => restoreBackup(configOf(database), from)
const notWhole = /^[^\n]*wrong[^\n]*: 파일이 잘렸거나 망가졌어요[^\n]*아무것도 바꾸지 않았어요\.$/

type Said = { readonly code: number | null; readonly said: string }

async function run(command: 'backup' | 'restore', database: TestDatabase, ...args: string[]): Promise<Said> {
  const process = startProcess(`../../src/${command}.ts`, args, testEnv(database.url))
  const code = await process.over()
  return { code, said: [...process.said, ...process.complaints].join('\n') }
}

describe.each(engines)('a library on %s', (engine) => {
  const ending = engine === 'sqlite' ? '.db' : '.sql.gz'
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-backups-'))
  const backup = join(folder, `library${ending}`)
  let kakao: StandIn
  let database: TestDatabase
  let library: Library
  const emptied: TestDatabase[] = []
  const empty = async () => {
    const one = await emptyDatabase(engine)
    emptied.push(one)
    return one
  }
  /** A library again, on what was put back. */
  const openOn = (one: TestDatabase) => openLibrary(engine, { database: one, at: new Date().toISOString() })

  beforeAll(async () => {
    kakao = await openStandIn(() => new Date())
    database = await emptyDatabase(engine)
    library = await openLibrary(engine, { database, env: kakao.env, at: new Date().toISOString() })
    kakao.product.url = library.url
    await crowd(library, 4, 20_000)
    for (let n = 1; n <= 5; n += 1) await library.book({ title: `바쁜 책 ${n}`, copies: 2 })
  })
  afterAll(async () => {
    await library.close()
    await kakao.close()
    for (const one of [database, ...emptied]) await one.drop()
    rmSync(folder, { recursive: true })
  })

  it('is written down while members go on, and what is put back is a moment of it, whole', async () => {
    const busy = startProcess('../support/busy-members.ts', [], testEnv(database.url, { ROLES: 'bot', ...kakao.env }))
    await busy.line(() => busy.said.length >= 40)
    const before = await library.rows('SELECT id FROM ledger_lines ORDER BY id')
    const doneBefore = busy.said.length
    expect(await run('backup', database, backup)).toMatchObject({ code: 0, said: expect.stringContaining(backup) })
    await busy.line(() => busy.said.length > doneBefore)
    await busy.end('SIGKILL')
    // the phones in it are sealed, but the rest of it is nobody else's business
    expect(statSync(backup).mode & 0o077).toBe(0)
    expect(readdirSync(folder)).toEqual([`library${ending}`])

    const other = await empty()
    expect(await run('restore', other, backup)).toMatchObject({ code: 0 })
    const again = await openOn(other)
    try {
      expect(await complaints(again)).toEqual([])
      const lines = await again.rows('SELECT id FROM ledger_lines ORDER BY id')
      const ids = new Set(lines.map(({ id }) => id))
      expect(before.filter(({ id }) => !ids.has(id))).toEqual([])
      expect(ids.size).toBeGreaterThan(4)
      const found = await again.visitor().says('바쁜 책 1')
      expect([found.outcome, found.text]).toEqual(['ok', expect.stringContaining('바쁜 책 1')])
    } finally {
      await again.close()
    }
  })

  it('is never written over by a backup', async () => {
    await expect(restored(database, backup)).rejects.toThrow('비어 있지 않아요')
    expect(await complaints(library)).toEqual([])
  })

  it('is not put back from a file that is cut short, damaged, or something else', async () => {
    const other = await empty()
    const wrong = join(folder, `wrong${ending}`)
    const size = statSync(backup).size
    const ways: (() => void)[] = [
      () => truncateSync(wrong, size - 1),
      () => truncateSync(wrong, Math.floor(size / 2 / 4096) * 4096),
      () => truncateSync(wrong, 0),
      () => writeFileSync(wrong, 'books, members and money'),
    ]
    if (engine === 'mariadb') {
      const text = gunzipSync(readFileSync(backup)).toString('latin1')
      ways.push(() =>
        writeFileSync(wrong, gzipSync(Buffer.from(text.slice(0, text.indexOf('-- Dump completed')), 'latin1'))),
      )
      ways.push(() => writeFileSync(wrong, gzipSync('CREATE TABLE `others` (id INT);\n-- Dump completed\n')))
    }
    for (const spoil of ways) {
      copyFileSync(backup, wrong)
      spoil()
      await expect(restored(other, wrong)).rejects.toThrow(notWhole)
    }
    rmSync(wrong)
    await restored(other, backup)
  })

  it('is written into a folder night after night, and only the newest stay', async () => {
    const nights = mkdtempSync(join(folder, 'nights-'))
    const old = ['2026-01-01T03-00-00', '2026-01-02T03-00-00'].map((at) => `chaekbang-${at}${ending}`)
    for (const name of [...old, 'a-list-of-books.csv']) writeFileSync(join(nights, name), '')
    expect(await run('backup', database, nights, '--keep', '2')).toMatchObject({ code: 0 })
    const left = readdirSync(nights).sort()
    expect(left).toEqual(['a-list-of-books.csv', old[1], expect.stringMatching(/^chaekbang-20.*T/)])
    await restored(await empty(), join(nights, left[2] ?? ''))
  })

  it('says what is wrong when it cannot be done, and leaves nothing behind', async () => {
    const never = join(folder, `never${ending}`)
    const nowhere = { ...database, url: engine === 'sqlite' ? 'sqlite:/nowhere/library.db' : `${database.url}_nowhere` }
    const { code, said } = await run('backup', nowhere, never)
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(engine === 'sqlite' ? '이런 데이터베이스 파일이' : '_nowhere'),
    ])
    await expect(takeBackup(configOf(database), backup)).rejects.toThrow('이미 있는 파일')
    await expect(restored(await empty(), never)).rejects.toThrow('이런 파일이 없어요')
    expect(readdirSync(folder).filter((name) => /never|\.backup/.test(name))).toEqual([])
  })
})

it('says how it wants to be asked', async () => {
  const database = { url: 'sqlite:/nowhere/library.db', drop: () => Promise.resolve() }
  const wrong = await Promise.all([run('backup', database, 'a', '--keep', '0'), run('restore', database)])
  expect(wrong).toEqual([
    { code: 2, said: expect.stringContaining('npm run backup') },
    { code: 2, said: expect.stringContaining('npm run restore') },
  ])
})

it('a restore that breaks off takes out again what it had put in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-backups-'))
  const other = await emptyDatabase('mariadb')
  try {
    const broken = join(folder, 'broken.sql.gz')
    const statements = [
      'CREATE TABLE `migrations` (id INT);',
      'CREATE TABLE `members` (id INT);',
      'INSERT INTO nowhere;',
    ]
    writeFileSync(broken, gzipSync(`${statements.join('\n')}\n-- Dump completed\n`))
    await expect(restored(other, broken)).rejects.toThrow(/ERROR/)
    const whole = join(folder, 'whole.sql.gz')
    writeFileSync(whole, gzipSync(`${statements.slice(0, 2).join('\n')}\n-- Dump completed\n`))
    await restored(other, whole)
  } finally {
    await other.drop()
    rmSync(folder, { recursive: true })
  }
})
