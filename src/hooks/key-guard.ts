/** Lets in whoever knows the key. */
import type { Request, RequestHandler } from 'express'
import { sameSecret } from '../same-secret.js'

/** `given`: where in the request the key is. */
export function keyGuard(expected: string, given: (request: Request) => string | string[] | undefined): RequestHandler {
  const isRight = sameSecret(expected)
  return (request, response, next) => {
    if (isRight(String(given(request) ?? ''))) return next()
    response.status(401).json({ error: 'the key is missing or wrong' })
  }
}
