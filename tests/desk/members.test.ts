/** Members at the desk: registered, found, linked, and their numbers shown to whoever says why. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('members at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let phones = 0
  const newPhone = () => `010-9${String(++phones).padStart(3, '0')}-7654`

  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database, env: { DESK_LIBRARIAN: '김사서' } })
  })
  beforeEach(() => library.clock.set(saturdayNoon))
  afterAll(async () => {
    await library.close()
    await database.drop()
  })
  const desk = (...words: string[]) => sayAtDesk(library, ...words)
  const members = () => library.rows('SELECT id FROM members')

  async function registered(name: string): Promise<{ number: string; phone: string }> {
    const phone = newPhone()
    const said = await desk('회원 등록', name, phone, '14세이상')
    const number = /회원번호 ([0-9a-f]{8})/.exec(said.out[0] ?? '')?.[1]
    if (!number) throw new Error(said.err)
    return { number, phone }
  }

  it('somebody of age is registered, without a chat, with an empty wallet', async () => {
    const { number, phone } = await registered('김하늘')
    const [row] = await library.rows(
      `SELECT m.id, m.name, m.user_key, m.channel, m.consent_version, m.guardian_name, w.balance_won
       FROM members m JOIN wallets w ON w.member_id = m.id WHERE m.id LIKE '%${number}'`,
    )
    expect(row).toMatchObject({
      name: '김하늘',
      user_key: null,
      channel: 'not-a-friend',
      consent_version: 'desk-2026-11',
      guardian_name: null,
      balance_won: 0,
    })
    expect(await library.rows(`SELECT type FROM events WHERE aggregate_id = ?`, [(row as { id: string }).id])).toEqual([
      { type: 'MemberJoined' },
    ])
    expect((await desk('회원 찾기', phone)).out).toEqual([
      `김하늘 · 회원번호 ${number} · 010-****-7654 · 2026-11-28(토) 가입 · 카카오톡 연결 안 됨 · 대여 0권 · 적립금 0원`,
    ])
  })

  it('a child is registered with a guardian who has consented, whose number is sealed as well', async () => {
    const [phone, guardian] = [newPhone(), newPhone()]
    const said = await desk('회원 등록', '이아이', phone, '보호자', '이어른', guardian, '동의')
    expect(said.out[1]).toBe('보호자 이어른 님의 동의를 적어 뒀어요.')
    const rows = await library.rows<{ guardian_phone_sealed: string }>(
      'SELECT guardian_name, guardian_phone_sealed, guardian_consent_at FROM members WHERE guardian_name IS NOT NULL',
    )
    expect(rows).toEqual([
      {
        guardian_name: '이어른',
        guardian_phone_sealed: expect.not.stringContaining('7654'),
        guardian_consent_at: saturdayNoon,
      },
    ])
    expect((await desk('회원 찾기', '이아이')).out.join()).toContain('보호자 이어른 010-****-7654')
  })

  it('several may be registered before anybody is linked, also in English and with spaces in between', async () => {
    const before = (await members()).length
    expect((await desk('members register', 'Jane', 'Doe', '010 9990 1111', 'of-age')).code).toBe(0)
    expect((await desk('회원 등록', '박지우', '+82 10 9990 2222', '14세이상')).code).toBe(0)
    expect(
      (await desk('회원 등록', '박아이', '010.9990.3333', '보호자', '박 어른', '010-9990-4444', '동의')).code,
    ).toBe(1)
    expect(
      (await desk('members register', 'Kid Doe', '01099905555', 'guardian', 'Jane Doe', '01099901111', 'consents'))
        .code,
    ).toBe(0)
    expect(await members()).toHaveLength(before + 3)
  })

  it.each([
    [[], '이름을 읽지 못했어요'],
    [['김하늘'], '휴대전화번호를 읽지 못했어요'],
    [['010-9555-1234', '14세이상'], '이름을 읽지 못했어요'],
    [['김', '010-9555-1234', '14세이상'], '이름을 읽지 못했어요'],
    [['김하늘', '02-123-4567', '14세이상'], '휴대전화번호를 읽지 못했어요'],
    [['김하늘', '010-9555-1234'], '만 14세 미만이면 보호자의 동의가 필요해요'],
    [['김하늘', '010-9555-1234', '13세'], '휴대전화번호를 읽지 못했어요'],
    [['김하늘', '010-9555-1234', '보호자', '김바다', '010-9555-0000'], '동의 없이는 등록할 수 없어요'],
    [['김하늘', '010-9555-1234', '보호자', '동의'], '보호자: 이름을 읽지 못했어요'],
    [['김하늘', '010-9555-1234', '보호자', '김바다', '동의'], '보호자: 휴대전화번호를 읽지 못했어요'],
  ])('%j is no registration: %s', async (words, sentence) => {
    const before = (await members()).length
    const refused = await desk('회원 등록', ...words)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(sentence)
    expect(refused.err).not.toContain('9555')
    expect(await members()).toHaveLength(before)
  })

  it('a number is taken once, whoever took it and wherever', async () => {
    const { phone } = await registered('김하늘')
    expect((await desk('회원 등록', '박지우', phone.replaceAll('-', ''), '14세이상')).err).toContain(
      '이미 가입된 전화번호예요',
    )
    const chatter = library.visitor()
    await chatter.joins()
    for (const said of ['전화번호 바꾸기', '010-9888-0001']) await chatter.says(said)
    expect((await desk('회원 등록', '박지우', '010-9888-0001', '14세이상')).code).toBe(1)
    const another = newPhone()
    const both = await Promise.all([1, 2, 3].map(() => desk('회원 등록', '박지우', another, '14세이상')))
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1, 1])
  })

  it('members are found by a part of the name, the number of the phone, and the member number', async () => {
    const { number, phone } = await registered('독고하늘빛')
    await registered('독고바다')
    expect((await desk('회원 찾기', '독고')).out).toHaveLength(2)
    for (const words of [['고하늘'], [phone], [number], [number.toUpperCase()], [phone.replaceAll('-', ' ')]])
      expect((await desk('회원 찾기', ...words)).out).toEqual([
        expect.stringContaining(`독고하늘빛 · 회원번호 ${number} · `),
      ])
    for (const words of [['없는이름'], ['010-9123-9999'], ['00000000'], ['%'], ['_']])
      expect((await desk('회원 찾기', ...words)).out).toEqual(['그런 회원이 없어요.'])
    expect((await desk('회원 찾기')).code).toBe(1)
  })

  it('a found member is shown with the chat, the books and the balance', async () => {
    const visitor = library.visitor('남궁바다')
    await visitor.joins(10_000)
    const { bookId } = await library.book()
    const [row] = await library.app.membersAtDesk({ namePart: '남궁바다' }, 1)
    if (!row) throw new Error('nobody')
    await library.app.rentBook({ memberId: row.memberId, bookId, commandKey: null })
    expect((await desk('members find', '남궁바다')).out[0]).toMatch(/카카오톡 연결됨 · 대여 1권 · 적립금 9,000원$/)
  })

  it('a code is shown once, to be told within half an hour', async () => {
    const { number } = await registered('김하늘')
    const said = await desk('회원 연결', number)
    expect(said.out[1]).toMatch(/^코드 \d{6} · 12시 30분까지 쓸 수 있어요/)
    const again = await desk('회원 연결', number)
    expect(await library.rows(`SELECT attempts FROM link_codes WHERE member_id LIKE '%${number}'`)).toHaveLength(1)
    expect(again.out[1]).not.toBe(said.out[1])
    for (const words of [[], ['없는것'], ['00000000'], ['010-9123-9999']])
      expect((await desk('회원 연결', ...words)).code).toBe(1)
  })

  it('a whole number is shown to whoever says why, and it is written down who that was', async () => {
    const { number, phone } = await registered('선우하늘')
    library.clock.set('2026-12-24T15:00:00.000Z')
    expect((await desk('회원 전화기록')).out).toEqual(['2026-12에는 전화번호를 본 기록이 없어요.'])
    for (const words of [[number], [number, 'x'], [number, 'x'.repeat(201)], ['00000000', '연체', '안내'], []]) {
      const refused = await desk('회원 전화', ...words)
      expect(refused.code).toBe(1)
      expect(refused.err).not.toContain('7654')
    }
    expect(await library.rows('SELECT id FROM phone_readings')).toEqual([])
    expect((await desk('회원 전화', number, '연체', '안내')).out[0]).toBe(
      `선우하늘 · 회원번호 ${number} · ${phone.replaceAll('-', '')}`,
    )
    const line = `2026-12-25(금) 0시 · 김사서 · 선우하늘 · 회원번호 ${number} · 연체 안내`
    expect((await desk('회원 전화기록')).out).toEqual([line])
    expect((await desk('members phone-log', '2026-12')).out).toEqual([line])
    expect((await desk('회원 전화기록', '2026-11')).out).toEqual(['2026-11에는 전화번호를 본 기록이 없어요.'])
    expect((await desk('회원 전화기록', '2026-13')).code).toBe(1)
  })

  it('and is not shown when that cannot be written down', async () => {
    const { number } = await registered('황보하늘')
    await library.rows('ALTER TABLE phone_readings RENAME TO phone_readings_away')
    try {
      const outcome = await desk('회원 전화', number, '연체 안내').then(
        () => 'shown',
        () => 'not shown',
      )
      expect(outcome).toBe('not shown')
    } finally {
      await library.rows('ALTER TABLE phone_readings_away RENAME TO phone_readings')
    }
  })

  it('what is typed in a process of its own is there for all', async () => {
    const typed = await typeAtDesk(database, 'members', 'register', '제갈하늘', '010-9777-0001', '14세이상')
    expect(typed).toMatchObject({ code: 0, err: '' })
    expect((await desk('회원 찾기', '제갈하늘')).out).toHaveLength(1)
  })
})
