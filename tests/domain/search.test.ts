/** How words find books. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { norm, queryWords, searchTextOf } from '../../src/domain/spelling.js'

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

  it('holds no mark that parts the fields, or that a key begins with', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(norm(text)).not.toMatch(/[|\s%_\\=@^~#]/)))
  })

  it('puts the fields apart', () => {
    const text = searchTextOf({ title: '흰', author: '한강', publisher: '창비', isbn13: '9788936434120' })
    expect(text).toBe('흰|한강|창비|9788936434120')
  })
})

describe('the words of a query', () => {
  it.each([
    ['소년이 온다', ['소년이', '온다']],
    ['  한강,  소년! ', ['한강', '소년']],
    ['- ! 🙂', []],
    ['가 나 다 라 마 바 사', ['가', '나', '다', '라', '마', '바']],
  ])('‘%s’ are %j', (query, words) => expect(queryWords(query)).toEqual(words))
})
