/** A member without a chat is told by phone number where that is possible, else called; nothing is pushed to nobody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { MemberId } from '../../src/domain/ids.js'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { wait } from '../support/crowd.js'
import { sayAtDesk } from '../support/desk.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'

const policy = {
  ...defaultPolicy,
  notices: { ...defaultPolicy.notices, channels: ['event-api', 'alimtalk'] as const },
}

describe.each(engines)('a member without a chat on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine, { policy })
  })
  afterAll(() => library.close())

  async function lateReader(name: string, phone: string): Promise<MemberId> {
    const member = await library.app.registerMember({ name, phone, guardian: null, consentVersion: '1' })
    if (!member.ok) throw new Error('not registered')
    await library.app.takeCash({
      memberId: member.value.id,
      amountWon: 10_000,
      reason: '영수증 1',
      commandKey: `cash:${member.value.id}`,
    })
    const { bookId } = await library.book()
    await library.app.rentBook({ memberId: member.value.id, bookId, commandKey: null })
    return member.value.id
  }
  const notices = (memberId: MemberId) =>
    library.rows<{ state: string; channel: string | null }>(
      `SELECT state, channel FROM notices WHERE member_id = ? AND kind = 'overdue' ORDER BY created_at`,
      [memberId],
    )
  async function laterOn(): Promise<void> {
    for (let minute = 0; minute < 4; minute += 1) {
      await library.settle()
      wait(library, 60)
    }
  }

  it('gets an Alimtalk, whose outcome is heard', async () => {
    const memberId = await lateReader('김하늘', '01011112222')
    library.clock.advanceDays(8)
    await laterOn()
    expect(await notices(memberId)).toEqual([{ state: 'delivered', channel: 'alimtalk' }])
    expect(await library.rows(`SELECT * FROM notice_sends WHERE channel = 'event-api'`)).toEqual([])
  })

  it('is called where that does not reach them, and never pushed to, whatever was known of the channel', async () => {
    const memberId = await lateReader('박바다', '01033334444')
    await library.rows(`UPDATE members SET channel = 'friend' WHERE id = ?`, [memberId])
    Object.assign(library.simulator?.mischief ?? {}, { alimtalk: 'not-a-user' })
    library.clock.advanceDays(8)
    await laterOn()
    Object.assign(library.simulator?.mischief ?? {}, noMischief())
    expect((await notices(memberId)).at(-1)).toMatchObject({ state: 'unreachable' })
    expect(await library.rows(`SELECT * FROM notice_sends WHERE channel = 'event-api'`)).toEqual([])
    const listed = (await sayAtDesk(library, '전화 목록')).out.join('\n')
    expect(listed).toContain(`박바다 · 회원번호 ${memberId.slice(-8)} · 010-****-4444 · 연체: `)
    expect(await library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)).toEqual([])
    expect(await complaints(library)).toEqual([])
  })

  it('is pushed to once linked', async () => {
    const memberId = await lateReader('이서준', '01055556666')
    const code = /코드 (\d{6})/.exec((await sayAtDesk(library, '회원 연결', memberId.slice(-8))).out.join())?.[1] ?? ''
    const chat = library.visitor('이서준')
    for (const said of ['연결', '010-5555-6666']) await chat.says(said)
    expect((await chat.says(code)).outcome).toBe('ok')
    library.clock.advanceDays(8)
    await laterOn()
    expect(chat.pushes().at(-1)?.text).toContain('이서준')
    expect((await notices(memberId)).at(-1)).toEqual({ state: 'delivered', channel: 'event-api' })
  })
})
