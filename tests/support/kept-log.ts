/** A log whose lines a test can read. */
import { openLog, type Log } from '../../src/log.js'

export type KeptLog = {
  readonly log: Log
  /** Every line so far, as it was written. */
  readonly written: readonly string[]
  /** The lines with this message. */
  lines(msg: string): Record<string, unknown>[]
}

export function keptLog(): KeptLog {
  const written: string[] = []
  return {
    log: openLog('info', { write: (line) => void written.push(line) }),
    written,
    lines: (msg) =>
      written.map((line) => JSON.parse(line) as Record<string, unknown>).filter((one) => one['msg'] === msg),
  }
}
