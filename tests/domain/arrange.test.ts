/** In which order found titles are shown. */
import { expect, it } from '@jest/globals'
import { arrange, type Found } from '../../src/domain/arrange.js'

let numbers = 0
const found = (name: string, over: Partial<Found>) => ({
  name,
  ...{ bookNo: ++numbers, nearness: 3, rank: 5, isFree: true, stem: name, author: '', volume: null, part: null },
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
      found('volume 1', { stem: '토지', volume: 1, nearness: 5 }),
      found('volume 2', { stem: '토지', volume: 2, nearness: 2 }),
      found('other', { nearness: 3 }),
    ),
  ).toEqual(['volume 2', 'other', 'volume 1'])
})
