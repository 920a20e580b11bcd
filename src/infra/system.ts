/** The real clock, real chance and real ids. */
import { randomBytes, randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'

/** Drawn a thousand at a time: a single word of chance costs nearly as much. */
const words = new Uint32Array(1_024)
let drawn = words.length
function word(): number {
  if (drawn === words.length) {
    randomFillSync(words)
    drawn = 0
  }
  return words[drawn++] as number
}

const ids = new V7Generator({ nextUint32: word })

export const system = {
  now: () => new Date(),
  newId: () => ids.generate().toString(),
  newToken: () => randomBytes(24).toString('base64url'),
  newSalt: () => randomBytes(16).toString('hex'),
  /** Nobody can guess the next one: codes are drawn by it. */
  chance: () => (word() * 2 ** 16 + (word() >>> 16)) / 2 ** 48,
}
