/** Where does one row of the file end and the next begin, even when a quotation mark was forgotten? */
import { scanQuotes } from './scan-quotes.js'

export type RawRecord = {
  /** The line of the file where the row begins, from 1. */
  readonly line: number
  readonly text: string
  /** `literal`: its quotation marks mean nothing. `too-long`: only its beginning is kept. */
  readonly form: 'csv' | 'literal' | 'too-long'
}

export type RecordSplitter = {
  /** Takes text in pieces of any size and gives every row that is complete by now. */
  push: (text: string) => Generator<RawRecord>
  /** Gives the rest, after the last piece. */
  end: () => Generator<RawRecord>
}

/** In UTF-16 units, and in lines: what one row may have. */
const longestRecord = 200_000
const mostLines = 200

/**
 * A quoted cell may hold line breaks. When its closing mark never comes, or when each line it swallowed is a whole row
 * of `columns` cells by itself, the first line is given as `literal` and the others are looked at afresh: a forgotten
 * mark costs one row, not the rest of the file.
 */
export function recordSplitter(delimiter: string, columns: number): RecordSplitter {
  let unfinished = ''
  let isSkipping = false
  let lineNumber = 0
  let open: string[] = []
  let openFrom = 0

  function* push(text: string): Generator<RawRecord> {
    const lines = (unfinished + text).split(/\r\n|\n|\r(?!$)/)
    unfinished = lines.pop() ?? ''
    for (const line of lines) yield* take(line)
    if (unfinished.length <= longestRecord) return
    yield* take(unfinished)
    isSkipping = true
    unfinished = unfinished.endsWith('\r') ? '\r' : ''
  }

  function* end(): Generator<RawRecord> {
    const last = unfinished.replace(/\r$/, '')
    unfinished = ''
    if (last !== '') yield* take(last)
    while (open.length > 0) yield* giveUpOnFirst()
  }

  function* take(line: string): Generator<RawRecord> {
    if (isSkipping) {
      isSkipping = false
      return
    }
    lineNumber += 1
    yield* place(line, lineNumber)
  }

  function* place(line: string, number: number): Generator<RawRecord> {
    if (line.length > longestRecord) {
      while (open.length > 0) yield* giveUpOnFirst()
      yield { line: number, text: line.slice(0, 1_000), form: 'too-long' }
      return
    }
    const isOpen = scanQuotes(line, delimiter, open.length > 0).endsInside
    if (open.length === 0) {
      if (!isOpen) {
        if (line.trim() !== '') yield { line: number, text: line, form: 'csv' }
        return
      }
      openFrom = number
    }
    open.push(line)
    if (isOpen) {
      if (open.length > mostLines || total(open) > longestRecord) yield* giveUpOnFirst()
    } else if (open.every((one, index) => isWholeRow(one, index === 0))) {
      yield* giveUpOnFirst()
    } else {
      yield { line: openFrom, text: open.join('\n'), form: 'csv' }
      open = []
    }
  }

  function* giveUpOnFirst(): Generator<RawRecord> {
    const [first = '', ...others] = open
    const from = openFrom
    open = []
    yield { line: from, text: first, form: 'literal' }
    for (const [index, other] of others.entries()) yield* place(other, from + 1 + index)
  }

  function isWholeRow(line: string, hasForgottenMark: boolean): boolean {
    if (columns < 2) return false
    const bare = line.split(delimiter).length
    if (hasForgottenMark) return bare >= columns
    const { cells, endsInside } = scanQuotes(line, delimiter, false)
    return bare === columns || (cells === columns && !endsInside)
  }

  return { push, end }
}

function total(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0)
}
