/** Sends the crowd. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type CrowdErrand = {
  readonly port: number
  readonly perSecond: number
  readonly seconds: number
  /** A new crowd of so many; without it, those who still want their book. */
  readonly members?: number
}

export type Waits = { readonly median: number; readonly p99: number; readonly longest: number }

export type Crowded = {
  /** A second. */
  readonly offered: number
  readonly goodput: number
  readonly served: number
  readonly turnedAway: number
  /** No answer, or one that says neither. */
  readonly failed: number
  /** No connection was free for them. */
  readonly unasked: number
  readonly servedMs: Waits
  readonly turnedAwayMs: Waits
  readonly inEachSecond: readonly { readonly served: number; readonly turnedAway: number }[]
}

export type CrowdReport = Crowded | { failed: string }

export type Crowd = { send(errand: CrowdErrand): Promise<Crowded>; close(): void }

export function openCrowd(): Crowd {
  const child = fork(fileURLToPath(new URL('./crowd-caller.js', import.meta.url)))
  return {
    send: (errand) =>
      new Promise((resolve, reject) => {
        child.once('message', (report: CrowdReport) =>
          typeof report.failed === 'string' ? reject(new Error(report.failed)) : resolve(report as Crowded),
        )
        child.send(errand)
      }),
    close: () => void child.disconnect(),
  }
}
