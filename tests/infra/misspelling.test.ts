/** Which name is meant by one that is spelt nearly so. */
import { describe, expect, it } from '@jest/globals'
import { slipsBetween } from '../../src/infra/misspelling.js'
import { norm } from '../../src/domain/spelling.js'

const names = { title: '해리포터와마법사의돌', stem: '해리포터와마법사의돌', author: '롤링' }

describe('what is spelt nearly so', () => {
  it.each([
    ['해리 포터와 마법사의 돌', 0],
    ['해리 포타와 마법사의 돌', 1],
    ['해리포타', 1],
    ['헤리 포터', 1],
    ['해리 퍼타와 마법사의 돌', 2],
    ['룰링', 1],
    ['해리와 마법사', null],
    ['롤', null],
    ['둘리', null],
    ['', null],
  ])('‘%s’ is %s letters away', (said, slips) => expect(slipsBetween(norm(said), names)).toBe(slips))
})
