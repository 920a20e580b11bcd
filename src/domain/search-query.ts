/** What a query asks for. */
import { readInitials } from './initials.js'
import { norm, queryWords } from './spelling.js'

export type Query = {
  /** All words run together. */
  readonly whole: string
  /** What must be found anywhere: each word, but not the number of a volume. */
  readonly words: readonly string[]
  /** `전천당 3권`: which volume, and of what. */
  readonly volume: { readonly of: string; readonly number: number } | null
  /** Typed as first consonants and nothing else, these. */
  readonly initials: string | null
}

const numbered = /^(.+?)\s*(?:\s제|\s|제|(?<=[^\d\s]))(\d{1,3})\s*(?:권|편|부|탄|화|집|번)?$/u
const halved = /^(.*\S)\s+([상중하])(?:권)?$/u
const inOrder = '상중하'

/** Reads what was typed; `null` when there is no letter and no digit in it. */
export function readQuery(said: string): Query | null {
  const initials = readInitials(said)
  const all = initials === null ? queryWords(said) : [initials]
  const whole = all.join('')
  if (whole === '') return null
  const volume = readVolume(said)
  return { whole, words: volume ? queryWords(volume.before) : all, volume, initials }
}

function readVolume(said: string) {
  const [, before = '', number = ''] = numbered.exec(said.trim()) ?? halved.exec(said.trim()) ?? []
  const of = norm(before)
  if ([...of].length < 2 || /^\d+$/.test(of)) return null
  return { before, of, number: inOrder.includes(number) ? inOrder.indexOf(number) + 1 : Number(number) }
}
