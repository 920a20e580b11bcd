/** How the process ends: in good order when it is asked to, or when something went wrong that nobody caught; within its time. */
import type { Config } from './config.js'
import type { Log } from './log.js'
import type { UnderWay } from './scheduler/work.js'

/** What is under way, and how many requests are being answered. */
export type Unfinished = UnderWay & { readonly requests: number }

export type Closable = {
  /** Goes on answering for `drainMs`, then finishes what is under way, for `withinMs` in all. Answers what had to be left. */
  close(times?: { readonly drainMs: number; readonly withinMs: number }): Promise<Unfinished>
  /** As it is now. */
  unfinished(): Unfinished
}

export type Leaving = {
  /** Aborted when the process was asked to go. */
  readonly signal: AbortSignal
  /** The house that is to be closed. */
  opened(house: Closable): void
  /** It never opened: because it was asked to go meanwhile (and then that is all there is to say), or for this error. */
  neverOpened(error: unknown): void
}

/** Listens to SIGTERM and SIGINT from now on. The second one ends the process at once. */
export function leaveInOrder(log: Log, { drainSeconds, withinSeconds }: Config['going']): Leaving {
  const asked = new AbortController()
  let house: Closable | null = null
  let code = 0

  function end(status: number): void {
    log.flush()
    process.exit(status)
  }
  async function close(open: Closable): Promise<void> {
    const left = await open.close({ drainMs: drainSeconds * 1_000, withinMs: withinSeconds * 1_000 })
    const isAllDone = left.requests + left.jobs.length + left.letters.length === 0
    if (isAllDone) log.info('closed')
    else log.warn(left, 'closed before all was done')
    end(isAllDone ? code : 1)
  }
  function go(why: object): void {
    if (asked.signal.aborted) return
    log.info(why, 'closing')
    setTimeout(() => {
      log.error(house?.unfinished() ?? { starting: true }, 'not closed in time')
      end(1)
    }, withinSeconds * 1_000)
    asked.abort()
    if (house) void close(house)
  }

  for (const name of ['SIGTERM', 'SIGINT'] as const)
    process.on(name, () => {
      if (!asked.signal.aborted) return go({ signal: name })
      log.warn({ signal: name }, 'asked twice: ending at once')
      end(1)
    })
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'nobody caught this; the process ends')
    code = 1
    go({ after: origin })
  })

  return {
    signal: asked.signal,
    opened(open) {
      house = open
      if (asked.signal.aborted) void close(open)
    },
    neverOpened(error) {
      if (!asked.signal.aborted) throw error
      log.info('closed')
      end(code)
    },
  }
}
