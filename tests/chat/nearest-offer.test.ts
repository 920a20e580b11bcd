/** Words by which no book is found may have asked for something else: that is offered, and nothing is done. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { nearestOffers } from '../../src/skills/nearest-offer.js'
import { understand } from '../../src/skills/understand.js'

const heard: [string, string][] = [
  ['연장되면 좋겠다', '연장하기'],
  ['충전이 뭐더라', '적립금 충전'],
  ['우리 애도 회원으로 넣어야 하는데', '회원가입'],
  ['예약이 밀렸네', '내 예약'],
  ['빌려가고 싶은데 돈이 없네', '마이페이지'],
  ['재밌었던 게 뭐였더라', '추천 도서'],
  ['택배 기사님이 오셨어', '도서관 문의'],
]

describe.each(engines)('what is no book on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강', publisher: '창비' })
    haneul = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  it.each(heard)('‘%s’ is offered ‘%s’ first', async (said, offer) => {
    const answer = await haneul.says(said)
    expect([answer.intent, answer.outcome]).toEqual(['search', 'nothing-found'])
    expect(labelsOf(answer)[0]).toBe(offer)
    expect(new Set(labelsOf(answer)).size).toBe(labelsOf(answer).length)
  })

  it('offers nothing that is not understood when it is said', () => {
    for (const offer of heard.flatMap(([said]) => nearestOffers(said)))
      expect([offer, understand(offer).want]).not.toEqual([offer, 'unclear'])
  })

  it('hears nothing in other words', () => expect(nearestOffers('유니콘 사냥')).toEqual([]))
})
