/** A list of books at the API: sent, looked at, taken in while somebody watches, and taken back. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import { encodings } from '../catalogue-file/book-list.js'
import { marcEncodings, marcOf } from '../catalogue-file/marc-records.js'
import { complaints } from '../support/audit.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { deliverAll } from '../support/happens.js'
import { caller, librarian, manager, openDesk, type Answered, type Caller } from '../support/librarian.js'
import { testEnv, type Library } from '../support/library.js'
import { until } from '../support/until.js'

describe.each(engines)('imports at the API on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let boss: Caller
  let kim: Caller & { id: string }
  const dataDir = mkdtempSync(join(tmpdir(), 'uploads-'))
  const onDisk = () => readdirSync(join(dataDir, 'uploads'))
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database, env: { DATA_DIR: dataDir } })
    boss = await manager(library)
    kim = await librarian(library, boss)
  })
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
    await database.drop()
    rmSync(dataDir, { recursive: true })
  })

  const bare = { 'content-type': 'application/octet-stream' }
  const send = (bytes: Uint8Array, by: Caller = kim) => by.ask('POST', '/uploads', { body: bytes, headers: bare })
  async function sent(bytes: Uint8Array): Promise<string> {
    const { status, body } = await send(bytes)
    expect({ status, body }).toMatchObject({ status: 201, body: { bytes: bytes.length } })
    return body.uploadId
  }
  const preview = (uploadId: string, mapping?: readonly (string | null)[], by: Caller = kim) =>
    by.ask('POST', `/uploads/${uploadId}/preview`, { body: { mapping } })
  const start = (uploadId: string, more: object = {}, key?: string) =>
    kim.ask('POST', '/imports', { body: { uploadId, fileName: '도서목록.csv', ...more }, ...(key ? { key } : {}) })
  async function over(importId: string): Promise<Answered['body']> {
    let seen: Answered['body']
    await until('it is over', async () => {
      seen = (await kim.get(`/imports/${importId}`)).body
      return seen.state !== 'running' && seen.state !== 'undoing'
    })
    return seen
  }
  const list = (title: string, more = '') =>
    encodings.CP949(`도서명,저자,ISBN,등록번호\n${title},한강,9788936434120,EM-${title}\n${title} 둘,한강,,\n${more}`)
  const linesOf = async (importId: string) =>
    (await boss.get(`/audit?subject=${importId}`)).body.items.map(
      ({ action, after, librarian: who }: { action: string; after: object; librarian: { id: string } }) => [
        ...[action, after, who.id],
      ],
    )

  it('a list in CP949 is looked at, taken in, and named with everything it left out', async () => {
    const uploadId = await sent(list('소년이 온다', '틀린 책,,9788936434121,\n,이름 없음,,\n'))
    const seen = await preview(uploadId)
    expect(seen).toMatchObject({
      status: 200,
      body: {
        format: 'text',
        headerLine: 1,
        columns: [{ name: '도서명', field: 'title' }, { field: 'author' }, { field: 'isbn' }, { field: 'barcode' }],
        report: { rows: 4, taken: 2, refused: 2 },
        firstBooks: [{ title: '소년이 온다', isbn13: '9788936434120' }, { title: '소년이 온다 둘' }],
        refusals: [
          { line: 4, reason: 'isbn-invalid', sentence: expect.stringContaining('ISBN이 잘못되었어요') },
          { line: 5, reason: 'title-missing', sentence: '제목이 비어 있어요.' },
        ],
      },
    })
    expect((await kim.get('/imports')).body.items).toEqual([])

    const started = await start(uploadId)
    expect(started).toMatchObject({ status: 201, body: { importId: uploadId } })
    expect(await over(uploadId)).toMatchObject({
      fileName: '도서목록.csv',
      startedBy: '김사서',
      state: 'done',
      isSilent: false,
      counts: { rows: 4, taken: 2, joined: 0, unchanged: 0, archived: 0, refused: 2 },
      copies: { brought: 2, stillThere: 2 },
    })
    const first = await kim.get(`/imports/${uploadId}/refusals?limit=1`)
    expect(first.body.items).toMatchObject([{ line: 4, sentence: expect.stringContaining('ISBN') }])
    const rest = await kim.get(`/imports/${uploadId}/refusals?after=${first.body.next}`)
    expect(rest.body).toMatchObject({ items: [{ line: 5 }], next: null })
    expect(await linesOf(uploadId)).toEqual([
      ['import-ended', { state: 'done', rows: 4, taken: 2, joined: 0, unchanged: 0, archived: 0, refused: 2 }, kim.id],
      ['import-started', { state: 'running' }, kim.id],
    ])
    await until('the file is gone', () => onDisk().length === 0)
  })

  it('the columns may be told; a list without titles is not begun', async () => {
    const uploadId = await sent(encodings['UTF-8']('가,나\n한강,흰\n'))
    expect((await preview(uploadId)).body).toMatchObject({ report: null, columns: [{ samples: ['한강'] }, {}] })
    expect(await preview(uploadId, ['author', null])).toMatchObject({
      status: 422,
      body: { code: 'file-unreadable', detail: '제목이 든 열을 골라 주세요.' },
    })
    expect(await start(uploadId, { mapping: ['author', null] })).toMatchObject({
      status: 422,
      body: { code: 'no-title-column' },
    })
    const mapping = ['author', 'title']
    expect((await preview(uploadId, mapping)).body.firstBooks).toMatchObject([{ title: '흰', author: '한강' }])
    await start(uploadId, { mapping })
    expect(await over(uploadId)).toMatchObject({ state: 'done', counts: { taken: 1 } })
  })

  it('MARC records are taken in as they are', async () => {
    const uploadId = await sent(
      marcOf([[['245', '00', 'a', '마크로 온 책']], [['300', '  ', 'a', '제목 없음']]], marcEncodings.CP949),
    )
    expect((await preview(uploadId)).body).toMatchObject({
      format: 'marc',
      columns: [],
      report: { taken: 1, refused: 1 },
    })
    await start(uploadId, { fileName: '도서.mrc' })
    expect(await over(uploadId)).toMatchObject({ state: 'done', counts: { taken: 1, refused: 1 } })
  })

  it('what is no list says why, looked at or taken in', async () => {
    const uploadId = await sent(Buffer.from('%PDF-1.7'))
    expect(await preview(uploadId)).toMatchObject({
      status: 422,
      body: { code: 'file-unreadable', detail: expect.stringContaining('PDF') },
    })
    await start(uploadId)
    expect(await over(uploadId)).toMatchObject({ state: 'stopped', notices: [expect.stringContaining('PDF')] })
  })

  it('a start that is sent again, in whatever way, is the same import', async () => {
    const uploadId = await sent(list('한 번만'))
    const key = randomUUID()
    const answers = await Promise.all([start(uploadId, {}, key), start(uploadId, {}, key)])
    expect(answers.map(({ body }) => body)).toEqual([{ importId: uploadId }, { importId: uploadId }])
    await over(uploadId)
    expect(await start(uploadId, {}, key)).toMatchObject({ status: 201, body: { importId: uploadId } })
    expect(await start(uploadId)).toMatchObject({ status: 201, body: { importId: uploadId } })
    const { items } = (await kim.get('/imports')).body
    expect(items.filter(({ importId }: { importId: string }) => importId === uploadId)).toHaveLength(1)
    expect(await linesOf(uploadId)).toHaveLength(2)
  })

  it('the list of imports comes by pages, the latest first', async () => {
    const names: string[] = []
    for (let after = ''; ;) {
      const { body } = await kim.get(`/imports?limit=2${after}`)
      names.push(...body.items.map(({ importId }: { importId: string }) => importId))
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(names).toHaveLength(5)
    expect(new Set(names).size).toBe(5)
  })

  it('a whole import is taken back but for what somebody has, and that is named', async () => {
    const uploadId = await sent(list('되돌릴 책'))
    await start(uploadId)
    await over(uploadId)
    await deliverAll(library)
    const reader = library.visitor('김하늘')
    await reader.joins(10_000)
    expect((await reader.says('되돌릴 책 둘 빌려줘')).outcome).toBe('ok')

    const key = randomUUID()
    const undo = () => kim.ask('POST', `/imports/${uploadId}/undo`, { key })
    expect(await undo()).toMatchObject({ status: 200, body: { importId: uploadId, isNew: true } })
    expect(await over(uploadId)).toMatchObject({ state: 'undone', copies: { brought: 2, stillThere: 1 } })
    expect(await undo()).toMatchObject({ status: 200, body: { isNew: true } })
    expect((await kim.get(`/imports/${uploadId}/left`)).body.items).toMatchObject([
      { title: '되돌릴 책 둘', why: 'on-loan' },
    ])
    expect((await linesOf(uploadId))[0]).toEqual(['import-undone', { state: 'undoing' }, kim.id])
    expect(await kim.ask('POST', `/imports/${randomUUID()}/undo`)).toMatchObject({
      status: 404,
      body: { code: 'unknown-import' },
    })
  })

  it('an undo that takes its time lets others have theirs, and is seen on its way', async () => {
    const rows = Array.from({ length: 400 }, (_, number) => `긴 목록 ${number}`)
    const uploadId = await sent(encodings['UTF-8'](`도서명\n${rows.join('\n')}\n`))
    await start(uploadId)
    await over(uploadId)
    await kim.ask('POST', `/imports/${uploadId}/undo`)
    const { body } = await kim.get(`/imports/${uploadId}`)
    expect(body).toMatchObject({ state: 'undoing', copies: { brought: 400 } })
    expect(body.copies.stillThere).toBeGreaterThan(0)
    expect(await over(uploadId)).toMatchObject({ state: 'undone', copies: { stillThere: 0 } })
  })

  it('a process that has not got the file says so, and sees how the import comes along', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'uploads-'))
    const config = readConfig(testEnv(database.url, { ROLES: 'desk', DATA_DIR: elsewhere }))
    const second: House = await openHouse(config, openLog('silent'), { world: { now: library.app.now } })
    const there = caller(second.url)
    there.cookie = kim.cookie
    const uploadId = await sent(list('저쪽 책'))
    for (const answer of [
      await preview(uploadId, undefined, there),
      await there.ask('POST', '/imports', { body: { uploadId, fileName: 'x.csv' } }),
      await there.ask('POST', '/imports', { body: { uploadId: randomUUID(), fileName: 'x.csv' } }),
    ])
      expect(answer).toMatchObject({
        status: 404,
        body: { code: 'unknown-upload', detail: '보낸 파일이 여기에 없어요. 파일을 다시 골라 주세요.' },
      })
    await start(uploadId)
    await until('it is over there, too', async () => (await there.get(`/imports/${uploadId}`)).body.state === 'done')
    await second.close()
    rmSync(elsewhere, { recursive: true })
  })

  it('a file must hold something, not too much, and come whole; a day later it is forgotten', async () => {
    expect(await send(Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'file-empty' } })
    expect(await send(Buffer.alloc(50 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'file-too-large', detail: expect.stringContaining('50MB') },
    })
    await breaksOff(`${library.url}/admin/api/uploads`, { ...bare, cookie: kim.cookie ?? '' })
    await until('nothing of it is left', () => onDisk().length === 0)
    const old = await sent(list('어제 책'))
    library.clock.advanceDays(1.1)
    kim = Object.assign(kim, { cookie: (await manager(library)).cookie })
    const fresh = await sent(list('오늘 책'))
    expect((await preview(old)).status).toBe(404)
    expect((await preview(fresh)).status).toBe(200)
  })
})

/** Says that more comes, and hangs up. */
async function breaksOff(url: string, headers: Record<string, string>): Promise<void> {
  await new Promise<void>((resolve) => {
    const sending = request(url, { method: 'POST', headers: { ...headers, 'content-length': '1000' } })
    sending.on('error', () => resolve())
    sending.write('도서명')
    setImmediate(() => sending.destroy(new Error('gone')))
  })
}
