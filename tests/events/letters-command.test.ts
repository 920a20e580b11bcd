/** `npm run letters`, as a person at a terminal sees it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId } from '../../src/domain/ids.js'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'

describe('the letters’ command line', () => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary('sqlite')
    library = await openLibrary('sqlite', { database })
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  async function letters(...words: string[]): Promise<{ said: string; code: number | null }> {
    const { said, complaints, over } = startProcess('../../src/letters.ts', words, testEnv(database.url))
    const code = await over()
    return { said: [...said, ...complaints].join('\n'), code }
  }
  const registered = (bookNo: number) =>
    ({
      type: 'BookRegistered',
      bookId: newId<BookId>(),
      version: 1,
      book: bookFacts(bookNo, '책'),
      copies: [],
    }) as const

  it('shows what waits and what was given up on, sends it again, and tells a day once more', async () => {
    expect(await letters('parked')).toEqual({ said: '멈춘 편지가 없어요.', code: 0 })
    await happens(library, registered(9_001), registered(9_002))
    await deliverAll(library)
    await happens(library, registered(9_003), registered(9_004), registered(9_005))
    const [odd, other] = await library.rows<{ id: string }>(
      `SELECT id FROM letters WHERE state = 'waiting' AND reaction = 'stock-shelf' ORDER BY id`,
    )
    await library.rows(
      `UPDATE letters SET state = 'parked', attempts = 8, last_error = 'it was odd' WHERE id IN (?, ?)`,
      [odd?.id ?? '', other?.id ?? ''],
    )

    const status = await letters('status')
    expect(status.said).toMatch(/^stock-shelf: 기다리는 편지 1통 \(가장 오래된 것은 [\d,]+초 전\), 멈춘 편지 2통$/m)
    expect(status.said).toMatch(/^send-notice: 기다리는 편지 0통, 멈춘 편지 0통$/m)
    expect((await letters('parked')).said).toContain(
      `${odd?.id}  stock-shelf  BookRegistered  2026-11-28 12:00  8번  it was odd\n`,
    )

    expect(await letters('resend', 'nobody')).toEqual({ said: expect.stringContaining('그런 편지가 없어요'), code: 1 })
    expect(await letters('resend', odd?.id ?? '')).toMatchObject({ said: expect.stringContaining('1통을'), code: 0 })
    expect(await letters('resend', odd?.id ?? '')).toMatchObject({
      said: expect.stringContaining('멈춘 편지가 아니'),
      code: 1,
    })
    expect((await letters('resend', 'all')).said).toContain('1통을')
    await deliverAll(library)
    expect((await letters('replay', '2026-11-28')).said).toContain('10통을')
    expect(await library.rows(`SELECT id FROM letters WHERE state = 'waiting'`)).toHaveLength(10)
  })

  it.each([[], ['away'], ['resend'], ['replay'], ['replay', '2026-02-30'], ['replay', 'today']])(
    'says how it is used when it is not understood: %s',
    async (...words) => {
      const { said, code } = await letters(...words)
      expect(said).toContain('이렇게 써 주세요')
      expect(code).toBe(2)
    },
  )
})
