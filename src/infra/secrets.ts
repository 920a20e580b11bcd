/** Passwords by Argon2id, and tokens of which only a print is kept. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Secrets } from '../usecases/gateways.js'

/** As OWASP asks at least: 19 MiB, two passes, one lane. Argon2id is what the package does unasked. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** No letter that can be taken for another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Loaded by the first password: members have none. */
const argon2 = () => import('@node-rs/argon2')

export function openSecrets(): Secrets {
  /** Nobody's: a sign-in with an unknown address takes as long as one with a wrong password. */
  let nobodys: Promise<string> | null = null
  return {
    hash: async (password) => (await argon2()).hash(asTyped(password), cost),
    async isRight(known, password) {
      const { hash, verify } = await argon2()
      nobodys ??= hash(randomBytes(32), cost)
      const isSame = await verify(known ?? (await nobodys), asTyped(password))
      return known !== null && isSame
    },
    newPassword: () => [1, 2, 3, 4].map(() => lettersOf(5)).join('-'),
    newToken() {
      const token = randomBytes(32).toString('base64url')
      return { token, print: printOf(token) }
    },
    printOf,
  }
}

function printOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Hangul comes in one piece from one keyboard and in several from another. */
function asTyped(password: string): string {
  return password.normalize('NFC')
}

function lettersOf(count: number): string {
  return Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')
}
