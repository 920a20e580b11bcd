/** What a line of a list changes, whatever copies there are already. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decideStock, type Copy, type KnownBook, type StockDecided } from '../../src/domain/book.js'
import type { CopyMarks } from '../../src/domain/events.js'
import type { BookId, CopyId } from '../../src/domain/ids.js'

const record = {
  ...{ isbn13: null, title: '책', author: '', publisher: '', publishedYear: null, kdc: null, feeWon: null },
  ...{ popularity: 0, volume: null, series: null, coverUrl: null, copies: 1, marks: [], bookKey: 'text:1' },
}
let ids = 0
const stocked = (marks: readonly CopyMarks[], known: KnownBook | null, taken: readonly string[] = []): StockDecided =>
  decideStock({
    ...{ record, marks, known, copiesAtLeast: marks.length, takenBarcodes: new Set(taken), importId: null },
    nextBookNo: () => 1_001,
    newBookId: () => 'book' as BookId,
    newCopyId: () => `copy-${++ids}` as CopyId,
  })
const marked = (barcode: string | null, callNumber: string | null = null) => ({ barcode, callNumber })
/** The book as it is after that. */
function after(decided: StockDecided, before: KnownBook | null): KnownBook {
  const book = before?.book ?? decided.newBook
  if (!book) throw new Error('there is no book')
  const changed = new Map(decided.marked.map((copy) => [copy.copyId, copy]))
  const copies: Copy[] = [
    ...(before?.copies ?? []).map((copy) => changed.get(copy.copyId) ?? copy),
    ...decided.newCopies,
  ]
  return { book, copies, count: copies.length, lastNo: copies.length }
}

const lines = fc.array(
  fc.record({
    barcode: fc.option(fc.constantFrom('A', 'B', 'C', 'D')),
    callNumber: fc.option(fc.constantFrom('1', '2')),
  }),
  { minLength: 1, maxLength: 8 },
)
const oneOfEach = (marks: readonly CopyMarks[]) =>
  marks.filter(({ barcode }, place) => barcode === null || marks.findIndex((one) => one.barcode === barcode) === place)

describe('lines of a list', () => {
  it('told twice change nothing the second time, and no barcode stands on two copies', () => {
    fc.assert(
      fc.property(lines, lines, (first, second) => {
        const one = after(stocked(oneOfEach(first), null), null)
        const two = after(stocked(oneOfEach(second), one), one)
        const again = stocked(oneOfEach(second), two)
        expect(again).toMatchObject({ outcome: 'unchanged', newCopies: [], marked: [], events: [] })
        const barcodes = two.copies.flatMap(({ barcode }) => barcode ?? [])
        expect(new Set(barcodes).size).toBe(barcodes.length)
        const named = new Set([...first, ...second].flatMap(({ barcode }) => barcode ?? []))
        expect(new Set(barcodes)).toEqual(named)
        const most = Math.max(oneOfEach(first).length, oneOfEach(second).length, named.size)
        expect(two.count).toBeGreaterThanOrEqual(Math.max(oneOfEach(second).length, named.size))
        expect(two.count).toBeLessThanOrEqual(most + oneOfEach(first).length)
      }),
    )
  })

  it('without barcodes give their call numbers to the copies that are new, which are the last', () => {
    const one = after(stocked([marked(null, 'c.1')], null), null)
    const more = stocked([marked(null, 'c.1'), marked(null, 'c.2'), marked(null, 'c.3')], one)
    expect(more.newCopies.map(({ copyNo, callNumber }) => [copyNo, callNumber])).toEqual([
      [2, 'c.2'],
      [3, 'c.3'],
    ])
  })

  it('of which every barcode is another book’s make no book', () => {
    expect(stocked([marked('A')], null, ['A'])).toMatchObject({ newBook: null, refusedBarcodes: ['A'], events: [] })
  })

  it('give no barcode to a copy that is lost', () => {
    const one = after(stocked([marked(null)], null), null)
    const lost = { ...one, copies: one.copies.map((copy) => ({ ...copy, state: 'lost' }) as const) }
    expect(stocked([marked('A')], lost)).toMatchObject({ marked: [], newCopies: [{ copyNo: 2, barcode: 'A' }] })
  })
})
