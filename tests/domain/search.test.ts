/** How words find books. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { gramsOf, queryGrams } from '../../src/domain/search.js'
import { norm, queryWords, searchTextOf } from '../../src/domain/spelling.js'

const letters = fc.string({
  unit: fc.constantFrom(...'소년이온다해리포터와마법사의돌 aB1-!·'),
  minLength: 1,
  maxLength: 30,
})

describe('what is compared', () => {
  it.each([
    ['해리 포터', '해리포터'],
    ['해리-포터!', '해리포터'],
    ['ＨＡＲＲＹ Potter', 'harrypotter'],
    ['소년이 온다'.normalize('NFD'), '소년이온다'],
    ['1Q84', '1q84'],
    ['①②', '12'],
    ['C++ & C#', 'cc'],
    ['ㅎㄹㅍㅌ', 'ㅎㄹㅍㅌ'.normalize('NFKC')],
    ['🙂 …', ''],
    ["'; DROP TABLE --", 'droptable'],
  ])('‘%s’ is ‘%s’', (text, same) => expect(norm(text)).toBe(same))

  it('holds no mark that parts the fields', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(norm(text)).not.toMatch(/[|\s%_\\]/)))
  })

  it('puts the fields apart', () => {
    const text = searchTextOf({ title: '흰', author: '한강', publisher: '창비', isbn13: '9788936434120' })
    expect(text).toBe('흰|한강|창비|9788936434120')
    expect(gramsOf(text)).toEqual(expect.arrayContaining(['한강', '창비', '97']))
    expect(gramsOf(text)).not.toContain('흰한')
    expect(gramsOf('가가가')).toEqual(['가가'])
  })
})

describe('the words of a query', () => {
  it.each([
    ['소년이 온다', ['소년이', '온다']],
    ['  한강,  소년! ', ['한강', '소년']],
    ['- ! 🙂', []],
    ['가 나 다 라 마 바 사', ['가', '나', '다', '라', '마', '바']],
  ])('‘%s’ are %j', (query, words) => expect(queryWords(query)).toEqual(words))

  it('ask for three pairs at most, and for none of single letters', () => {
    expect(queryGrams(['흰'])).toEqual([])
    expect(queryGrams(['한강', '소년이온다'])).toEqual(['소년', '온다', '이온'])
    fc.assert(
      fc.property(fc.array(letters.map(norm)), (words) => expect(queryGrams(words).length).toBeLessThanOrEqual(3)),
    )
  })

  it('find every book that has them, wherever they are cut', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(), fc.nat(), (title, author, from, length) => {
        const text = searchTextOf({ title, author, publisher: '', isbn13: null })
        const whole = [...norm(title)]
        const piece = whole.slice(from % (whole.length + 1)).slice(0, (length % 10) + 1)
        const words = queryWords(`${piece.join('')} ${author}`)
        expect(words.every((word) => text.includes(word))).toBe(true)
        expect(gramsOf(text)).toEqual(expect.arrayContaining(queryGrams(words)))
      }),
    )
  })
})
