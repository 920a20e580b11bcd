/** Does this process come to what it has to do in time? Its event loop says so. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type LoopWatch = { isStrained(): boolean; stop(): void }

/** A timer should come every so many milliseconds; how late it comes is the delay of everything. */
const resolution = 20
const lookEveryMs = 500
/** One long breath is no strain. */
const looksAtLeast = 3

/** Strained: for the last half second, half of all turns of the loop came more than `limitMs` late. */
export function watchLoop(limitMs: number): LoopWatch {
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  let isStrained = false
  const timer = setInterval(() => {
    isStrained = delays.count >= looksAtLeast && delays.percentile(50) / 1e6 - resolution > limitMs
    delays.reset()
  }, lookEveryMs)
  timer.unref()
  return {
    isStrained: () => isStrained,
    stop() {
      clearInterval(timer)
      delays.disable()
    },
  }
}
