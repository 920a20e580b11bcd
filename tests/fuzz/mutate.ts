/** What happens to a sound value on its way: fields go, come twice, get other names and other values. Said as data, so that a seed says it all. */
import fc from 'fast-check'
import { again, oddValue } from './odd.js'

export type Change = { readonly at: number } & (
  | { readonly do: 'drop' | 'twice' | 'wrap' | 'text' | 'upper' }
  | { readonly do: 'put'; readonly value: unknown }
  | { readonly do: 'add'; readonly key: string; readonly value: unknown }
)

const at = fc.nat(400)
const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  'id',
  'v',
  'do',
  'nonce',
  '',
  '\0',
  '$ne',
  'role',
]

export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ at, do: fc.constant('drop' as const) }) },
  { weight: 5, arbitrary: fc.record({ at, do: fc.constant('put' as const), value: oddValue }) },
  {
    weight: 2,
    arbitrary: fc.record({ at, do: fc.constant('add' as const), key: fc.constantFrom(...keys), value: oddValue }),
  },
  { weight: 2, arbitrary: fc.record({ at, do: fc.constantFrom('twice', 'wrap', 'text', 'upper') }) },
)

/** Each change at its place of all the places there are; a value of no object is no place. */
export function changed(value: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(value)
  for (const one of changes) {
    const places = placesIn(copy)
    const place = places[one.at % places.length]
    if (place) carryOut(place, one)
  }
  return copy
}

type Place = { readonly inside: Record<string, unknown>; readonly key: string }

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = value as Record<string, unknown>
  return Object.keys(inside).flatMap((key) => [{ inside, key }, ...placesIn(inside[key])])
}

function carryOut({ inside, key }: Place, change: Change): void {
  const there = inside[key]
  // a value that stands twice would, put into itself, have no end
  const here = structuredClone(there)
  switch (change.do) {
    case 'drop':
      return void delete inside[key]
    case 'put':
      return set(inside, key, structuredClone(change.value))
    case 'add':
      return set(
        typeof there === 'object' && there !== null ? (there as Record<string, unknown>) : inside,
        change.key,
        structuredClone(change.value),
      )
    case 'twice':
      return Array.isArray(inside) ? void inside.push(here) : set(inside, `${again}${key}`, here)
    case 'wrap':
      return set(inside, key, [here])
    case 'text':
      return set(inside, key, typeof here === 'string' ? [...here].length : JSON.stringify(here))
    case 'upper':
      delete inside[key]
      return set(inside, key.toUpperCase(), here)
  }
}

/** Also a key like `__proto__`, which an assignment would take for something else. */
function set(inside: Record<string, unknown>, key: string, value: unknown): void {
  if (Array.isArray(inside) && key === 'length') return
  Reflect.defineProperty(inside, key, { value, enumerable: true, configurable: true, writable: true })
}
