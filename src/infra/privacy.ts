/** Keeps phone numbers unreadable at rest: AES-256-GCM to read them back, HMAC-SHA-256 to compare them. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { PrivacyKey, PrivacyKeys } from '../privacy-keys.js'

const nonceBytes = 12
const tagBytes = 16

/**
 * From each key one for sealing and one for printing is drawn. What a key with an id sealed begins with it (`k2.…`); what
 * carries none was sealed before keys had ids, by any of these.
 */
export function openPrivacy(keys: PrivacyKeys) {
  const rings = keys.map(ringOf)
  const [current] = rings as [Ring, ...Ring[]]

  /** Throws when none of the keys sealed it, or it was changed since. */
  function open(sealed: string): string {
    const label = labelOf(sealed)
    const fitting = label === '' ? rings : rings.filter((ring) => ring.label === label)
    for (const ring of fitting) {
      const text = openWith(ring, sealed.slice(label.length))
      if (text !== null) return text
    }
    throw new Error(`no key opens what the key ${JSON.stringify(label.slice(0, -1))} sealed`)
  }
  return {
    /** What everything begins with that is sealed by the current key; empty when that has no id. */
    label: current.label,
    seal(text: string): string {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', current.sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return current.label + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open,
    isCurrent: (sealed: string): boolean => labelOf(sealed) === current.label,
    /** By the current key. The same text gives the same print; the print does not give the text back. */
    print: (text: string): string => printWith(current, text),
    /** What a member is called in the log, by the current key: the same name every time, and no way back from it. */
    nameInLog: (userKey: string): string => hmac(current.logKey, userKey).slice(0, 16),
    /** By every key, the current one first: one of them is what was written down, whenever that was. */
    prints: (text: string): string[] => rings.map((ring) => printWith(ring, text)),
  }
}

type Ring = { readonly label: string; readonly sealKey: Buffer; readonly printKey: Buffer; readonly logKey: Buffer }

function ringOf({ id, key }: PrivacyKey): Ring {
  const draw = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
  return { label: id === '' ? '' : `${id}.`, sealKey: draw('seal'), printKey: draw('print'), logKey: draw('log') }
}

/** `k2.`; base64 has no dot in it. */
function labelOf(sealed: string): string {
  return sealed.slice(0, sealed.indexOf('.') + 1)
}

function openWith({ sealKey }: Ring, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = decipher.update(bytes.subarray(nonceBytes + tagBytes))
  try {
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

function printWith({ printKey }: Ring, text: string): string {
  return hmac(printKey, text)
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
