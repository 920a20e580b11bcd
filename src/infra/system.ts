/** The real clock, real chance and real ids. */
import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

export const system = {
  now: () => new Date(),
  newId: () => uuidv7(),
  newToken: () => randomBytes(24).toString('base64url'),
  newSalt: () => randomBytes(16).toString('hex'),
  /** Nobody can guess the next one: codes are drawn by it. */
  chance: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
}
