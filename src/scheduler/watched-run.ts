/** One run of a job: on a trail of its own, timed, and told of when it breaks off. */
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { onTrail } from '../trail.js'
import type { Job } from './jobs.js'
import type { Beat } from './work-through.js'

export function watchedRun(
  { watch, newNonce }: Pick<App, 'watch' | 'newNonce'>,
  log: Log,
  job: Job,
  beat: Beat,
): Promise<void> {
  return onTrail({ job: job.name, run: newNonce() }, async () => {
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1_000
    try {
      const worked = await job.run(beat)
      watch.jobRan(job.name, worked, seconds())
    } catch (error) {
      watch.jobRan(job.name, null, seconds())
      log.error({ err: error }, 'a job broke off; its next run goes on')
      throw error
    }
  })
}
