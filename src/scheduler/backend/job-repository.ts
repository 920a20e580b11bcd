/** What Agenda asks of its store, answered from the product's own database. */
import type { JobParameters, JobRepository } from 'agenda'
import type { DataSource } from 'typeorm'
import { claimKnown, claimNext, unlockAll, unlockWaiting } from './claim.js'
import { inTurn } from './in-turn.js'
import { jobById, jobNames, jobsOverview, queryJobs, queueSize } from './query.js'
import { disableJobs, enableJobs, purgeAllJobs, removeJobs } from './remove.js'
import { saveJob, saveJobState } from './save.js'

export function jobRepository(dataSource: DataSource): JobRepository {
  const claimInTurn = inTurn()
  return {
    connect: async () => {},
    queryJobs: (options) => queryJobs(dataSource, options),
    getJobsOverview: () => jobsOverview(dataSource),
    getDistinctJobNames: () => jobNames(dataSource),
    getJobById: (id) => jobById(dataSource, id),
    getQueueSize: () => queueSize(dataSource),
    removeJobs: (which) => removeJobs(dataSource, which),
    disableJobs: (which) => disableJobs(dataSource, which),
    enableJobs: (which) => enableJobs(dataSource, which),
    purgeAllJobs: () => purgeAllJobs(dataSource),
    saveJob: async <Data>(job: JobParameters<Data>, options: Parameters<typeof saveJob>[2]) =>
      (await saveJob(dataSource, job, options)) as JobParameters<Data>,
    saveJobState: (job, options) => saveJobState(dataSource, job, options),
    lockJob: (job, options) => claimKnown(dataSource, job, options),
    unlockJob: (job) => unlockWaiting(dataSource, job),
    unlockJobs: (ids) => unlockAll(dataSource, ids),
    getNextJobToRun: (name, nextScanAt, lockDeadline, now, options) =>
      claimInTurn(() =>
        claimNext(dataSource, name, nextScanAt, lockDeadline, now ?? new Date(), options?.lastModifiedBy),
      ),
  }
}
