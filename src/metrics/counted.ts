/** What this process has done since it started, counted and timed. Labels come from short lists of our own, never from people. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Watch } from '../watch.js'

export function countedWatch(registry: Registry): Watch {
  const registers = [registry]
  const answers = new Histogram({
    name: 'skill_answer_seconds',
    help: 'Time from a skill call to its answer',
    labelNames: ['intent', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
    registers,
  })
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Time of a request to the desk, a pay page or a webhook, and of what the members’ door turned away',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.25, 1, 2, 5],
    registers,
  })
  const outside = new Histogram({
    name: 'outside_call_seconds',
    help: 'Time of one errand at Kakao, KakaoPay or Solapi, by how it ended',
    labelNames: ['place', 'errand', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  // `job` is a label of Prometheus's own
  const jobTimes = new Histogram({
    name: 'job_seconds',
    help: 'Time of one run of a job, by how it ended',
    labelNames: ['job_name', 'outcome'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  })
  const jobRows = counter('job_rows_total', 'Rows that jobs have worked', 'job_name', 'outcome')
  const jobLast = new Gauge({
    name: 'job_last_success_timestamp_seconds',
    help: 'When a job last came to its end in this process, by its own clock',
    labelNames: ['job_name'],
    registers,
  })
  const outruns = counter('stories_outrun_total', 'Stories that found somebody faster', 'end')
  // there from the beginning: a rise from nothing is none to Prometheus
  for (const end of ['told-again', 'given-up']) outruns.inc({ end }, 0)
  const moves = counter('ledger_lines_total', 'Lines written to the ledger', 'kind')
  const won = counter('ledger_won_total', 'Won moved by lines of the ledger, without sign', 'kind')
  const notices = counter('notices_total', 'What became of notices, step by step', 'kind', 'channel', 'outcome')
  const letters = counter('letters_failed_total', 'Tries at letters that failed', 'reaction', 'end')

  function counter<Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers })
  }

  return {
    answered: (intent, outcome, ms) => answers.observe({ intent, outcome }, ms / 1_000),
    requested: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    calledOutside: ({ place, errand, outcome, seconds }) => outside.observe({ place, errand, outcome }, seconds),
    outrun: (end) => outruns.inc({ end }),
    moneyMoved(kind, amountWon) {
      moves.inc({ kind })
      won.inc({ kind }, amountWon)
    },
    noticeWent: (notice) => notices.inc(notice),
    letterFailed: (reaction, end) => letters.inc({ reaction, end }),
    jobRan(job, worked, seconds) {
      jobTimes.observe({ job_name: job, outcome: worked ? 'done' : 'broken-off' }, seconds)
      if (!worked) return
      jobRows.inc({ job_name: job, outcome: 'done' }, worked.rows - worked.failed)
      jobRows.inc({ job_name: job, outcome: 'failed' }, worked.failed)
      jobLast.set({ job_name: job }, Date.now() / 1_000)
    },
  }
}
