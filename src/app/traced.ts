/** Where traces are collected: stories as spans, and what the watch is told of as marks on them. */
import type { StoreOptions } from '../infra/db/store.js'
import { inSpan, spanSoFar } from '../trail.js'
import type { RunInTx, Tx } from '../usecases/tx.js'
import type { Watch } from '../watch.js'

/** A story with all its tellings is one span, which says what it led to. */
export function tracedStories(runInTx: RunInTx): RunInTx {
  return async (story, deed) => {
    const span = spanSoFar()?.part('transaction', { kind: 'done' })
    if (!span) return runInTx(story, deed)
    let events: string[] = []
    const listened = (tx: Tx) => {
      events = []
      return story({ ...tx, emit: (event) => (events.push(event.type), tx.emit(event)) })
    }
    return inSpan(
      span,
      () => runInTx(listened, deed),
      (result) => {
        const facts = result.ok ? { 'chaekbang.events': events } : { 'chaekbang.refusal': result.refusals[0].kind }
        span.note({ 'chaekbang.outcome': result.ok ? 'ok' : 'refused', ...facts })
      },
    )
  }
}

/** Told as the watch is told, in the middle of what the span is of. */
export function tracedWatch(watch: Watch): Watch {
  return {
    ...watch,
    answered(intent, outcome, ms) {
      watch.answered(intent, outcome, ms)
      const span = spanSoFar()
      span?.note({ 'chaekbang.intent': intent, 'chaekbang.outcome': outcome })
      if (outcome === 'error') span?.failed('error')
    },
    calledOutside(call) {
      watch.calledOutside(call)
      const { place, errand, outcome, seconds } = call
      const facts = { 'peer.service': place, 'chaekbang.errand': errand, 'chaekbang.outcome': outcome }
      const span = spanSoFar()?.part(`${place} ${errand}`, { kind: 'called', facts, seconds })
      if (outcome !== 'ok') span?.failed(outcome)
      span?.end()
    },
    outrun(end) {
      watch.outrun(end)
      spanSoFar()?.happened('outrun', { 'chaekbang.end': end })
    },
  }
}

type LetterNews = Pick<StoreOptions, 'onEvents' | 'onDelivered' | 'onFailed'>

/** Each letter is a mark on the span of the story that delivered it or put it off. */
export function tracedLetters(news: LetterNews): LetterNews {
  return {
    ...news,
    onDelivered(letters, at) {
      const span = spanSoFar()
      if (span) for (const letter of letters) span.happened('letter delivered', factsOf(letter))
      news.onDelivered(letters, at)
    },
    onFailed(letter, error, end) {
      spanSoFar()?.happened('letter failed', { ...factsOf(letter), 'chaekbang.end': end })
      news.onFailed(letter, error, end)
    },
  }
}

type Letter = Parameters<LetterNews['onDelivered']>[0][number]

function factsOf({ id, eventId, event, reaction }: Letter) {
  return {
    'chaekbang.letter': id,
    'chaekbang.event': eventId,
    'chaekbang.event_type': event.type,
    'chaekbang.reaction': reaction,
  }
}
