/** How a title is read and filed. */
import { describe, expect, it } from '@jest/globals'
import { initialsOf, readInitials } from '../../src/domain/initials.js'
import { readQuery } from '../../src/domain/search-query.js'
import { norm } from '../../src/domain/spelling.js'
import { indexed, keysOf, pairsOf, piecesOf, rankOf, type TitleToIndex } from '../../src/domain/title-index.js'
import {
  lettersBeside,
  lettersAsked,
  lettersOfInitials,
  signatureOf,
  signatureOfTitle,
} from '../../src/domain/title-signature.js'
import { titleParts } from '../../src/domain/title-parts.js'

const book = (over: Partial<TitleToIndex>): TitleToIndex => ({
  ...{ bookNo: 1, title: '제목', author: '', publisher: '', publishedYear: null, series: null, popularity: 0 },
  ...over,
})

describe('a title', () => {
  it.each([
    ['소년이 온다', '소년이온다', null, null],
    ['소년이 온다 : 한강 장편소설', '소년이온다', null, null],
    ['천사와 악마. 1', '천사와악마', 1, null],
    ['해리포터. 5-2: 불사조 기사단', '해리포터', 5, 2],
    ['극한 공녀 :쥐똥새똥 장편소설. 2', '극한공녀', 2, null],
    ['(이상한 과자 가게) 전천당. 13', '전천당', 13, null],
    ['HORRIBLE SCIENCE. 19: Ugly bugs', 'horriblescience', 19, null],
    ['Dragon Masters #11', 'dragonmasters', 11, null],
    ['삼국지 제3권', '삼국지', 3, null],
    ['토지 (상)', '토지', 1, null],
    ['토지 하권', '토지', 3, null],
    ['미스터 초밥왕 (2)', '미스터초밥왕', 2, null],
    ['배틀로얄 15', '배틀로얄', 15, null],
    ['MF고스트 =MF ghost. 1-4 /', 'mf고스트', null, null],
    ['1984', '1984', null, null],
    ['코로나19', '코로나19', null, null],
    ['2024 트렌드', '2024트렌드', null, null],
    ['(2021)', '2021', null, null],
    ['세계사 1 : 고대', '세계사', 1, null],
    ['칼의 노래. 상', '칼의노래', 1, null],
    ['토지, 하', '토지', 3, null],
    ['토지 [중권]', '토지', 2, null],
    ['가벼운 상', '가벼운상', null, null],
    ['인생 중', '인생중', null, null],
    ['1Q84', '1q84', null, null],
    ['1Q84. 3', '1q84', 3, null],
    ['Area 51', 'area51', null, null],
    ['Windows 95', 'windows95', null, null],
    ['Excel 30', 'excel', 30, null],
    ['Excel 31', 'excel31', null, null],
    ['Naruto. 45', 'naruto', 45, null],
    ['Naruto vol. 45', 'naruto', 45, null],
    ['Naruto 제45권', 'naruto', 45, null],
    ['Fahrenheit 451', 'fahrenheit451', null, null],
    ['아파트 200', '아파트', 200, null],
    ['아파트 404', '아파트404', null, null],
    ['아파트. 404', '아파트404', null, null],
    ['아파트 404권', '아파트', 404, null],
  ])('‘%s’ is called ‘%s’, volume %s, part %s', (title, stem, volume, part) => {
    expect(titleParts(title)).toEqual({ stem, volume, part })
  })

  it('ranks by what is asked for, then by what is new', () => {
    const ranks = [
      { popularity: 9, publishedYear: 1990 },
      { popularity: 8, publishedYear: 2026 },
      { popularity: 8, publishedYear: 2025 },
      { popularity: 8, publishedYear: null },
      { popularity: 0, publishedYear: 2200 },
      { popularity: 0, publishedYear: -5 },
    ].map(rankOf)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(ranks).size).toBe(ranks.length)
    const [best, worst] = [
      rankOf({ popularity: 1e9, publishedYear: 9_999 }),
      rankOf({ popularity: 0, publishedYear: 0 }),
    ]
    expect([best >= 0, worst < 2 ** 31]).toEqual([true, true])
  })

  it('is filed under its names, its beginning, its pairs, those of other fields, its volume and its first consonants', () => {
    const keys = keysOf(
      indexed(book({ title: '토지. 2', author: '박경리 지음', publisher: '나남', series: '한국문학' })),
    )
    const initials = (text: string) => norm(text)
    expect(keys.toSorted()).toEqual(
      [
        ...[
          '=토지2',
          '=토지',
          `=${initials('ㅌㅈ')}`,
          '@박경리',
          '^토',
          '^토지',
          `^${initials('ㅌㅈ')}`,
          '토지',
          '지2',
        ],
        ...['~박경', '~경리', '~리지', '~지음', '~나남', '~한국', '~국문', '~문학', '#2토지'],
      ].toSorted(),
    )
  })

  it('is filed under three Latin letters or digits in a row, too, of its title and of other fields', () => {
    const keys = keysOf(indexed(book({ title: 'C++로 쓰는 Code 99', author: 'Bo Xue' })))
    expect(keys.filter((key) => /^~?[a-z0-9]{3}$/.test(key))).toEqual([
      'cod',
      'ode',
      'de9',
      'e99',
      '~box',
      '~oxu',
      '~xue',
    ])
  })

  it.each([
    ['code', ['cod', 'ode']],
    ['한code글', ['cod', 'ode', '한c', 'e글']],
    ['ab한', ['ab', 'b한']],
    ['café', ['caf', 'fé']],
    ['소년이', ['소년', '년이']],
    ['c', []],
  ])('‘%s’ is looked for by %j', (text, pieces) => expect(piecesOf(text)).toEqual(pieces))

  it('has no key that is longer than its column, and none twice', () => {
    const keys = keysOf(indexed(book({ title: `가가가 ${'가나다라'.repeat(60)}`, author: 'x'.repeat(200) })))
    expect(keys.filter((key) => key.length > 60)).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the signature of a title', () => {
  const has = (title: number, wanted: number) => (BigInt(title) & BigInt(wanted)) === BigInt(wanted)

  it('has every bit of whatever pairs are in it, and is exact on every engine', () => {
    const title = signatureOfTitle(indexed(book({ title: '소년이 온다', author: '한강', publisher: '창비' })))
    expect(Number.isSafeInteger(title)).toBe(true)
    for (const part of ['소년', '이온다', '한강', '창비', '소년이온다'])
      expect(has(title, signatureOf(pairsOf(part)))).toBe(true)
    expect(signatureOf(pairsOf('흰'))).toBe(0)
  })

  it('lacks some bit of most other words', () => {
    const title = signatureOfTitle(indexed(book({ title: '소년이 온다', author: '한강', publisher: '창비' })))
    const others = [
      '채식주의자',
      '해리포터',
      '어린왕자',
      '아몬드나무',
      '전천당에서',
      '모래의여자',
      '나를찾아줘',
      '끝없는이야기',
    ]
    expect(others.filter((other) => has(title, signatureOf(pairsOf(other))))).toEqual([])
  })
})

describe('the letters of a title', () => {
  const has = (title: number, wanted: number) => (BigInt(title) & BigInt(wanted)) === BigInt(wanted)
  const beside = lettersBeside(indexed(book({ title: '전(이상한)천당. 3', author: '히로시마', publisher: '길벗' })))

  it('are all of what is in its fields, however it is parted', () => {
    for (const part of ['전천당', '히길', '벗상']) expect(has(beside('천당'), lettersAsked('천당', [part]))).toBe(true)
    expect(
      ['학', '꽃', '춤', '뷁', '쥐', '멜'].filter((one) => has(beside('천당'), lettersAsked('천당', [one]))).length,
    ).toBeLessThan(4)
    expect(Number.isSafeInteger(beside('천당'))).toBe(true)
  })

  it('are its first consonants beside keys of such, with those of the name alone', () => {
    const [inARow, beginning] = ['ㅈㅇㅅㅎ', '^ㅈㅊㄷ'].map((key) => key.normalize('NFKC'))
    for (const key of [inARow!, beginning!]) {
      expect(has(beside(key), lettersOfInitials(norm('ㅇㅅㅎㅊ')))).toBe(true)
      expect(has(beside(key), lettersOfInitials(norm('ㅈㅊㄷ')))).toBe(true)
      expect(has(beside(key), lettersOfInitials(norm('ㄲㄲㄲ')))).toBe(false)
    }
    expect(['^전', '^전천', '천당', '#3천당', '~길벗'].map(beside)).toEqual(Array(5).fill(beside('=전천당')))
  })
})

describe('first consonants', () => {
  it.each([
    ['해리포터', 'ㅎㄹㅍㅌ'],
    ['까치 떼', 'ㄲㅊㄸ'],
    ['1q84 이야기', '1q84ㅇㅇㄱ'],
  ])('of ‘%s’ are ‘%s’', (text, initials) => expect(initialsOf(norm(text))).toBe(norm(initials)))

  it.each([
    ['ㅎㄹㅍㅌ', 'ㅎㄹㅍㅌ'],
    ['ㅅㄴㅇ ㅇㄷ', 'ㅅㄴㅇㅇㄷ'],
    ['ㄳㄼ', 'ㄱㅅㄹㅂ'],
    ['ㅎ', null],
    ['해ㄹ', null],
    ['ㅏㅏ', null],
    ['', null],
  ])('‘%s’ are read as %s', (said, initials) => expect(readInitials(said)).toBe(initials && norm(initials)))
})

describe('a query', () => {
  it.each([
    ['전천당 3권', '전천당', 3],
    ['전천당3', '전천당', 3],
    ['해리포터 제2권', '해리포터', 2],
    ['해리 포터 2', '해리포터', 2],
    ['해리포터제2권', '해리포터', 2],
    ['불편한편의점2', '불편한편의점', 2],
    ['토지 12', '토지', 12],
    ['토지 (상)', '토지', 1],
    ['토지 하권', '토지', 3],
    ['토지 (2)', '토지', 2],
    ['Dragon Masters #11', 'dragonmasters', 11],
    ['Dragon Masters 11', 'dragonmasters', 11],
    ['Naruto #45', 'naruto', 45],
    ['naruto 45권', 'naruto', 45],
    ['1q84 3권', '1q84', 3],
    ['원피스 201권', '원피스', 201],
  ])('‘%s’ asks for a volume of ‘%s’: %i', (said, of, number) => {
    expect(readQuery(said)?.volume).toMatchObject({ of, number })
  })

  it.each([
    ...['1984', '토지', '2024 5', '코스모스 1234', '시 3', '세상', '해리포터 5-2'],
    ...['최고의 상', '인생 중', '사랑 하', '1Q84', 'Area 51', 'windows 95', 'csi7', '아파트 404', '아파트404'],
  ])('‘%s’ asks for no volume', (said) => expect(readQuery(said)?.volume).toBeNull())

  it('that asks for no volume keeps all its words', () => {
    expect(readQuery('인생 중')?.words).toEqual(['인생', '중'])
    expect(readQuery('1Q84')?.words).toEqual(['1q84'])
  })

  it('without a letter is none', () => expect(readQuery(' !? 🙂')).toBeNull())
})
