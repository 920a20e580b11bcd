/** Is it Kakao who calls? It sends the secret that the console was given, in X-Skill-Secret. */
import type { IncomingMessage } from 'node:http'
import { sameSecret } from '../same-secret.js'

/** `null`: there is no secret, and everybody is believed. */
export function knowsSecret(secret: string | null): (request: IncomingMessage) => boolean {
  if (secret === null) return () => true
  const isRight = sameSecret(secret)
  return ({ headers }) => {
    const given = headers['x-skill-secret']
    return isRight(typeof given === 'string' ? given : '')
  }
}
