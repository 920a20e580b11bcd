/** What becomes of bytes on their way. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

export type Damage = { readonly do: string; readonly at: number; readonly byte: number }

const whole = ['empty', 'twice', 'array', 'text', 'bom', 'utf-16', 'gzip', 'form', 'html', 'large', 'half-a-letter']

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ do: fc.constantFrom('cut', 'flip', 'put'), at: fc.nat(2_000), byte: fc.nat(255) }),
  fc.record({ do: fc.constantFrom(...whole), at: fc.nat(2_000), byte: fc.constant(0) }),
)

/** 5 MB. */
const large = Buffer.from(JSON.stringify({ userRequest: { utterance: '가'.repeat(1_700_000) } }))

export function damaged(bytes: Buffer, damage: Damage): Buffer {
  const at = bytes.length === 0 ? 0 : damage.at % bytes.length
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  const byte = Buffer.of(damage.byte)
  switch (damage.do) {
    case 'cut':
      return before
    case 'flip':
      return Buffer.concat([before, byte, after.subarray(1)])
    case 'put':
      return Buffer.concat([before, byte, after])
    case 'twice':
      return Buffer.concat([bytes, bytes])
    case 'array':
      return Buffer.from(`[${bytes.toString('utf8')}]`)
    case 'text':
      return Buffer.from(JSON.stringify(bytes.toString('utf8')))
    case 'bom':
      return Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes])
    case 'utf-16':
      return Buffer.from(bytes.toString('utf8'), 'utf16le')
    case 'gzip':
      return gzipSync(bytes)
    case 'form':
      return Buffer.from(`utterance=${encodeURIComponent('안녕')}&user[id]=x`)
    case 'html':
      return Buffer.from('<html><body>502 Bad Gateway</body></html>')
    case 'large':
      return large
    case 'half-a-letter':
      return Buffer.concat([before, Buffer.of(0xea, 0xb0), after])
    default:
      return Buffer.alloc(0)
  }
}
