/** Joining by chat: consent, name, phone number. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('joining on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let phones = 0
  const newPhone = () => `010-7${String(++phones).padStart(3, '0')}-0000`

  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강' })
  })
  beforeEach(() => {
    haneul = library.visitor()
  })
  afterAll(() => library.close())

  async function isMember({ userKey }: Visitor): Promise<boolean> {
    return (await library.rows('SELECT id FROM members WHERE user_key = ?', [userKey])).length === 1
  }
  async function openDialogues({ userKey }: Visitor): Promise<number> {
    return (await library.rows('SELECT step FROM dialogues WHERE user_key = ?', [userKey])).length
  }

  it('shows what is collected, why, how long, and that one may refuse', async () => {
    const sheet = await haneul.says('회원가입')
    expect(sheet).toMatchObject({ intent: 'signup', outcome: 'ask' })
    for (const point of [
      '항목',
      '휴대전화번호',
      '목적',
      '기간',
      '탈퇴할 때까지',
      '동의하지 않을 수 있어요',
      '만 14세 미만',
      '90일',
      '5년',
      '만 14세 이상임을 확인하시는 거예요.',
    ])
      expect(sheet.text).toContain(point)
    expect(labelsOf(sheet)).toEqual(['동의하고 가입', '취소'])
  })

  it('asks name and number by tap, and says what to do next', async () => {
    const name = await haneul.taps(await haneul.says('가입할래요'), '동의하고 가입')
    expect(name).toMatchObject({ intent: 'signup', outcome: 'ask', text: '이름을 알려 주세요. 예) 김하늘' })
    const phone = await haneul.says('제 이름은 김하늘이에요')
    expect(phone.outcome).toBe('ask')
    expect(phone.text).toContain('김하늘님')
    const done = await haneul.says('010 5000 0001입니다')
    expect(done).toMatchObject({ intent: 'signup', outcome: 'ok' })
    expect(done.text).toContain('김하늘님, 회원이 되셨어요')
    expect(labelsOf(done)).toEqual(['적립금 충전', '책 찾기', '마이페이지'])
    expect(
      await library.rows(
        'SELECT balance_won, version FROM wallets w JOIN members m ON m.id = w.member_id WHERE m.user_key = ?',
        [haneul.userKey],
      ),
    ).toEqual([{ balance_won: 0, version: 0 }])
    expect(
      await library.rows('SELECT consent_version, consent_at FROM members WHERE user_key = ?', [haneul.userKey]),
    ).toEqual([
      { consent_version: expect.stringMatching(/^2026-11\.\d\+90d5y$/), consent_at: expect.stringMatching(/Z$/) },
    ])
    expect(await openDialogues(haneul)).toBe(0)
  })

  it('goes on only after consent', async () => {
    const sheet = await haneul.says('동의합니다')
    expect(sheet.text).toContain('개인정보 수집·이용 동의')
    const again = await haneul.says('김하늘')
    expect(again).toMatchObject({ intent: 'signup', outcome: 'ask' })
    expect(again.text).toContain('동의하고 가입')
    expect((await haneul.taps(again, '동의하고 가입')).text).toContain('이름을 알려 주세요')
    const twice = await haneul.says('동의하고 가입')
    expect(twice.text).toContain('이름을 알려 주세요')
    expect((await haneul.says('김하늘')).text).toContain('김하늘님')
  })

  it('goes on after a greeting with the name behind it', async () => {
    for (const one of ['회원가입', '동의', '안녕하세요']) await haneul.says(one)
    expect((await haneul.says('안녕하세요 김하늘입니다')).text).toContain('김하늘님, 반가워요')
    expect(await haneul.says('안녕하세요')).toMatchObject({ intent: 'signup', outcome: 'ask' })
    expect(await haneul.says(newPhone())).toMatchObject({ intent: 'signup', outcome: 'ok' })
  })

  it('asks a wrong name and a wrong number again, with an example', async () => {
    await haneul.says('회원가입')
    await haneul.says('동의')
    for (const wrong of [
      '김',
      '12345',
      '이름을 왜 물어보세요',
      '저는 열네 살 미만이에요',
      '안녕하세요',
      '고마워요',
      '네',
      '🙂🙂',
      '이름이너무길어서스무자를훌쩍넘어가버리는사람입니다',
      'a@b.c',
    ]) {
      const again = await haneul.says(wrong)
      expect(again).toMatchObject({ intent: 'signup', outcome: 'ask' })
      expect(again.text).toContain('예) 김하늘')
    }
    await haneul.says('이만원')
    for (const wrong of [
      '1234',
      '010-123-4567',
      '02-123-4567',
      '몰라요',
      '동의',
      '안녕하세요',
      '네',
      '010-1111-2222 010-3333-4444',
    ]) {
      const again = await haneul.says(wrong)
      expect(again).toMatchObject({ intent: 'signup', outcome: 'ask' })
      expect(again.text).toContain('예) 010-1234-5678')
    }
    expect(await haneul.says(newPhone())).toMatchObject({ outcome: 'ok', text: expect.stringContaining('이만원님') })
  })

  const steps: readonly (readonly string[])[] = [['회원가입'], ['회원가입', '동의'], ['회원가입', '동의', '김하늘']]

  it.each(steps.map((said) => [said.at(-1), said] as const))('is cancelled after ‘%s’', async (_last, said) => {
    for (const one of said) await haneul.says(one)
    const cancelled = await haneul.says('취소')
    expect(cancelled).toMatchObject({ intent: 'help', outcome: 'ok' })
    expect(await openDialogues(haneul)).toBe(0)
    expect((await haneul.says('김하늘')).intent).toBe('search')
    expect(await isMember(haneul)).toBe(false)
  })

  it.each(steps.map((said) => [said.at(-1), said] as const))(
    'is left by another wish after ‘%s’',
    async (_last, said) => {
      const wishes: readonly [string, string][] = [
        ['소년이 온다 있어요?', 'book'],
        ['마이페이지', 'mypage'],
        ['도움말', 'help'],
        ['만원 충전', 'deposit'],
      ]
      for (const [wish, intent] of wishes) {
        for (const one of said) await haneul.says(one)
        expect((await haneul.says(wish)).intent).toBe(intent)
        expect(await openDialogues(haneul)).toBe(0)
      }
      for (const one of said) await haneul.says(one)
      const greeting = {
        buttons: [
          { label: '책', messageText: '책', via: 'CARD_BUTTON_MESSAGE', extra: { v: 1, do: 'book', bookId: 'none' } },
        ],
      }
      expect((await haneul.taps(greeting as never, '책')).intent).toBe('book')
      expect(await openDialogues(haneul)).toBe(0)
    },
  )

  it('can be begun anew in the middle', async () => {
    for (const one of ['회원가입', '동의', '김하늘']) await haneul.says(one)
    expect((await haneul.says('회원가입')).text).toContain('개인정보 수집·이용 동의')
    for (const one of ['동의', '박지우']) await haneul.says(one)
    expect((await haneul.says(newPhone())).text).toContain('박지우님')
  })

  it('is forgotten after half an hour', async () => {
    for (const one of ['회원가입', '동의']) await haneul.says(one)
    library.clock.set('2026-11-28T03:29:59.999Z')
    expect((await haneul.says('김하늘')).text).toContain('휴대전화번호를 알려 주세요')
    library.clock.set('2026-11-28T04:00:00.000Z')
    expect(await haneul.says(newPhone())).toMatchObject({ intent: 'signup', outcome: 'ask' })
    expect((await haneul.says('동의하고 가입')).text).toContain('개인정보 수집·이용 동의')
    expect(await isMember(haneul)).toBe(false)
    library.clock.set('2026-11-28T03:00:00.000Z')
  })

  it('happens once per chat user', async () => {
    await haneul.joins()
    for (const said of ['회원가입', '동의하고 가입', '동의']) {
      const already = await haneul.says(said)
      expect(already).toMatchObject({ intent: 'signup', outcome: 'already-a-member' })
      expect(already.text).toContain(`${haneul.name}님은 이미 회원이에요`)
    }
    expect(await isMember(haneul)).toBe(true)
  })

  it('happens once when the number is sent twice at the same moment', async () => {
    for (const one of ['회원가입', '동의', '김하늘']) await haneul.says(one)
    const phone = newPhone()
    const answers = await Promise.all([1, 2, 3].map(() => haneul.says(phone)))
    const outcomes = answers.map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'already-a-member')).toEqual([])
    expect(await isMember(haneul)).toBe(true)
    expect((await haneul.says('마이페이지')).outcome).toBe('ok')
  })

  it('happens once per phone number, however it is spelt', async () => {
    const phone = newPhone()
    for (const one of ['회원가입', '동의', '김하늘', phone]) await haneul.says(one)
    for (const spelt of [
      phone,
      phone.replaceAll('-', ''),
      phone.replaceAll('-', ' '),
      `+82 ${phone.slice(1)}`,
      `제 번호는 ${phone.replaceAll('-', '.')}이에요`,
    ]) {
      const other = library.visitor()
      for (const one of ['회원가입', '동의', '박지우']) await other.says(one)
      const taken = await other.says(spelt)
      expect(taken).toMatchObject({ intent: 'signup', outcome: 'phone-taken' })
      expect(labelsOf(taken)).toContain('도서관 문의')
      expect(await isMember(other)).toBe(false)
      expect((await other.says(newPhone())).outcome).toBe('ok')
    }
  })

  it('leads back to the book that was wanted', async () => {
    const card = await haneul.says('소년이 온다')
    const refused = await haneul.taps(card, '대여하기')
    expect(refused).toMatchObject({ intent: 'rent', outcome: 'not-a-member' })
    await haneul.taps(refused, '회원가입')
    for (const one of ['동의', '김하늘']) await haneul.says(one)
    const joined = await haneul.says(newPhone())
    const book = await haneul.taps(joined, '보던 책으로')
    expect(book).toMatchObject({ intent: 'book', outcome: 'balance-too-low' })
    expect(book.text).toContain('소년이 온다')
  })

  it('keeps the phone number unreadable in the database', async () => {
    for (const one of ['회원가입', '동의', '김하늘', '010-9876-1234']) await haneul.says(one)
    const everything: string[] = []
    for (const { tableName } of library.app.dataSource.entityMetadatas)
      everything.push(JSON.stringify(await library.rows(`SELECT * FROM ${tableName}`)))
    expect(everything.join()).toContain('김하늘')
    expect(everything.join()).not.toMatch(/9876.?1234/)
  })

  it('needs a chat user', async () => {
    const nobody = utterance('', '회원가입')
    expect(await ask(library, nobody)).toMatchObject({ intent: 'signup', outcome: 'no-user' })
  })

  it('can go on through a block of its own', async () => {
    const phone = newPhone()
    for (const [said, text] of [
      ['회원가입', '항목'],
      ['동의하고 가입', '이름을 알려'],
      ['김하늘', '김하늘님'],
      [phone, '회원이 되셨어요'],
    ] as const) {
      const answer = await ask(library, utterance(haneul.userKey, said), { skill: 'signup' })
      expect(answer.text).toContain(text)
    }
    expect(await isMember(haneul)).toBe(true)
  })
})
