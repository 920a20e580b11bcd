/** What a query asks for. */
import { readInitials } from './initials.js'
import { norm, queryWords } from './spelling.js'
import { isVolume, volumeAtEnd, type NumberedText } from './volume-number.js'

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

/** `전천당3`, `해리포터제2권`; right after a Latin letter it is part of the name: `1Q84`. */
const glued = /^(.+?)제?(?<![\d\s\p{Script=Latin}])(\d{1,3})\s*(권|편|부|탄|화|집|번)?$/u

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
  const text = said.normalize('NFKC').trim()
  const found = volumeAtEnd(text) ?? gluedVolume(text)
  // `5-2` is found as it is written
  if (found === null || found.part !== null) return null
  const { before, volume } = found
  const of = norm(before)
  return [...of].length < 2 || /^\d+$/.test(of) ? null : { before, of, number: volume }
}

function gluedVolume(text: string): NumberedText | null {
  const found = glued.exec(text)
  if (!found) return null
  const [, before = '', number, unit] = found
  if (!isVolume(Number(number), { before, unit, isSigned: false })) return null
  return { before, volume: Number(number), part: null }
}
