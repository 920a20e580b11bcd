/** Nightly, numbers sealed by an older key are sealed anew: in small steps, harmless when repeated or broken off. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { ok } from '../../src/domain/result.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'

const [old, fresh] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'))

type Row = { id: MemberId; phone_sealed: string; phone_print: string; guardian_phone_sealed: string | null }

describe.each(engines)('sealing anew on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    const before = await openLibrary(engine, { database, env: { PRIVACY_KEY: old ?? '' } })
    for (let nth = 0; nth < 12; nth += 1)
      await before.app.registerMember({
        name: '김하늘',
        phone: `0101111${1000 + nth}`,
        guardian: nth % 3 === 0 ? { name: '김바다', phone: '01099998888' } : null,
        consentVersion: '1',
      })
    await before.close()
    library = await openLibrary(engine, { database, env: { PRIVACY_KEY: `k2:${fresh},k1:${old}` } })
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })
  const rows = () => library.rows<Row>('SELECT * FROM members ORDER BY id')

  it('finds whose numbers an older key sealed, a page after the other', async () => {
    const ids = (await rows()).map(({ id }) => id)
    expect(await library.app.phonesToReseal(null, 5)).toEqual(ids.slice(0, 5))
    expect(await library.app.phonesToReseal(ids[4] ?? null, 100)).toEqual(ids.slice(5))
  })

  it('keeps every number what it is, once however often it is told', async () => {
    const [first] = await rows()
    if (!first) throw new Error('nobody')
    const told = await Promise.all(Array.from({ length: 6 }, () => library.app.resealPhone(first.id)))
    expect(told.map((one) => one.ok && one.value).filter(Boolean)).toHaveLength(1)
    const [after] = await rows()
    expect(after?.phone_sealed).toMatch(/^k2\./)
    expect(after?.guardian_phone_sealed).toMatch(/^k2\./)
    expect(after?.phone_print).not.toBe(first.phone_print)
    expect(await library.app.phonesToReseal(null, 100)).toHaveLength(11)
  })

  it('looks again when a member was faster', async () => {
    const [memberId] = await library.app.phonesToReseal(null, 1)
    if (!memberId) throw new Error('nobody')
    const { runInTx } = storiesOn(library.app.dataSource, () => library.app.now(), undefined, undefined, [
      { id: 'k2', key: Buffer.alloc(32, 8) },
      { id: 'k1', key: Buffer.alloc(32, 7) },
    ])
    let tellings = 0
    const resealed = await runInTx(async (tx) => {
      const isNew = await tx.members.reseal(memberId)
      if (++tellings === 1) await library.app.changePhone({ memberId, phone: '01055550000' })
      return ok(isNew)
    })
    expect(tellings).toBe(2)
    expect(await library.app.membersAtDesk({ phone: '01055550000' }, 2)).toMatchObject([{ memberId }])
    expect(resealed.ok).toBe(true)
  })

  it('loses no change that a member makes meanwhile', async () => {
    const ids = await library.app.phonesToReseal(null, 100)
    await Promise.all(
      ids.flatMap((memberId, nth) => [
        library.app.changePhone({ memberId, phone: `0102222${1000 + nth}` }),
        library.app.resealPhone(memberId),
      ]),
    )
    for (const [nth, memberId] of ids.entries())
      expect(await library.app.membersAtDesk({ phone: `0102222${1000 + nth}` }, 2)).toMatchObject([{ memberId }])
    await library.settle()
    expect(await library.app.phonesToReseal(null, 100)).toEqual([])
    const before = await rows()
    await library.settle()
    expect(await rows()).toEqual(before)
    for (const { guardian_phone_sealed } of before) expect(guardian_phone_sealed ?? 'k2.').toMatch(/^k2\./)
  })
})
