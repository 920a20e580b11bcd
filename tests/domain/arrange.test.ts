/** Which found titles are shown, and in which order. */
import { describe, expect, it } from '@jest/globals'
import { arrange, meant, nearness, type Found } from '../../src/domain/arrange.js'
import type { Query } from '../../src/domain/search-query.js'

let numbers = 0
const found = (name: string, over: Partial<Found>): Found & { name: string } => ({
  name,
  ...{
    bookNo: ++numbers,
    nearness: nearness.contains,
    rank: 5,
    isFree: true,
    stem: name,
    author: '',
    volume: null,
    part: null,
  },
  ...over,
})
const names = (...some: ReturnType<typeof found>[]) => arrange(some).map(({ name }) => name)

it('is by nearness, then by rank, then what is free, then by number', () => {
  expect(
    names(
      found('later', {}),
      found('latest', {}),
      found('lent', { isFree: false }),
      found('wanted', { rank: 4, isFree: false }),
      found('nearest', { nearness: 0, rank: 9 }),
    ),
  ).toEqual(['nearest', 'wanted', 'later', 'latest', 'lent'])
})

it('puts the volumes of a work side by side, in their order, where the first of them stands', () => {
  const volume = (number: number, rank: number, part: number | null = null) =>
    found(`volume ${number}${part === null ? '' : `-${part}`}`, {
      stem: '토지',
      author: '박경리',
      volume: number,
      part,
      rank,
    })
  expect(
    names(
      found('better', { rank: 1 }),
      volume(10, 4),
      volume(2, 2, 2),
      found('between', { rank: 3 }),
      volume(2, 5, 1),
      volume(1, 6),
    ),
  ).toEqual(['better', 'volume 1', 'volume 2-1', 'volume 2-2', 'volume 10', 'between'])
})

it('puts editions side by side, but not what only bears the same name', () => {
  const edition = (name: string, rank: number, author: string) => found(name, { stem: '데미안', author, rank })
  expect(
    names(
      edition('old', 8, '헤세'),
      found('other', { rank: 4 }),
      edition('new', 2, '헤세'),
      edition('stranger', 6, '김'),
    ),
  ).toEqual(['new', 'old', 'other', 'stranger'])
})

it('never puts what is less near before what is nearer', () => {
  expect(
    names(
      found('volume 1', { stem: '토지', volume: 1, nearness: nearness.hasWords }),
      found('volume 2', { stem: '토지', volume: 2, nearness: 2 }),
      found('other', { nearness: 3 }),
    ),
  ).toEqual(['volume 2', 'other', 'volume 1'])
})

describe('of what has all words but the number of a volume', () => {
  const asked = (number: number | null): Query => ({
    ...{ whole: '토지', words: ['토지'], initials: null },
    volume: number === null ? null : { of: '토지', number },
  })
  const third = found('third', { nearness: nearness.thisVolume })
  const other = found('other', { nearness: nearness.hasWords })

  it('nothing is meant where that volume is there', () => {
    expect(meant([third, other], asked(3))).toEqual([third])
  })

  it('all is meant where it is not, or no volume was asked for', () => {
    expect(meant([other], asked(3))).toEqual([other])
    expect(meant([third, other], asked(null))).toEqual([third, other])
  })
})
