/** Keeps phone numbers unreadable at rest: AES-256-GCM to read them back, HMAC-SHA-256 to compare them. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** `key`: 32 random bytes, from which one key for sealing and one for printing are drawn. */
export function openPrivacy(key: Buffer) {
  const sealKey = Buffer.from(hkdfSync('sha256', key, '', 'seal', 32))
  const printKey = Buffer.from(hkdfSync('sha256', key, '', 'print', 32))
  return {
    seal(text: string): string {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    /** Throws when the text was sealed with another key or was changed since. */
    open(sealed: string): string {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
    print: (text: string): string => createHmac('sha256', printKey).update(text).digest('hex'),
  }
}
