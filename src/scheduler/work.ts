/** What a worker does by itself: the clock's jobs, and carrying letters. */
import type { App } from '../app.js'
import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { startScheduler } from './agenda.js'
import { startLetterCarrier } from './letter-carrier.js'

/** Jobs being run, and reactions whose letters are in hand. */
export type UnderWay = { readonly jobs: readonly string[]; readonly letters: readonly string[] }

export type Work = {
  /** Every job once, as soon as may be. */
  catchUp(): Promise<void>
  underWay(): UnderWay
  /** Begins nothing more, and finishes what it has begun, for so long at most. Answers what it had to leave to others. */
  stop(patienceMs: number): Promise<UnderWay>
}

export async function startWork(app: App, config: Config, log: Log): Promise<Work> {
  const scheduler = await startScheduler(app, config, log)
  const carrier = startLetterCarrier(app, log)
  return {
    catchUp: scheduler.catchUp,
    underWay: () => ({ jobs: scheduler.running(), letters: carrier.inHand() }),
    async stop(patienceMs) {
      const [jobs, letters] = await Promise.all([scheduler.stop(patienceMs), carrier.stop(patienceMs)])
      return { jobs, letters }
    },
  }
}
