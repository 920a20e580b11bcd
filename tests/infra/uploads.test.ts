/** Files that librarians send, on the disk. */
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from '@jest/globals'
import { openUploads } from '../../src/infra/uploads.js'

const folder = mkdtempSync(join(tmpdir(), 'chaekbang-uploads-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('nobody has wanted for a day are swept away once an hour, however many uploads come, which need not wait for it', async () => {
  const noon = Date.parse('2026-11-28T03:00:00.000Z')
  let nowMs = noon
  let count = 0
  const uploads = openUploads({ folder, newId: () => `upload-${++count}`, now: () => new Date(nowMs) })
  const send = () => uploads.take(Readable.from([Buffer.from('제목,저자\n')]))
  const old = join(folder, 'old.file')
  await send()
  writeFileSync(old, 'of the day before yesterday')
  utimesSync(old, new Date(noon - 48 * 3_600_000), new Date(noon - 48 * 3_600_000))

  nowMs += 59 * 60_000
  expect(await send()).toMatchObject({ ok: true })
  expect(existsSync(old)).toBe(true)
  nowMs += 60_000
  expect(await send()).toMatchObject({ ok: true })
  expect(existsSync(old)).toBe(false)
  expect([1, 2, 3].every((number) => existsSync(join(folder, `upload-${number}.file`)))).toBe(true)
})
