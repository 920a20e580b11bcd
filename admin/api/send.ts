/** How answers leave: JSON, or a problem in the form of RFC 9457. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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

/** Part by part, as fast as it is taken. Should it break, so does the connection: half a file never looks whole. */
export async function sendFile(response: Response, name: string, text: AsyncIterable<string>): Promise<void> {
  response
    .status(200)
    .type('text/csv; charset=utf-8')
    .set('Content-Disposition', `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(name)}`)
  await pipeline(Readable.from(text), response)
}
