/** Phone numbers at rest: readable to the house only, comparable without being read, and not to be tampered with. */
import { describe, expect, it } from '@jest/globals'
import { openPrivacy } from '../../src/infra/privacy.js'
import { engines } from '../support/empty-database.js'
import { openLibrary } from '../support/library.js'

const withKey = (byte: number) => openPrivacy([{ id: '', key: Buffer.alloc(32, byte) }])
const privacy = withKey(1)
const phone = '01012345678'

describe('a sealed phone number', () => {
  it('can be read back, never looks the same twice and never like itself', () => {
    const sealed = [privacy.seal(phone), privacy.seal(phone)]
    expect(sealed.map((text) => privacy.open(text))).toEqual([phone, phone])
    expect(sealed[0]).not.toBe(sealed[1])
    for (const text of sealed) expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain('1234')
  })

  it('cannot be read with another key, nor after one bit of it was changed', () => {
    const sealed = privacy.seal(phone)
    expect(() => withKey(2).open(sealed)).toThrow()
    for (const at of [0, 13, 30]) {
      const bytes = Buffer.from(sealed, 'base64')
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      expect(() => privacy.open(bytes.toString('base64'))).toThrow()
    }
    expect(() => privacy.open('')).toThrow()
  })

  it('has a print that is the same for the same number and key only', () => {
    expect(privacy.print(phone)).toBe(privacy.print(phone))
    expect(privacy.print(phone)).toMatch(/^[0-9a-f]{64}$/)
    expect(privacy.print('01012345679')).not.toBe(privacy.print(phone))
    expect(withKey(2).print(phone)).not.toBe(privacy.print(phone))
  })
})

describe.each(engines)('what is stored on %s', (engine) => {
  it('holds no phone number in any table, and no second member of that number', async () => {
    const library = await openLibrary(engine)
    const first = library.visitor('김하늘')
    await first.says('회원가입')
    await first.says('동의하고 가입')
    await first.says('김하늘')
    expect((await first.says('010-1234-5678')).outcome).toBe('ok')
    const tables = library.app.dataSource.entityMetadatas.map(({ tableName }) => tableName)
    for (const table of tables) {
      const stored = JSON.stringify(await library.rows(`SELECT * FROM ${table}`))
      expect(stored).not.toMatch(/010-?1234-?5678/)
    }
    const second = library.visitor('이서준')
    await second.says('회원가입')
    await second.says('동의하고 가입')
    await second.says('이서준')
    expect((await second.says('01012345678')).outcome).not.toBe('ok')
    expect(await library.rows('SELECT id FROM members')).toHaveLength(1)
    await library.close()
  })
})
