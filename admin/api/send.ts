/** How answers leave: JSON, or a problem in the form of RFC 9457. */
import type { Response } from 'express'
import { etagOf } from './etag.js'
import { problems, type Problem } from './problems.js'

export const problemType = 'application/problem+json'

export function sendProblem(response: Response, { problem: code, detail, facts = {} }: Problem): void {
  const { status, title, detail: usual } = problems[code]
  if (typeof facts['retryAfterSeconds'] === 'number') response.set('Retry-After', String(facts['retryAfterSeconds']))
  if (code === 'stale-edit') response.set('ETag', etagOf(String(facts['version'])))
  response
    .status(status)
    .type(problemType)
    .send(
      JSON.stringify({
        ...facts,
        type: `/admin/api/problems#${code}`,
        title,
        status,
        detail: detail ?? usual,
        code,
        requestId: String(response.locals['requestId']),
      }),
    )
}
