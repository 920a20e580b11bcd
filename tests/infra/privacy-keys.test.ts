/** Keys change while the house is open: no number is lost on the way, and none is taken twice. */
import { afterEach, describe, expect, it } from '@jest/globals'
import { ConfigError } from '../../src/config.js'
import { openPrivacy } from '../../src/infra/privacy.js'
import { sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'

const key = (byte: number) => Buffer.alloc(32, byte)
const [old, fresh, third] = [7, 8, 9].map((byte) => key(byte).toString('base64'))
const phone = '01012345678'

describe('a ring of keys', () => {
  const before = openPrivacy([{ id: '', key: key(1) }])
  const k1 = openPrivacy([{ id: 'k1', key: key(1) }])
  const k2 = openPrivacy([
    { id: 'k2', key: key(2) },
    { id: 'k1', key: key(1) },
  ])

  it('seals with the first key, whose id it says', () => {
    expect(k2.seal(phone)).toMatch(/^k2\.[A-Za-z0-9+/=]+$/)
    expect(k1.seal(phone)).toMatch(/^k1\./)
    expect(before.seal(phone)).not.toContain('.')
    expect([k2.seal(phone), k1.seal(phone), before.seal(phone)].map(k2.isCurrent)).toEqual([true, false, false])
  })

  it('opens what any of its keys sealed, also before keys had ids, and nothing else', () => {
    for (const sealed of [k2.seal(phone), k1.seal(phone), before.seal(phone)]) expect(k2.open(sealed)).toBe(phone)
    expect(() => k1.open(k2.seal(phone))).toThrow('"k2"')
    expect(() => openPrivacy([{ id: 'k1', key: key(3) }]).open(k1.seal(phone))).toThrow()
    expect(() => k2.open(`k1.${k2.seal(phone).slice(3)}`)).toThrow()
  })

  it('prints with the first key, and compares with all', () => {
    expect(k2.prints(phone)).toEqual([k2.print(phone), k1.print(phone)])
    expect(k1.print(phone)).toBe(before.print(phone))
  })
})

describe.each(engines)('another key on %s', (engine) => {
  let database: TestDatabase | null = null
  let open: Library[] = []
  afterEach(async () => {
    for (const library of open) await library.close()
    await database?.drop()
    open = []
    database = null
  })

  async function openWith(keys: string): Promise<Library> {
    database ??= await emptyLibrary(engine)
    const library = await openLibrary(engine, { database, env: { PRIVACY_KEY: keys } })
    open.push(library)
    return library
  }
  async function close(library: Library): Promise<void> {
    open = open.filter((one) => one !== library)
    await library.close()
  }
  const register = (library: Library, name: string, number: string) =>
    library.app.registerMember({ name, phone: number, guardian: null, consentVersion: '1' })
  const seals = async (library: Library) =>
    (await library.rows<{ phone_sealed: string }>('SELECT phone_sealed FROM members ORDER BY name')).map(
      ({ phone_sealed }) => (phone_sealed.includes('.') ? phone_sealed.split('.')[0] : ''),
    )

  it('comes while an older process goes on: both know all members, and no number is taken twice', async () => {
    const before = await openWith(`k1:${old},k2:${fresh}`)
    expect((await register(before, '가가', '01011110000')).ok).toBe(true)
    const after = await openWith(`k2:${fresh},k1:${old}`)
    expect((await register(after, '나나', '01022220000')).ok).toBe(true)
    for (const library of [before, after])
      for (const number of ['01011110000', '01022220000'])
        expect(await register(library, '다다', number)).toMatchObject({ refusals: [{ kind: 'phone-taken' }] })
    expect(await seals(after)).toEqual(['k1', 'k2'])

    const joining = Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        register(nth % 2 === 0 ? before : after, `손님${nth}`, `0103333${String(1000 + nth)}`),
      ),
    )
    await after.settle()
    expect((await joining).map(({ ok }) => ok)).not.toContain(false)
    await after.settle()
    expect(new Set(await seals(after))).toEqual(new Set(['k2']))
    for (const library of [before, after])
      expect(await register(library, '라라', '01011110000')).toMatchObject({ refusals: [{ kind: 'phone-taken' }] })
    expect((await sayAtDesk(before, '회원 찾기', '010-1111-0000')).out.join()).toContain('가가 · ')
  })

  it('has a desk that tells when the old one may go', async () => {
    const before = await openWith(old ?? '')
    await register(before, '가가', '01011110000')
    await before.app.registerMember({
      name: '나나',
      phone: '01022220000',
      guardian: { name: '보호자', phone: '01033330000' },
      consentVersion: '1',
    })
    await close(before)
    const after = await openWith(`k2:${fresh},${old}`)
    expect((await sayAtDesk(after, '열쇠 보기')).out).toEqual([
      '지금 열쇠 k2: 0개',
      '옛 열쇠 (이름 없음): 3개',
      '옛 열쇠를 아직 빼지 마세요. 밤마다 지금 열쇠로 다시 잠가요.',
    ])
    await after.settle()
    expect((await sayAtDesk(after, 'keys show')).out).toEqual([
      '지금 열쇠 k2: 3개',
      '옛 열쇠로 잠근 번호가 없어요. 목록에서 옛 열쇠를 빼도 돼요.',
    ])
    await close(after)
    const alone = await openWith(`k2:${fresh}`)
    expect((await sayAtDesk(alone, '회원 찾기', '010-2222-0000')).out.join()).toMatch(
      /나나 .* 보호자 보호자 010-\*\*\*\*-0000/,
    )
  })

  it.each([
    ['is not in the list any more', `k2:${fresh}`, 'by the key k1'],
    ['is another one by now', `k2:${fresh},k1:${third}`, 'by the key k1'],
    ['is not there, and nothing else is', third ?? '', 'by the key k1'],
  ])('that has sealed numbers and %s: the house does not open, and says why', async (_what, keys, said) => {
    const before = await openWith(`k1:${old}`)
    await register(before, '가가', '01011110000')
    await close(before)
    const refused = await openWith(keys).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ConfigError)
    expect(String(refused)).toContain(`PRIVACY_KEY: 1 phone numbers were sealed ${said}`)
    for (const secret of [old, fresh, third]) expect(String(refused)).not.toContain(secret)
  })

  it('that a key without an id was exchanged for is missed as well, by the server and at the desk', async () => {
    const before = await openWith(old ?? '')
    await register(before, '가가', '01011110000')
    await close(before)
    if (!database) throw new Error('no database')
    await expect(openWith(`k2:${fresh}`)).rejects.toThrow('by a key without an id')
    const server = startProcess('../../src/main.ts', [], testEnv(database.url, { PRIVACY_KEY: fresh ?? '' }))
    expect(await server.over()).toBe(1)
    expect(server.complaints.join('')).toMatch(/^PRIVACY_KEY: 1 phone numbers were sealed by a key without an id.*\n$/)
    expect(await typeAtDesk(database, '열쇠 보기')).toMatchObject({ code: 0, err: '' })
  })
})
