/** When is whoever called answered? As soon as the news is noted, and in time in any case. */
import type { Response } from 'express'
import type { Log } from '../log.js'

/** Kakao gives up after 3 seconds. */
const patienceMs = 2_000

/**
 * 200 when the news is noted; 503 when it could not be, or is not yet, so that whoever repeats news repeats this one: nothing
 * is lost when it fails later, and noting it twice changes nothing. What went wrong is logged, also after the answer.
 */
export async function answerInTime(response: Response, noted: Promise<void>, hook: string, log: Log): Promise<void> {
  const outcome = noted.then(
    () => 200,
    (error: unknown) => {
      log.error({ err: error, hook }, 'hook failed')
      return 503
    },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(503), patienceMs)
  })
  const status = await Promise.race([outcome, late]).finally(() => clearTimeout(timer))
  response.status(status).json({})
}
