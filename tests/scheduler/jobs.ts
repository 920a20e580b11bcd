/** What do the scheduler's tests put into the queue, and how do they ask for it? */
import type { JobParameters, JobRepository } from 'agenda'

export const minute = 60_000

/** An instant so many milliseconds from now. */
export const fromNow = (ms: number): Date => new Date(Date.now() + ms)

/** A letter that should have been delivered a minute ago, unless told otherwise. */
export const letter = (fields: Partial<JobParameters> = {}): JobParameters => ({
  name: 'deliver-letter',
  type: 'normal',
  priority: 0,
  nextRunAt: fromNow(-minute),
  data: {},
  ...fields,
})

/** A worker that looks for letters to deliver, five seconds ahead, with locks that last ten minutes. */
export function claimBy(
  queue: JobRepository,
  worker: string,
  { name = 'deliver-letter', lookAheadMs = 5_000, lockMs = 10 * minute, now = new Date() } = {},
): Promise<JobParameters | undefined> {
  const scan = new Date(now.getTime() + lookAheadMs)
  return queue.getNextJobToRun(name, scan, new Date(now.getTime() - lockMs), now, { lastModifiedBy: worker })
}

export async function stored(queue: JobRepository, job: JobParameters): Promise<JobParameters> {
  const found = await queue.getJobById(job._id ?? '')
  if (!found) throw new Error(`No job ${job.name} (${job._id}) is stored`)
  return found
}
