/** Which MARC records does the file hold? ISO 2709, as MARC21 and KORMARC are handed on, in UTF-8 or CP949. */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { Marc } from 'marcjs'
import { fileBytes, type FileProgress } from './file-bytes.js'

export type MarcField = {
  readonly tag: string
  readonly indicators: string
  /** Letter and value, in the order of the record; a control field has one without a letter. */
  readonly parts: readonly (readonly [letter: string, value: string])[]
}

/** `fields` is `null` when they cannot be told apart. */
export type MarcRecord = { readonly place: number; readonly fields: readonly MarcField[] | null }

const recordEnd = 0x1d
const leaderLength = 24
const longestRecord = 100_000

/** Records in order, from 1; a broken one does not cost the others. */
export async function* readMarc(path: string, onProgress?: FileProgress): AsyncGenerator<MarcRecord> {
  let waiting = Buffer.alloc(0)
  let place = 0
  for await (const bytes of fileBytes(path, onProgress)) {
    waiting = Buffer.concat([waiting, bytes])
    for (let end = waiting.indexOf(recordEnd); end >= 0; end = waiting.indexOf(recordEnd)) {
      yield { place: ++place, fields: fieldsOf(waiting.subarray(0, end + 1)) }
      waiting = waiting.subarray(end + 1)
    }
    if (waiting.length > longestRecord) waiting = waiting.subarray(waiting.length - longestRecord)
  }
  if (waiting.toString('latin1').trim() !== '') yield { place: ++place, fields: null }
}

function fieldsOf(record: Buffer): readonly MarcField[] | null {
  const raw = record.subarray(startOf(record))
  if (raw.length <= leaderLength || Number(raw.toString('latin1', 0, 5)) !== raw.length) return null
  const decode = isUtf8(raw)
    ? (bytes: Buffer) => bytes.toString('utf8')
    : (bytes: Buffer) => iconv.decode(bytes, 'cp949')
  // one letter a byte, so that nothing is cut inside one; what the bytes mean is settled here, not by marcjs
  const bytewise = Marc.parse({ toString: (_, from, to) => raw.toString('latin1', from, to) }, 'iso2709')
  return bytewise.fields.length === 0 ? null : bytewise.fields.map((field) => fieldOf(field, decode))
}

/** Some files break the line after each record. */
function startOf(record: Buffer): number {
  return record.findIndex((byte) => byte > 0x20)
}

function fieldOf([tag = '', ...rest]: readonly string[], decode: (bytes: Buffer) => string): MarcField {
  const text = (part: string) => decode(Buffer.from(part, 'latin1'))
  if (rest.length === 1) return { tag, indicators: '', parts: [['', text(rest[0] ?? '')]] }
  const [indicators = '', ...pairs] = rest
  const parts = pairs.flatMap((letter, index): [string, string][] =>
    index % 2 === 0 ? [[letter, text(pairs[index + 1] ?? '')]] : [],
  )
  return { tag, indicators, parts }
}
