/** How Korean members speak, and what they wish for. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isClear, understand, type Wish } from '../../src/skills/understand.js'
import { titles, waysOfSpeaking } from '../support/ways-of-speaking.js'

/** `rent 소년이 온다`, `rent #1024`, `deposit 10000`, `mypage`: a wish in one line. */
function inShort(wish: Wish): string {
  const about =
    'bookNo' in wish
      ? `#${wish.bookNo}`
      : 'query' in wish
        ? wish.query + ('page' in wish && wish.page !== null ? ` p${wish.page}` : '')
        : 'amountWon' in wish
          ? String(wish.amountWon ?? '')
          : ''
  return `${wish.want} ${about}`.trim()
}

describe('what a member says', () => {
  const ways = Object.entries(waysOfSpeaking).flatMap(([wish, said]) => said.map((one) => [one, wish] as const))

  it('is understood in well over a hundred ways', () => expect(ways.length).toBeGreaterThan(200))

  it.each(ways)('‘%s’ → %s', (said, wish) => expect(inShort(understand(said))).toBe(wish))

  it.each(titles)('‘%s’ is the name of a book', (title) => expect(inShort(understand(title))).toBe(`unclear ${title}`))

  it.each([
    ['978-89-364-3412-0', '978-89-364-3412-0'],
    ['978 89 364 3412 0', '978 89 364 3412 0'],
    ['9788936434120', '9788936434120'],
    ['ㅎㄹㅍㅌ', 'ㅎㄹㅍㅌ'],
  ])('‘%s’ is left as it is', (said, query) => expect(understand(said)).toEqual({ want: 'unclear', query }))

  it.each(['', '😀', '...', '?!'])('‘%s’ says nothing', (said) =>
    expect(understand(said)).toEqual({ want: 'unclear', query: '' }),
  )

  it('ends a dialogue when it is a clear wish, and not when it may be an answer', () => {
    for (const said of ['소년이 온다 있어요?', '취소', '마이페이지', '만원 충전', '#1024', '도움말'])
      expect([said, isClear(understand(said))]).toEqual([said, true])
    for (const said of [
      '김하늘',
      '010-1234-5678',
      '이만원',
      '동의',
      '네',
      '안녕하세요',
      '제 번호는 010-1234-5678이에요',
    ])
      expect([said, isClear(understand(said))]).toEqual([said, false])
  })

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (said) => {
        const wish = understand(said)
        expect(wish.want).toEqual(expect.any(String))
        if ('query' in wish) expect(said).toContain(wish.query)
      }),
    )
  })

  it('names the same book however it is asked for', () => {
    const tails = ['빌려줘', '빌려 주세요!', '대여할게요', '좀 빌려줘']
    const letter = fc.constantFrom(...'해리포터와마법사의돌채식주의자흰')
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 2 }), fc.constantFrom(...tails), (title, tail) => {
        expect(understand(`${title} ${tail}`)).toEqual({ want: 'rent', query: title })
      }),
    )
  })

  it('is understood in no time, however long it is', () => {
    for (const said of ['가 '.repeat(150), '책 '.repeat(150) + '빌려', '만'.repeat(300), '저 '.repeat(150) + '있'])
      understand(said)
    const startedAt = performance.now()
    for (const said of [
      '가 '.repeat(150),
      '책 좀 '.repeat(80),
      '만'.repeat(300),
      '저 '.repeat(150) + '있',
      ' '.repeat(300),
    ])
      understand(said)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
