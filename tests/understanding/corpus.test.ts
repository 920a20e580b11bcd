/**
 * What people type, and what they want by it: a line of `corpus.tsv` each, as the wish, what it is about, and the words.
 * Not every line has to be understood; none may be taken for an order to do something else.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { plainWords } from '../../src/skills/find-books.js'
import { understand, type Wish } from '../../src/skills/understand.js'

type Line = { readonly want: string; readonly about: string; readonly said: string }

const corpus = readFileSync(new URL('./corpus.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Line => {
    const [want = '', about = '', said = ''] = line.split('\t')
    return { want, about, said }
  })

/** What is no known wish is looked for, as what is asked for in so many words. */
const nameOf = (want: string) => (want === 'unclear' ? 'search' : want)

function aboutOf(wish: Wish): string {
  if ('bookNo' in wish) return `#${wish.bookNo}`
  if ('query' in wish) return plainWords(wish.query)
  return 'amountWon' in wish ? String(wish.amountWon ?? '') : ''
}

const read = corpus.map((line) => {
  const wish = understand(line.said)
  const isSameThing = aboutOf(wish).replace(/\s/g, '') === plainWords(line.about).replace(/\s/g, '')
  const [want, got] = [nameOf(line.want), nameOf(wish.want)]
  return { ...line, want, got, wish, isRight: want === got && isSameThing }
})

/** What changes something as soon as it is understood. */
const deeds = ['rent', 'return', 'renew', 'renew-all', 'hold', 'hold-cancel', 'deposit', 'refund', 'claim']

const part = (some: number, all: number) => (all === 0 ? 1 : some / all)
const wants = [...new Set(read.map(({ want }) => want))].sort()
const table = wants.map((want) => {
  const right = read.filter((one) => one.want === want && one.isRight).length
  const lines = read.filter((one) => one.want === want).length
  return {
    want,
    lines,
    precision: part(right, read.filter(({ got }) => got === want).length),
    recall: part(right, lines),
  }
})

describe('what people type', () => {
  it('is in the corpus once, six hundred lines and more', () => {
    expect(corpus.length).toBeGreaterThan(600)
    expect(new Set(corpus.map(({ said }) => said)).size).toBe(corpus.length)
    expect(corpus.filter(({ want, said }) => want === '' || said === '')).toEqual([])
  })

  it('is understood', () => {
    const rows = table.map(({ want, lines, precision, recall }) =>
      [want.padEnd(14), String(lines).padStart(4), precision.toFixed(3), recall.toFixed(3)].join('  '),
    )
    process.stdout.write(`${['wish            lines  precision  recall', ...rows].join('\n')}\n`)
    for (const { want, precision, recall } of table) {
      expect({ want, isPrecise: precision >= 0.95 }).toEqual({ want, isPrecise: true })
      expect({ want, isFound: recall >= 0.9 }).toEqual({ want, isFound: true })
    }
    expect(part(read.filter(({ isRight }) => isRight).length, read.length)).toBeGreaterThanOrEqual(0.98)
  })

  it('is never taken for an order that was not given', () => {
    const wrong = read.filter(({ got, isRight, wish }) => deeds.includes(got) && !isRight && !('isGuess' in wish))
    expect(wrong.map(({ said, got }) => `${said} → ${got}`)).toEqual([])
  })
})
