/** Was there still something to say: of a book that was back nobody is told by a house that looks again before it speaks. */
import { patienceMs } from '../../src/infra/kakao/event-api.js'
import { roundSeconds } from '../../src/usecases/sending-round.js'
import { acceptedAt, type History } from '../history.js'
import type { Evidence } from './evidence.js'
import { noticeIdsIn, noticeIdOf, wasDrawn } from './pushes.js'

type Reminder = { readonly id: string; readonly body: string; readonly sent_at: string | null }

type Told = Reminder & {
  readonly what: string
  readonly rentalIds: readonly string[]
  /** Since when its last book is back, by the wall clock; `null`: one is not. */
  readonly mootAt: number | null
}

/** A book is back when whoever brought it has been told so. */
export async function secondLooks(evidence: Evidence): Promise<string[]> {
  const reminders = await remindersOf(evidence)
  return [
    ...tooLittle(evidence, reminders),
    ...tooLate(evidence, reminders),
    ...(await drawnInVain(evidence, reminders)),
  ]
}

/** `sent_at` is when the house looked for the last time and found something to say. */
function tooLittle({ outside }: Evidence, reminders: readonly Told[]): string[] {
  const calls = callsIn(outside)
  return reminders.flatMap(({ id, what, mootAt, sent_at }) => {
    const lookedAt = sent_at === null ? null : Date.parse(sent_at)
    if (mootAt === null || lookedAt === null || lookedAt <= mootAt) return []
    const wasAsked = (calls.get(id) ?? []).some((at) => at > mootAt)
    return wasAsked
      ? [`${what} was pushed without another look: every book in it was back ${lookedAt - mootAt} ms before`]
      : []
  })
}

/** What the house says of when it looked must agree with when it called. */
function tooLate({ outside, longestPauseMs }: Evidence, reminders: readonly Told[]): string[] {
  const atMostMs = roundSeconds * 1_000 + longestPauseMs + patienceMs
  const calls = callsIn(outside)
  return reminders.flatMap(({ id, what, sent_at }) => {
    const last = Math.max(...(calls.get(id) ?? []))
    const sinceMs = sent_at === null ? Infinity : last - Date.parse(sent_at)
    return last > 0 && sinceMs > atMostMs
      ? [`${what} was pushed ${sinceMs} ms after it was looked at: ${atMostMs} at most can lie between`]
      : []
  })
}

/** A pushed message shows what is true when it is drawn, which begins when the house is asked for it. */
async function drawnInVain({ rows, outside, people }: Evidence, reminders: readonly Told[]): Promise<string[]> {
  const titles = new Map(
    (
      await rows<{ id: string; title: string }>(
        'SELECT r.id, t.title FROM rentals r JOIN titles t ON t.book_id = r.book_id',
      )
    ).map(({ id, title }) => [id, title]),
  )
  const byId = new Map(reminders.map((reminder) => [reminder.id, reminder]))
  return people
    .flatMap(({ name }) => outside.simulator.transcript(name))
    .flatMap((entry) => {
      if (entry.kind !== 'push' || !wasDrawn(entry.reply)) return []
      const reminder = byId.get(noticeIdOf(entry.payload) ?? '')
      const began = Date.parse(entry.at) - entry.ms
      if (!reminder || reminder.mootAt === null || began <= reminder.mootAt) return []
      const said = JSON.stringify(entry.reply)
      const isNamed = (id: string) => said.includes(JSON.stringify(titles.get(id) ?? id))
      return reminder.rentalIds.some(isNamed)
        ? [`${reminder.what} was drawn as if its books were out: all were back ${began - reminder.mootAt} ms before`]
        : []
    })
}

async function remindersOf({ rows, history }: Evidence): Promise<Told[]> {
  const back = backAt(history)
  const reminders = await rows<Reminder & { kind: string }>(
    `SELECT id, kind, body, sent_at FROM notices WHERE kind IN ('overdue', 'due-soon')`,
  )
  return reminders.map(({ id, kind, body, sent_at }) => {
    const { items, soon = [] } = JSON.parse(body) as Record<'items' | 'soon', { rentalId: string }[]>
    const rentalIds = [...items, ...soon].map(({ rentalId }) => rentalId)
    const times = rentalIds.flatMap((rentalId) => back.get(rentalId) ?? [])
    return {
      ...{ id, body, sent_at, rentalIds, what: `notice ${id} (${kind})` },
      mootAt: times.length === rentalIds.length ? Math.max(...times) : null,
    }
  })
}

/** When it was said that the book of this rental is back. */
function backAt({ commands }: History): Map<string, number> {
  return new Map(
    commands.flatMap((command) => {
      const at = ['return', 'late return', 'claim'].includes(command.deed) ? acceptedAt(command) : null
      return at === null ? [] : [[String(command.about['rentalId']), at] as const]
    }),
  )
}

/** When Kakao was asked to push it, whatever it answered. */
function callsIn({ simulator }: Evidence['outside']): Map<string, number[]> {
  const calls = new Map<string, number[]>()
  for (const sent of simulator.sent)
    for (const id of noticeIdsIn(sent)) calls.set(id, [...(calls.get(id) ?? []), Date.parse(sent.receivedAt)])
  return calls
}
