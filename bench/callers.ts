/** Sends the calling process on its errands. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { UserKey } from '../src/domain/ids.js'
import type { Pair } from './cast.js'

export type Errand = {
  readonly port: number
  readonly calls: Calls
  /** What an answer may say; one that says none of it ends the run. */
  readonly expected: readonly string[]
} & (
  | { /** So many calls are always under way. */ readonly atOnce: number }
  | {
      /** So many are made in a second, whatever becomes of them; they wait from when it was their turn. */ readonly perSecond: number
    }
)

/** Taps on 대여하기, or so many times the same sentence, said by these in turn; `null`: by nobody we could know. */
export type Calls =
  | { readonly rents: readonly Pair[] }
  | { readonly says: string; readonly by: readonly UserKey[] | null; readonly times: number }

export type Called = {
  /** Answers a second. */
  readonly rate: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly longestMs: number
  /** How many answers said each of the expected. */
  readonly said: readonly number[]
}
export type Report = Called | { failed: string }

export type Callers = { call(errand: Errand): Promise<Called>; close(): void }

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
