/** `npm run desk -- …` as a librarian meets it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { closedDays } from '../../src/desk/closed-days.js'
import { findCommand, listCommands } from '../../src/desk/command.js'
import { commands } from '../../src/desk/commands.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { sayAtDesk, typeAtDesk } from '../support/desk.js'
import { openLibrary, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'

describe.each(engines)('at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  beforeEach(async () => {
    for (const table of ['settings', 'closed_days']) await library.rows(`DELETE FROM ${table}`)
    await library.app.housePolicy()
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })
  const desk = (...words: string[]) => sayAtDesk(library, ...words)

  it('a day is closed, shown, opened and forgotten', async () => {
    expect(await desk('휴관일', '닫기', '2026-12-26', '개관', '기념일')).toEqual({
      code: 0,
      out: ['적었어요. 2026-12-26(토) 닫음 · 개관 기념일 (도서관)'],
      err: '',
    })
    expect((await desk('휴관일 닫기', '2026-12-26', '개관 기념일')).out).toEqual([
      '이미 그렇게 적혀 있어요. 2026-12-26(토) 닫음 · 개관 기념일 (도서관)',
    ])
    expect((await desk('휴관일', '목록', '2026-12')).out).toEqual([
      '매주 쉬는 날: 없음',
      '2026-12-26(토) 닫음 · 개관 기념일 (도서관)',
    ])
    expect((await desk('휴관일', '열기', '2026-12-26', '정상 운영')).out).toEqual([
      '적었어요. 2026-12-26(토) 엶 · 정상 운영 (도서관)',
      '전에는 이랬어요. 2026-12-26(토) 닫음 · 개관 기념일 (도서관)',
    ])
    expect(await desk('휴관일', '지우기', '2026-12-26')).toMatchObject({
      code: 0,
      out: ['지웠어요. 2026-12-26(토) 엶 · 정상 운영 (도서관)'],
    })
    expect(await desk('휴관일', '지우기', '2026-12-26')).toMatchObject({
      code: 1,
      out: [],
      err: '2026-12-26(토)에 대해 적어 둔 것이 없어요.\n',
    })
  })

  it('what is typed in a process of its own is followed by the house that is open', async () => {
    expect(await typeAtDesk(database, 'closed-days', 'close', '2026-12-26', 'Boxing Day')).toEqual({
      code: 0,
      out: ['적었어요. 2026-12-26(토) 닫음 · Boxing Day (도서관)'],
      err: '',
    })
    expect(await typeAtDesk(database, '규칙', '바꾸기', 'closedDays.shiftDueDays', 'true')).toMatchObject({
      code: 0,
      err: '',
    })
    await library.app.housePolicy()
    expect(library.app.rules().isClosed('2026-12-26')).toBe(true)
    expect(library.app.rules().closedDays.shiftDueDays).toBe(true)
    expect(await typeAtDesk(database, '휴관일', '닫기', '2027-02-29', '윤일')).toEqual({
      code: 1,
      out: [],
      err: '‘2027-02-29’ 같은 날짜는 없어요. 2026-12-25처럼 적어 주세요.\n',
    })
  })

  it('a public holiday is not forgotten, and it is said what to do instead', async () => {
    await library.app.fillHolidays()
    const refused = await desk('closed-days', 'forget', '2026-12-25')
    expect(refused).toMatchObject({ code: 1, out: [] })
    expect(refused.err).toContain('그날은 공휴일(기독탄신일)이라 지워도 다시 채워져요.')
    expect(refused.err).toContain('npm run desk -- 휴관일 열기 2026-12-25 정상 운영')
    await desk('휴관일', '열기', '2026-12-25', '정상 운영')
    expect((await desk('휴관일', '지우기', '2026-12-25')).out).toEqual([
      '지웠어요. 2026-12-25(금) 엶 · 정상 운영 (도서관)',
      '다시 공휴일이에요. 2026-12-25(금) 닫음 · 기독탄신일 (공휴일)',
    ])
  })

  it.each([
    [['휴관일', '닫기'], '날짜를 적어 주세요. 예) 2026-12-25'],
    [['휴관일', '닫기', '2027-02-29', '윤일'], '‘2027-02-29’ 같은 날짜는 없어요. 2026-12-25처럼 적어 주세요.'],
    [['휴관일', '열기', '12월 25일', '성탄절'], '‘12월’ 같은 날짜는 없어요. 2026-12-25처럼 적어 주세요.'],
    [['휴관일', '닫기', '2026-12-25'], '날짜 뒤에 이름을 40자 안으로 적어 주세요. 예) 개관 기념일'],
    [['휴관일', '목록', '2026-13'], '‘2026-13’ 같은 달은 없어요. 2026-12처럼 적어 주세요.'],
    [['규칙', '바꾸기', 'loanDays'], 'loanDays(대여 기간(일)) 뒤에 새 값을 적어 주세요.'],
    [['규칙', '바꾸기', 'loanDays', '0'], 'loanDays(대여 기간(일)): 1부터 365 사이의 정수로 적어 주세요.'],
    [
      ['규칙', '바꾸기', 'notices.fromHour', '21'],
      'notices.fromHour(알림을 보내기 시작하는 시각(시)): notices.fromHour 값이 notices.untilHour(알림을 그만 보내는 시각(시)) 값보다 작아야 해요.',
    ],
  ])('%j: %s', async (words, sentence) => {
    expect(await desk(...words)).toEqual({ code: 1, out: [], err: `${sentence}\n` })
    expect(await library.rows('SELECT name FROM settings')).toEqual([])
    expect(await library.rows('SELECT day FROM closed_days')).toEqual([])
  })

  it('a rule is changed, and shown beside what it was at first', async () => {
    expect((await desk('규칙', '바꾸기', 'loanDays', '14')).out).toEqual([
      '바꿨어요. loanDays = 14 (전에는 7) — 대여 기간(일)',
      '켜져 있는 서버는 10초 안에 따라와요. 이미 정해진 반납일과 대여료는 그대로예요.',
    ])
    expect((await desk('규칙', '바꾸기', 'loanDays', '14')).out).toEqual(['이미 그 값이에요. loanDays = 14'])
    await desk('규칙', '바꾸기', 'notices.overdueDays', '[1,', '3,', '5]')
    await desk('규칙', '바꾸기', 'closedDays.weekdays', '일,월')
    const { out } = await desk('policy', 'show')
    expect(out).toHaveLength(31)
    expect(out).toContain('loanDays = 14 — 대여 기간(일) · 처음 값 7')
    expect(out).toContain('rentalLimit = 5 — 한 사람이 빌릴 수 있는 권수')
    expect(out).toContain('notices.overdueDays = [1,3,5] — 연체 알림을 보내는 연체 일수 · 처음 값 [1,3,7,14]')
    expect(out).toContain('closedDays.weekdays = [0,1] — 쉬는 요일(일요일이 0) · 처음 값 []')
    expect((await desk('휴관일', '목록')).out).toEqual(['매주 쉬는 날: 일요일, 월요일', '적어 둔 날이 없어요.'])
  })

  it('a rule that is not one gets the list of those that are', async () => {
    const refused = await desk('규칙', '바꾸기', 'paymentMinutes', '60')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(
      '‘paymentMinutes’라는 규칙은 없어요. 이 가운데에서 골라 주세요.\n  loanDays — 대여 기간(일)',
    )
  })

  it('rules that cannot be read are said to be so, and shown as they are lived by', async () => {
    await desk('규칙', '바꾸기', 'loanDays', '14')
    await library.rows(`UPDATE settings SET value = '{' WHERE name = 'policy'`)
    const shown = await desk('규칙', '보기')
    expect(shown.out.join('\n')).toContain('저장된 규칙을 읽을 수 없어서')
    expect(shown.out).toContain('loanDays = 14 — 대여 기간(일) · 처음 값 7')
    expect((await desk('규칙', '바꾸기', 'loanDays', '9')).err).toContain('저장된 규칙을 읽을 수 없어 바꾸지 못했어요.')
  })
})

it.each([[['휴관일', '팔기']], [[]]])('%j gets the list of commands, without a house behind it', async (words) => {
  const process = startProcess('../../src/desk.ts', words, { DATABASE_URL: 'nonsense' })
  expect(await process.over()).toBe(2)
  expect(process.said).toEqual([])
  expect(process.complaints.join('')).toBe(`${listCommands(commands).join('\n')}\n`)
})

it('the list of commands has every command in both languages', () => {
  const list = listCommands(commands)
  expect(list).toContain('  휴관일 닫기 YYYY-MM-DD 이름 — 그날은 쉬어요')
  expect(list).toContain('  closed-days close YYYY-MM-DD 이름')
  for (const word of commands.flatMap(({ words }) => words))
    expect(list.filter((line) => `${line} `.startsWith(`  ${word} `))).toHaveLength(1)
})

describe('a command', () => {
  const found = (...words: string[]) => findCommand(commands, words)

  it('is found by its words in either language, however they are split or spaced', () => {
    for (const words of [
      ['휴관일', '닫기', 'a', 'b'],
      ['휴관일  닫기 a', ' b '],
      ['closed-days', 'close', 'a', 'b'],
    ])
      expect(found(...words)).toEqual({ command: closedDays[1], rest: ['a', 'b'] })
  })

  it('is found when the terminal hands Hangul over in pieces', () => {
    expect(found('휴관일'.normalize('NFD'), '닫기'.normalize('NFD'))?.command).toBe(closedDays[1])
  })

  it.each([
    [[]],
    [['휴관일']],
    [['닫기', '휴관일']],
    [['휴관일', '닫']],
    [['반납확인', '몰라요']],
    [['책상태']],
    [['constructor']],
  ])('is not %j', (words) => {
    expect(found(...words)).toBeNull()
  })
})
