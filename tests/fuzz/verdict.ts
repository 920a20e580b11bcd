/** What is to be said of an answer. */
import type { Heard } from './wire.js'

export type Verdict = {
  /** What was answered, for counting. */
  readonly label: string
  readonly faults: readonly string[]
  /** May the store be another one afterwards. */
  readonly mayChange: boolean
}

/** Not for anybody, or by nobody we know: any plain answer but a failure. */
export function turnedAway(label: string, { status, text, headers }: Heard, expected: readonly number[] = []): Verdict {
  const faults = status >= 500 ? [`status ${status}: ${text.slice(0, 300)}`] : []
  if (expected.length > 0 && !expected.includes(status)) faults.push(`status ${status}, not ${expected.join(' or ')}`)
  const isJson = /json/.test(String(headers['content-type'] ?? ''))
  if (isJson && text !== '' && readObject(text) === null) faults.push(`says it is JSON: ${text.slice(0, 200)}`)
  return { label: `${label} ${status}`, faults, mayChange: false }
}

export function readObject(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : null
  } catch {
    return null
  }
}
