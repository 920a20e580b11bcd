/** The least of a request that still goes wrong: parts are left out, one after the other, as long as it does. */
import type { Wire } from './wire.js'

/** So often it is tried at most. */
const tries = 150

export async function smallest(wire: Wire, stillFails: (wire: Wire) => Promise<boolean>): Promise<Wire> {
  let least = wire
  let left = tries
  for (let isBetter = true; isBetter && left > 0;) {
    isBetter = false
    for (const smaller of smallerThan(least)) {
      if (left-- <= 0) break
      if (!(await stillFails(smaller))) continue
      least = smaller
      isBetter = true
      break
    }
  }
  return least
}

function* smallerThan(wire: Wire): Generator<Wire> {
  const { headers, body } = wire
  if (wire.isChunked) {
    const { isChunked: _isChunked, ...plain } = wire
    yield plain
  }
  for (const name of Object.keys(headers).filter((one) => one !== 'content-type'))
    yield { ...wire, headers: Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name)) }
  if (body === null) return
  const read = readJson(body)
  if (read === undefined) {
    for (const part of [
      body.subarray(0, body.length >> 1),
      body.subarray(body.length >> 1),
      body.subarray(0, -1),
      body.subarray(1),
    ])
      if (part.length < body.length) yield { ...wire, body: part }
    return
  }
  for (const value of smallerValues(read)) yield { ...wire, body: Buffer.from(JSON.stringify(value) ?? '') }
}

function* smallerValues(value: unknown): Generator {
  if (typeof value === 'string' && value.length > 0) {
    if (value.length > 3) yield value.slice(0, value.length >> 1)
    if (value.length > 3) yield value.slice(value.length >> 1)
    yield value.slice(1)
    yield value.slice(0, -1)
  }
  if (typeof value !== 'object' || value === null) return
  const entries = Object.entries(value)
  const build = (parts: [string, unknown][]): unknown =>
    Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts)
  for (const [key] of entries) yield build(entries.filter(([one]) => one !== key))
  for (const [key, inner] of entries)
    for (const smaller of smallerValues(inner))
      yield build(entries.map(([one, part]) => [one, one === key ? smaller : part]))
}

/** Not of what a text would lose by being written anew: keys that come twice, numbers too large. */
function readJson(body: Buffer): unknown {
  try {
    const text = body.toString('utf8')
    const read: unknown = JSON.parse(text)
    return JSON.stringify(read) === text ? read : undefined
  } catch {
    return undefined
  }
}
