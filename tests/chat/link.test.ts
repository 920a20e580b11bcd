/** A member whom the library knows already comes to the chat: phone number, then the code that the desk has shown. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { ok } from '../../src/domain/result.js'
import { labelsOf } from '../support/answer-parts.js'
import { sayAtDesk } from '../support/desk.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Answer, type Library, type Visitor } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'
import { storiesOn } from '../support/stories.js'
import { wait } from '../support/crowd.js'

describe.each(engines)('linking on %s', (engine) => {
  let library: Library
  let guest: Visitor
  let phones = 0
  const newPhone = () => `010-8${String(++phones).padStart(3, '0')}-0000`

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(() => {
    guest = library.visitor()
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  type AtDesk = { readonly name: string; readonly phone: string; readonly memberId: MemberId }
  async function registered(name = '김하늘'): Promise<AtDesk> {
    const phone = newPhone()
    expect(await sayAtDesk(library, '회원 등록', name, phone, '14세이상')).toMatchObject({ code: 0 })
    const [member] = await library.app.membersAtDesk({ phone: phone.replaceAll('-', '') }, 1)
    if (!member) throw new Error('not registered')
    return { name, phone, memberId: member.memberId }
  }
  async function codeFor(handle: string): Promise<string> {
    const said = await sayAtDesk(library, '회원 연결', handle)
    const code = /코드 (\d{6}) /.exec(said.out.join('\n'))?.[1]
    if (!code) throw new Error(`no code: ${said.err}`)
    return code
  }
  const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  async function tells(visitor: Visitor, phone: string, code: string): Promise<Answer> {
    await visitor.says('연결')
    await visitor.says(phone)
    return visitor.says(code)
  }
  const rowOf = async (memberId: MemberId) => {
    const [row] = await library.rows<{ user_key: string | null; channel: string | null }>(
      'SELECT user_key, channel FROM members WHERE id = ?',
      [memberId],
    )
    return row
  }
  const events = async (memberId: MemberId) =>
    (await library.rows<{ type: string }>('SELECT type FROM events WHERE aggregate_id = ?', [memberId])).map(
      ({ type }) => type,
    )

  it('asks the number, then the code, and brings everything of the member along', async () => {
    const { phone, memberId, name } = await registered()
    await library.rows(`UPDATE wallets SET balance_won = 3000 WHERE member_id = ?`, [memberId])
    const { bookId, title } = await library.book()
    await library.app.rentBook({ memberId, bookId, commandKey: null })
    const code = await codeFor(memberId.slice(-8))
    const first = await guest.says('도서관에서 가입했어요')
    expect(first).toMatchObject({ intent: 'signup', outcome: 'ask', text: expect.stringContaining('휴대전화번호를') })
    expect((await guest.says('몰라요')).text).toContain('휴대전화번호를 다시 확인해 주세요')
    expect((await guest.says(phone)).text).toContain('여섯 자리 코드')
    for (const said of ['없어요', '코드가 없어요', '못 받았는데요', '12345'])
      expect((await guest.says(said)).text).toContain('여섯 자리 숫자를 보내 주세요')
    const linked = await guest.says(`${code.slice(0, 3)} ${code.slice(3)} 이에요`)
    expect(linked).toMatchObject({
      intent: 'signup',
      outcome: 'ok',
      text: `${name}님, 연결됐어요! 빌린 책과 적립금을 이제 여기에서 볼 수 있어요.`,
    })
    expect(await rowOf(memberId)).toEqual({ user_key: guest.userKey, channel: null })
    const page = await guest.says('마이페이지')
    expect(page.text).toContain(title)
    expect(page.text).toContain('2,000원')
    expect(await events(memberId)).toEqual(expect.arrayContaining(['MemberJoined', 'MemberLinked']))
    expect(await library.rows('SELECT member_id FROM link_codes WHERE member_id = ?', [memberId])).toEqual([])
    expect(await library.rows('SELECT step FROM dialogues WHERE user_key = ?', [guest.userKey])).toEqual([])
  })

  it('is offered where joining finds that the number is known', async () => {
    const { phone, memberId } = await registered()
    const code = await codeFor(phone)
    for (const one of ['회원가입', '동의', '김하늘']) await guest.says(one)
    const taken = await guest.says(phone)
    expect(taken.outcome).toBe('phone-taken')
    await guest.taps(taken, '기존 회원 연결')
    await guest.says(phone)
    expect((await guest.says(code)).outcome).toBe('ok')
    expect((await rowOf(memberId))?.user_key).toBe(guest.userKey)
  })

  it('moves a member to another KakaoTalk account, and nothing is left to the one before', async () => {
    const before = library.visitor('박바다')
    const memberId = await before.joins()
    for (const title of ['연결되는 책 하나', '연결되는 책 둘']) await library.book({ title })
    await before.says('연결되는 책')
    await before.says('전화번호 바꾸기')
    for (const table of ['dialogues', 'searches'])
      expect(await library.rows(`SELECT * FROM ${table} WHERE user_key = ?`, [before.userKey])).toHaveLength(1)
    await library.rows(`UPDATE members SET app_user_id = '77', channel = 'blocked' WHERE id = ?`, [memberId])
    const said = await sayAtDesk(library, '회원 연결', memberId.slice(-8))
    expect(said.out.join('\n')).toContain('지금 연결된 카카오톡은 이 코드를 쓰는 순간 끊겨요')
    const code = /코드 (\d{6}) /.exec(said.out.join('\n'))?.[1] ?? ''
    const phone = await library.app.readWholePhone(memberId, '시험')
    if (!phone.ok) throw new Error('no phone')
    expect((await tells(guest, phone.value, code)).outcome).toBe('ok')
    expect(await rowOf(memberId)).toEqual({ user_key: guest.userKey, channel: null })
    for (const table of ['dialogues', 'searches'])
      expect(await library.rows(`SELECT * FROM ${table} WHERE user_key = ?`, [before.userKey])).toEqual([])
    expect((await before.says('마이페이지')).outcome).toBe('not-a-member')
    expect((await before.says('010-1111-2222')).intent).toBe('signup')
  })

  it('tells who is a member already so, at once and at the end', async () => {
    const { phone } = await registered()
    const code = await codeFor(phone)
    await guest.says('연결')
    await guest.says(phone)
    await library.app.joinLibrary({
      userKey: guest.userKey,
      name: '김하늘',
      phone: newPhone().replaceAll('-', ''),
      consentVersion: '1',
    })
    expect((await guest.says(code)).outcome).not.toBe('ok')
    expect(await guest.says('연결')).toMatchObject({ outcome: 'already-a-member' })
  })

  describe('gives one and the same answer', () => {
    const same = '번호나 코드가 맞지 않아요.'

    it('to an unknown number, a number without a code, and a wrong, old or used code', async () => {
      const [one, uncoded, late, used] = [
        await registered(),
        await registered(),
        await registered(),
        await registered(),
      ]
      const answers: Answer[] = []
      const trial = async (phone: string, code: string) => answers.push(await tells(library.visitor(), phone, code))
      await trial(newPhone(), '123456')
      await trial(uncoded.phone, '123456')
      await trial(one.phone, otherThan(await codeFor(one.phone)))
      await trial(uncoded.phone, await codeFor(one.phone))
      const stale = await codeFor(one.phone)
      if ((await codeFor(one.phone)) !== stale) await trial(one.phone, stale)
      const code = await codeFor(used.phone)
      expect((await tells(guest, used.phone, code)).outcome).toBe('ok')
      await trial(used.phone, code)
      const ran = await codeFor(late.phone)
      wait(library, 30 * 60)
      await trial(late.phone, ran)
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(answers[0]?.text).toContain(same)
      for (const answer of answers) {
        expect(answer.outcome).toBe('does-not-fit')
        expect(labelsOf(answer)).toEqual(['번호부터 다시', '도서관 문의', '취소'])
      }
    })

    it('until half an hour has gone by the code is good', async () => {
      const { phone } = await registered()
      const code = await codeFor(phone)
      wait(library, 30 * 60 - 1)
      expect((await tells(guest, phone, code)).outcome).toBe('ok')
    })

    it('to the right code when five wrong ones were told before, by whomever, in whatever dialogue', async () => {
      const { phone, memberId } = await registered()
      const code = await codeFor(phone)
      for (let nth = 0; nth < 5; nth += 1)
        expect((await tells(library.visitor(), phone, otherThan(code))).outcome).toBe('does-not-fit')
      expect(await tells(guest, phone, code)).toMatchObject({ outcome: 'does-not-fit' })
      expect((await rowOf(memberId))?.user_key).toBeNull()
      expect((await tells(guest, phone, await codeFor(phone))).outcome).toBe('ok')
    })

    it('and four wrong ones do not spoil the code', async () => {
      const { phone } = await registered()
      const code = await codeFor(phone)
      for (let nth = 0; nth < 4; nth += 1) await tells(library.visitor(), phone, otherThan(code))
      expect((await tells(guest, phone, code)).outcome).toBe('ok')
    })

    it('counts wrong tries that come at the same moment', async () => {
      const { phone } = await registered()
      const code = await codeFor(phone)
      const guests = Array.from({ length: 8 }, () => library.visitor())
      for (const one of guests) await one.says('연결')
      for (const one of guests) await one.says(phone)
      await Promise.all(guests.map((one) => one.says(otherThan(code))))
      expect(
        await library.rows('SELECT attempts FROM link_codes lc JOIN members m ON m.id = lc.member_id WHERE m.id = ?', [
          (await library.app.membersAtDesk({ phone: phone.replaceAll('-', '') }, 1))[0]?.memberId ?? '',
        ]),
      ).toEqual([{ attempts: 8 }])
      expect((await tells(guest, phone, code)).outcome).toBe('does-not-fit')
    })
  })

  it('lets a chat user try ten times a day, whatever the numbers, and not even the right code after that', async () => {
    for (let nth = 0; nth < 10; nth += 1)
      expect((await tells(guest, newPhone(), '123456')).outcome).toBe('does-not-fit')
    const { phone } = await registered()
    const code = await codeFor(phone)
    const refused = await tells(guest, phone, code)
    expect(refused).toMatchObject({ outcome: 'too-many-tries', text: expect.stringContaining('내일 다시') })
    expect(labelsOf(refused)).toContain('도서관 문의')
    expect((await tells(guest, newPhone(), '123456')).text).toBe(refused.text)
    wait(library, 24 * 60 * 60)
    expect((await tells(guest, phone, await codeFor(phone))).outcome).toBe('ok')
    expect(await library.rows('SELECT tries FROM link_tries WHERE user_key = ?', [guest.userKey])).toEqual([])
  })

  it('keeps neither the number nor the code readable meanwhile', async () => {
    const { phone } = await registered()
    const code = await codeFor(phone)
    await guest.says('연결')
    await guest.says(phone)
    const stored: string[] = []
    for (const { tableName } of library.app.dataSource.entityMetadatas)
      stored.push(JSON.stringify(await library.rows(`SELECT * FROM ${tableName}`)))
    expect(stored.join()).toContain('link-code')
    expect(stored.join()).not.toContain(phone.replaceAll('-', ''))
    expect(stored.join()).not.toContain(`"${code}"`)
  })

  it('keeps the same code of two members as two prints', async () => {
    const [one, other] = [await registered(), await registered()]
    const { runInTx } = storiesOn(library.app.dataSource, () => library.app.now())
    for (const { memberId } of [one, other])
      await runInTx(async (tx) => ok(tx.links.issue(memberId, '123456', saturdayNoon)))
    const prints = await library.rows<{ code_print: string }>(
      'SELECT code_print FROM link_codes WHERE member_id IN (?, ?)',
      [one.memberId, other.memberId],
    )
    expect(new Set(prints.map(({ code_print }) => code_print)).size).toBe(2)
  })

  it('is left by another wish, and the code is no answer then', async () => {
    const { phone, memberId } = await registered()
    const code = await codeFor(phone)
    await guest.says('연결')
    await guest.says(phone)
    expect((await guest.says('취소')).intent).toBe('help')
    expect((await guest.says(code)).intent).toBe('search')
    expect((await rowOf(memberId))?.user_key).toBeNull()
  })

  it('happens once when two accounts tell the code at the same moment', async () => {
    const { phone, memberId } = await registered()
    const code = await codeFor(phone)
    const both = [guest, library.visitor()]
    for (const one of both) for (const said of ['연결', phone]) await one.says(said)
    const answers = await Promise.all(both.map((one) => one.says(code)))
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['does-not-fit', 'ok'])
    expect(both.map(({ userKey }) => userKey)).toContain((await rowOf(memberId))?.user_key)
  })

  it('needs a chat user', async () => {
    expect(await ask(library, utterance('', '연결'))).toMatchObject({ intent: 'signup', outcome: 'no-user' })
  })

  it('forgets codes and tries that count no more', async () => {
    const { phone } = await registered()
    await codeFor(phone)
    await tells(guest, phone, 'abc')
    await tells(guest, newPhone(), '123456')
    await library.app.forgetLinks()
    expect((await library.rows('SELECT * FROM link_tries WHERE user_key = ?', [guest.userKey])).length).toBe(1)
    library.clock.advanceDays(2)
    await library.app.forgetLinks()
    for (const table of ['link_codes', 'link_tries']) expect(await library.rows(`SELECT * FROM ${table}`)).toEqual([])
  })
})
