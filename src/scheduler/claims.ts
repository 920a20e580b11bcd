/** Jobs being taken from the store: a worker that goes takes no more, and knows when the last one is taken. */
import type { AgendaBackend } from 'agenda'

/**
 * Agenda goes on taking jobs for a moment after it was drained, and would leave them locked. Answers how to end it: resolved
 * when no answer of the store is awaited any more.
 */
export function watchClaims({ repository }: AgendaBackend): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>()
  let isOver = false
  const take = repository.getNextJobToRun.bind(repository)
  repository.getNextJobToRun = (...asked) => {
    if (isOver) return Promise.resolve(undefined)
    const taking = take(...asked)
    underWay.add(taking)
    const settled = () => void underWay.delete(taking)
    taking.then(settled, settled)
    return taking
  }
  return async () => {
    isOver = true
    await Promise.allSettled(underWay)
  }
}
