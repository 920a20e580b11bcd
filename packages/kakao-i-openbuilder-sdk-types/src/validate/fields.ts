// Is a field there, of the right kind and within its limit? Every reader reports what is wrong and gives what is usable.
import { countLines } from './count-lines.js'
import { kakaoLength } from './kakao-length.js'
import { quote } from './quote.js'
import { nth, report, under, type Spot } from './spot.js'

export type Fields = Readonly<Record<string, unknown>>

export interface TextRule {
  required?: boolean
  max?: number
  maxLines?: number
}

export interface ListRule {
  required?: boolean
  min?: number
  max?: number
}

/** Anything with named fields: neither null nor an array. */
export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const has = (fields: Fields, key: string): boolean => Object.hasOwn(fields, key)

const wrongType = (spot: Spot, wanted: string, found: unknown): void =>
  report(spot, 'wrong-type', `must be ${wanted}, found ${kindOf(found)}`)

const missing = (spot: Spot): void => report(spot, 'required', 'is required, found nothing')

/** The value as an object; reports `wrong-type` otherwise. */
export const asObject = (spot: Spot, value: unknown): Fields | undefined => {
  if (isObject(value)) return value
  wrongType(spot, 'an object', value)
  return undefined
}

/** Reports every key that is not among `names`. */
export const onlyKnown = (spot: Spot, fields: Fields, names: readonly string[]): void => {
  for (const key of Object.keys(fields)) {
    if (!names.includes(key))
      report(under(spot, key), 'unknown-field', `is not a field here; known are ${names.join(', ')}`)
  }
}

export const readObject = (spot: Spot, fields: Fields, key: string, required = false): Fields | undefined => {
  if (has(fields, key)) return asObject(under(spot, key), fields[key])
  if (required) missing(under(spot, key))
  return undefined
}

export const readText = (spot: Spot, fields: Fields, key: string, rule: TextRule = {}): string | undefined => {
  const here = under(spot, key)
  const value = fields[key]
  if (!has(fields, key)) {
    if (rule.required) missing(here)
    return undefined
  }
  if (typeof value !== 'string') {
    wrongType(here, 'text', value)
    return undefined
  }
  if (rule.required && value.trim() === '') {
    report(here, 'required', 'is required, found blank text')
    return undefined
  }
  const length = kakaoLength(value)
  if (rule.max !== undefined && length > rule.max) {
    report(here, 'too-long', `must be at most ${rule.max} characters, found ${length}`)
  }
  const lines = countLines(value)
  if (rule.maxLines !== undefined && lines > rule.maxLines) {
    report(here, 'too-many-lines', `must be at most ${rule.maxLines} lines, found ${lines}`)
  }
  return value
}

/** A whole number from `min` (0) to `max`. */
export const readWhole = (
  spot: Spot,
  fields: Fields,
  key: string,
  rule: { required?: boolean; min?: number; max?: number } = {},
): number | undefined => {
  const here = under(spot, key)
  const value = fields[key]
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = rule
  if (!has(fields, key)) {
    if (rule.required) missing(here)
    return undefined
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const found = typeof value === 'number' ? String(value) : kindOf(value)
    report(here, 'wrong-type', `must be a whole number, found ${found}`)
    return undefined
  }
  if (value < min || value > max) {
    report(here, 'out-of-range', `must be from ${min} to ${max}, found ${value}`)
    return undefined
  }
  return value
}

export const readFlag = (spot: Spot, fields: Fields, key: string): boolean | undefined => {
  const value = fields[key]
  if (!has(fields, key)) return undefined
  if (typeof value === 'boolean') return value
  wrongType(under(spot, key), 'true or false', value)
  return undefined
}

/** One of a few words. */
export const readChoice = <Word extends string>(
  spot: Spot,
  fields: Fields,
  key: string,
  words: readonly Word[],
): Word | undefined => {
  const value = fields[key]
  if (!has(fields, key)) return undefined
  const word = words.find((known) => known === value)
  if (word === undefined) {
    report(under(spot, key), 'unknown-value', `must be one of ${words.join(', ')}, found ${quote(value)}`)
  }
  return word
}

/** The entries of a list with the place of each. */
export const readList = (
  spot: Spot,
  fields: Fields,
  key: string,
  rule: ListRule = {},
): { at: Spot; value: unknown }[] | undefined => {
  const here = under(spot, key)
  const value = fields[key]
  if (!has(fields, key)) {
    if (rule.required) missing(here)
    return undefined
  }
  if (!Array.isArray(value)) {
    wrongType(here, 'an array', value)
    return undefined
  }
  const entries: unknown[] = value
  if (rule.min !== undefined && entries.length < rule.min) {
    report(here, 'too-few', `must have at least ${rule.min} entries, found ${entries.length}`)
  }
  if (rule.max !== undefined && entries.length > rule.max) {
    report(here, 'too-many', `must have at most ${rule.max} entries, found ${entries.length}`)
  }
  return entries.map((entry, index) => ({ at: nth(here, index), value: entry }))
}
