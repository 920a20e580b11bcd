/** What becomes of letters in this process: told by the store, heard by whoever listens. */
import type { StoreOptions } from '../infra/db/store.js'
import { strike, type Log } from '../log.js'
import type { Reaction } from '../usecases/reactions.js'
import type { Watch } from '../watch.js'

/** `seconds`: from when the letter could leave to its delivery. */
type DeliveryObserver = (reaction: Reaction, seconds: number) => void

export function letterNews(log: Log, watch: Watch) {
  const listeners = new Set<() => void>()
  const observers = new Set<DeliveryObserver>()
  const fromStore: Pick<StoreOptions, 'onEvents' | 'onDelivered' | 'onFailed'> = {
    onEvents: () => listeners.forEach((listener) => listener()),
    onDelivered: (letters, at) =>
      letters.forEach(({ reaction, waitsSince }) =>
        observers.forEach((observe) => observe(reaction, (at.getTime() - Date.parse(waitsSince)) / 1_000)),
      ),
    onFailed({ id: letterId, eventId, reaction, attempts }, error, end) {
      watch.letterFailed(reaction, end)
      const line = { letterId, eventId, reaction, attempts: attempts + 1, end, reason: strike(error) }
      log[end === 'parked' ? 'error' : 'debug'](line, 'a letter failed')
    },
  }
  const toDoors = {
    /** Calls back for every letter this process has delivered. Answers how to stop. */
    onDelivered(observer: DeliveryObserver): () => void {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    /** Calls back whenever letters were written in this process. Answers how to stop. */
    onLetters(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { fromStore, toDoors }
}
