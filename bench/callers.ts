/** Sends the calling process on its errands. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Errand = {
  readonly port: number
  readonly what: 'rent' | 'greet'
  /** The first of the pairs that rent. */
  readonly from: number
  readonly count: number
  /** What every answer must say. */
  readonly expected: string
}

export type Report = { readonly rate: number; readonly medianMs: number; readonly p99Ms: number } | { failed: string }

export type Callers = {
  call(errand: Errand): Promise<Exclude<Report, { failed: string }>>
  close(): void
}

export function openCallers(): Callers {
  const process = fork(fileURLToPath(new URL('./caller.js', import.meta.url)))
  return {
    call: (errand) =>
      new Promise((resolve, reject) => {
        process.once('message', (report: Report) =>
          'failed' in report ? reject(new Error(report.failed)) : resolve(report),
        )
        process.send(errand)
      }),
    close: () => void process.disconnect(),
  }
}
