/** Names and phone numbers as people type them, and who may join. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { MemberId, UserKey } from '../../src/domain/ids.js'
import { decideJoin, readName, readPhone, type Member } from '../../src/domain/member.js'

describe('a name', () => {
  it.each([
    ['김하늘', '김하늘'],
    [' 김하늘 ', '김하늘'],
    ['김하늘이에요', '김하늘'],
    ['김하늘입니다.', '김하늘'],
    ['김하늘 입니다', '김하늘'],
    ['김하늘이요~', '김하늘'],
    ['김철수요', '김철수'],
    ['제 이름은 김하늘이에요!', '김하늘'],
    ['내 이름은 김하늘', '김하늘'],
    ['이름은 김하늘입니다', '김하늘'],
    ['저는 김하늘이라고 합니다', '김하늘'],
    ['저는 박지수라고 해요', '박지수'],
    ['남궁민수', '남궁민수'],
    ['허준', '허준'],
    ['전지현', '전지현'],
    ['안녕하세요 김하늘입니다', '김하늘'],
    ['안녕하세요! 김하늘이에요', '김하늘'],
    ['네 김하늘이에요', '김하늘'],
    ['네, 저는 김하늘입니다', '김하늘'],
    ['김하늘이야', '김하늘'],
    ['네이든', '네이든'],
    ['이만원', '이만원'],
    ['김하늘'.normalize('NFD'), '김하늘'],
    ['John Smith', 'John Smith'],
    ["Sean O'Neil", "Sean O'Neil"],
    ['J. K. Rowling', 'J. K. Rowling'],
    ['Nguyễn Văn An', 'Nguyễn Văn An'],
    ['Jean-Luc', 'Jean-Luc'],
    ['가'.repeat(20), '가'.repeat(20)],
    ['제이름은 김하늘', '김하늘'],
    ['a'.repeat(20), 'a'.repeat(20)],
  ])('‘%s’ is %s', (typed, name) => expect(readName(typed)).toBe(name))

  it.each([
    '',
    ' ',
    '김',
    '12',
    '김하늘2',
    '010-1234-5678',
    '🙂',
    '김🙂',
    '김하늘#',
    '가'.repeat(21),
    '저는열네살미만이에요',
    '김 하늘',
    'a'.repeat(21),
    '저는',
    '네',
    '안녕하세요',
    '이름을 왜 물어보세요',
    '왜요?',
    '왜 물어봐요',
    '이름은 왜요',
    '저는 열네 살 미만이에요',
    '열네살이에요',
    '몰라요',
    '싫어요',
    '글쎄요',
    '잠깐만요',
    '누구세요',
    '소년이 온다',
    'ㅋㅋㅋ',
    'ㅇㅇ',
    'what is this',
    'why do you ask',
    '김하늘?',
    'a@b.kr',
    '.김하늘',
    '<b>김</b>',
  ])('‘%s’ is none', (typed) => expect(readName(typed)).toBeNull())

  it('is letters, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
        const name = readName(typed)
        if (name !== null) expect(name).toMatch(/^\p{L}[\p{L}\p{M}.' -]{1,19}$/u)
      }),
    )
  })
})

describe('a phone number', () => {
  it.each([
    '01012345678',
    '010-1234-5678',
    '010 1234 5678',
    '010.1234.5678',
    '010 - 1234 - 5678',
    '010–1234–5678',
    '(010) 1234-5678',
    '010)1234-5678',
    '+82 10-1234-5678',
    '+821012345678',
    '82-10-1234-5678',
    '+82 010-1234-5678',
    '+82 (0)10 1234 5678',
    '０１０－１２３４－５６７８',
    '010-1234-5678이에요',
    '제 번호는 010-1234-5678입니다.',
    ' 전화번호: 01012345678 ',
  ])('‘%s’ is always the same', (typed) => expect(readPhone(typed)).toBe('01012345678'))

  it.each([
    ['011-123-4567', '0111234567'],
    ['016-1234-5678', '01612345678'],
    ['019 123 4567', '0191234567'],
  ])('‘%s’ is an old one', (typed, phone) => expect(readPhone(typed)).toBe(phone))

  it.each([
    '',
    '몰라요',
    '010',
    '010-123-4567',
    '010-1234-567',
    '010-1234-56789',
    '02-1234-5678',
    '031-123-4567',
    '012-1234-5678',
    '110-1234-5678',
    '1012345678',
    '5 010-1234-5678',
    '010-1234-5678 010-8765-4321',
    '010-1234-5678, 010-8765-4321',
    '+1 010-1234-5678',
    '9788936434120',
  ])('‘%s’ is none', (typed) => expect(readPhone(typed)).toBeNull())

  it('is read however its parts are put together', () => {
    const four = fc.integer({ min: 0, max: 9_999 }).map((number) => String(number).padStart(4, '0'))
    const gap = fc.constantFrom('', '-', ' ', '.', ' - ', '–')
    fc.assert(
      fc.property(fc.constantFrom('010', '+82 10', '+8210', '82-10'), four, four, gap, (head, one, two, between) => {
        expect(readPhone(`${head}${between}${one}${between}${two}`)).toBe(`010${one}${two}`)
      }),
    )
  })
})

describe('joining', () => {
  const member: Member = {
    id: 'm-1' as MemberId,
    userKey: 'u-1' as UserKey,
    name: '김하늘',
    phone: '01012345678',
    consent: { version: '1', at: '2026-11-28T03:00:00.000Z' },
    joinedAt: '2026-11-28T03:00:00.000Z',
    guardian: null,
  }

  it('is for whoever is new', () => {
    expect(decideJoin({ member, known: null, phoneIsTaken: false })).toEqual({ ok: true, value: member })
  })

  it('is once per chat user and once per phone number', () => {
    const known = { name: '하늘' }
    const alreadyIn = { ok: false, refusals: [{ kind: 'already-a-member', name: '하늘' }] }
    expect(decideJoin({ member, known, phoneIsTaken: false })).toEqual(alreadyIn)
    expect(decideJoin({ member, known, phoneIsTaken: true })).toEqual(alreadyIn)
    expect(decideJoin({ member, known: null, phoneIsTaken: true })).toEqual({
      ok: false,
      refusals: [{ kind: 'phone-taken' }],
    })
  })
})
