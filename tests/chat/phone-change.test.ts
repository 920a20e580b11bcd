/** A member has another phone number. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('another phone number on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let memberId: MemberId
  let phones = 0
  const newPhone = () => `010-6${String(++phones).padStart(3, '0')}-4321`

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    haneul = library.visitor()
    memberId = await haneul.joins()
  })
  afterAll(() => library.close())

  const bare = (phone: string) => phone.replaceAll('-', '')
  const hasPhone = async (phone: string) =>
    (await library.app.membersAtDesk({ phone: bare(phone) }, 1))[0]?.memberId === memberId

  it('is asked for, checked, kept, and shown as far as a screen may', async () => {
    const phone = newPhone()
    expect(await haneul.says('번호 바꿨어요')).toMatchObject({ intent: 'mypage', outcome: 'ask' })
    for (const wrong of ['010-123-4567', '몰라요', '010-1111-2222 010-3333-4444'])
      expect((await haneul.says(wrong)).text).toContain('다시 확인해 주세요')
    const changed = await haneul.says(`${phone}으로 바꿔 주세요`)
    expect(changed).toMatchObject({
      intent: 'mypage',
      outcome: 'ok',
      text: '전화번호를 바꿨어요. 새 번호는 010-****-4321이에요.',
    })
    expect(await hasPhone(phone)).toBe(true)
    expect(await library.rows('SELECT step FROM dialogues WHERE user_key = ?', [haneul.userKey])).toEqual([])
    const events = await library.rows<{ type: string; body: string }>(
      `SELECT type, body FROM events WHERE aggregate_id = ? AND type = 'PhoneChanged'`,
      [memberId],
    )
    expect(events).toHaveLength(1)
    expect(events[0]?.body).not.toContain('4321')
  })

  it('frees the number before, which somebody else may have now', async () => {
    const [first, second] = [newPhone(), newPhone()]
    for (const said of ['전화번호 바꾸기', first, '전화번호 바꾸기', second]) await haneul.says(said)
    const other = library.visitor()
    for (const said of ['회원가입', '동의', '박지우']) await other.says(said)
    expect((await other.says(first)).outcome).toBe('ok')
    expect(await hasPhone(second)).toBe(true)
  })

  it('is refused when somebody has it, without saying who, and another may be told', async () => {
    const other = library.visitor()
    await other.joins()
    const taken = newPhone()
    for (const said of ['전화번호 바꾸기', taken]) await other.says(said)
    await haneul.says('전화번호 바꾸기')
    const refused = await haneul.says(taken)
    expect(refused).toMatchObject({ intent: 'mypage', outcome: 'phone-taken' })
    expect(refused.text).not.toContain(other.name)
    expect(await hasPhone(taken)).toBe(false)
    expect((await haneul.says(newPhone())).outcome).toBe('ok')
  })

  it('cannot be used to find out who is a member: ten numbers of others a day, and no more, joining included', async () => {
    const [other, asker] = [library.visitor(), library.visitor()]
    await other.joins()
    const [taken, own] = [newPhone(), newPhone()]
    for (const said of ['전화번호 바꾸기', taken]) await other.says(said)
    for (const said of ['회원가입', '동의', '박지우']) await asker.says(said)
    for (let n = 1; n <= 10; n += 1) expect((await asker.says(taken)).outcome).toBe('phone-taken')
    for (const said of [taken, own]) expect((await asker.says(said)).outcome).toBe('too-many-tries')

    await other.says('전화번호 바꾸기')
    const free = newPhone()
    expect((await other.says(free)).outcome).toBe('ok')
    library.clock.advanceDays(1)
    for (const said of ['회원가입', '동의', '박지우']) await asker.says(said)
    expect((await asker.says(own)).outcome).toBe('ok')
  })

  it('that is the same is no other', async () => {
    const phone = newPhone()
    for (const said of ['전화번호 바꾸기', phone, '전화번호 바꾸기']) await haneul.says(said)
    expect(await haneul.says(bare(phone))).toMatchObject({ outcome: 'same-phone' })
    expect(
      await library.rows(`SELECT id FROM events WHERE aggregate_id = ? AND type = 'PhoneChanged'`, [memberId]),
    ).toHaveLength(1)
  })

  it('is taken only while it is asked for', async () => {
    const phone = newPhone()
    for (const said of [phone, `전화번호 ${phone}로 바꿔 주세요`]) {
      const early = await haneul.says(said)
      expect(early).toMatchObject({ outcome: 'already-a-member', text: expect.stringContaining('‘전화번호 바꾸기’') })
      expect(early.text).not.toContain(phone)
    }
    expect(await library.rows('SELECT query FROM searches WHERE user_key = ?', [haneul.userKey])).toEqual([])
    await haneul.says('전화번호 바꾸기')
    await haneul.says('취소')
    await haneul.says(phone)
    await haneul.says('전화번호 바꾸기')
    library.clock.advanceDays(1)
    await haneul.says(phone)
    expect(await hasPhone(phone)).toBe(false)
  })

  it('that two want at the same moment one gets', async () => {
    const other = library.visitor()
    await other.joins()
    const phone = newPhone()
    for (const one of [haneul, other]) await one.says('전화번호 바꾸기')
    const answers = await Promise.all([haneul, other].map((one) => one.says(phone)))
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['ok', 'phone-taken'])
  })

  it('is for members', async () => {
    expect(await library.visitor().says('전화번호 바꾸기')).toMatchObject({ outcome: 'not-a-member' })
  })
})
