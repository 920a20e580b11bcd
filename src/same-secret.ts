/** Does whoever calls know the secret? */
import { hash, timingSafeEqual } from 'node:crypto'

/** Compared in constant time, also when the lengths differ. */
export function sameSecret(expected: string): (given: string) => boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer')
  const right = digest(expected)
  return (given) => timingSafeEqual(digest(given), right)
}
