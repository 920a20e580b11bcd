/** One run of a job: on a trail of its own, timed, and told of when it breaks off. */
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { inSpan, onTrail } from '../trail.js'
import type { Job } from './jobs.js'
import type { Beat } from './work-through.js'

export function watchedRun(
  { watch, newNonce, traces }: Pick<App, 'watch' | 'newNonce' | 'traces'>,
  log: Log,
  job: Job,
  beat: Beat,
): Promise<void> {
  const run = newNonce()
  return onTrail({ job: job.name, run }, async () => {
    const span = traces?.begin(`job ${job.name}`, { kind: 'done', facts: { 'chaekbang.run': run } })
    await (span ? inSpan(span, timed) : timed())
  })

  async function timed(): Promise<void> {
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
  }
}
