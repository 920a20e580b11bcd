/** Writes MARC records (ISO 2709) as library programs hand them on. */
import iconv from 'iconv-lite'

/** `['245', '00', 'a', '제목', …]`, or `['001', 'value']`. */
export type Field = readonly [tag: string, ...rest: string[]]

export const marcEncodings: Readonly<Record<'UTF-8' | 'CP949', (text: string) => Buffer>> = {
  'UTF-8': (text: string) => Buffer.from(text),
  CP949: (text: string) => iconv.encode(text, 'cp949'),
}

export function marcOf(records: readonly (readonly Field[])[], encode = marcEncodings['UTF-8']): Buffer {
  return Buffer.concat(records.map((fields) => recordOf(fields, encode)))
}

function recordOf(fields: readonly Field[], encode: (text: string) => Buffer): Buffer {
  const bodies = fields.map(([, ...rest]) => Buffer.concat([encode(bodyOf(rest)), Buffer.from('\x1e')]))
  let from = 0
  const directory = fields.map(([tag], place) => {
    const { length } = bodies[place] ?? Buffer.alloc(0)
    const entry = `${tag}${digits(length, 4)}${digits(from, 5)}`
    from += length
    return entry
  })
  const base = 24 + directory.join('').length + 1
  const rest = Buffer.concat([Buffer.from(`${directory.join('')}\x1e`), ...bodies, Buffer.from('\x1d')])
  return Buffer.concat([Buffer.from(`${digits(24 + rest.length, 5)}nam  22${digits(base, 5)}   4500`), rest])
}

function bodyOf([indicators = '', ...parts]: readonly string[]): string {
  if (parts.length === 0) return indicators
  return indicators + parts.map((part, place) => (place % 2 === 0 ? `\x1f${part}` : part)).join('')
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0')
}
