/** Kakao's books against ours: of every matter there is one notice, Kakao has taken it, and its member has seen it once at most. */
import { countBy, type Evidence } from './evidence.js'
import { isApology, noticeIdOf, noticeIdsIn, wasDrawn } from './pushes.js'

type Notice = {
  readonly id: string
  readonly kind: string
  readonly body: string
  readonly state: string
  readonly told_at: string | null
}

export async function notices({ rows, outside, people }: Evidence): Promise<string[]> {
  const { simulator } = outside
  const all = await rows<Notice>('SELECT id, kind, body, state, told_at FROM notices')
  const taken = takenBy(outside)
  const seen = seenBy(simulator, people)
  return [
    ...(await unheardOf(rows)),
    ...twins(all),
    ...all.flatMap(({ id, kind, state, told_at }) => {
      const what = `notice ${id} (${kind}, ${state})`
      if ((seen.get(id) ?? 0) > 1) return [`${what} was seen ${seen.get(id)} times by its member`]
      if ((state === 'accepted' || state === 'delivered') && told_at === null && !taken.has(id))
        return [`${what}: Kakao has never taken it`]
      return []
    }),
  ]
}

/**
 * How many notices Kakao took, how many of them again, because nobody could draw them the first time, and how many
 * showed their member nothing but that something is wrong just now.
 */
export type Taken = { readonly all: number; readonly again: number; readonly apologies: number }

export function countTaken({ outside, people }: Pick<Evidence, 'outside' | 'people'>): Taken {
  const taken = takenBy(outside)
  const answers = people.flatMap(({ name }) => outside.simulator.transcript(name))
  return {
    all: taken.size,
    again: [...taken.values()].filter((times) => times > 1).length,
    apologies: answers.filter((entry) => entry.kind === 'push' && isApology(entry.reply)).length,
  }
}

function takenBy({ simulator }: Evidence['outside']): Map<string, number> {
  return countBy(simulator.sent.filter(({ taskId }) => taskId !== null).flatMap(noticeIdsIn), (id) => id)
}

function seenBy(simulator: Evidence['outside']['simulator'], people: Evidence['people']): Map<string, number> {
  const pushes = people
    .flatMap(({ name }) => simulator.transcript(name))
    .flatMap((entry) => (entry.kind === 'push' && wasDrawn(entry.reply) ? [entry.payload] : []))
  return countBy(pushes, noticeIdOf)
}

/** Every late book, payment and gift has its notice. */
async function unheardOf(rows: Evidence['rows']): Promise<string[]> {
  const found: string[] = []
  const untold = await rows<{ id: string }>(
    `SELECT r.id FROM rentals r WHERE r.returned_at IS NULL AND r.claimed_at IS NULL AND r.lost_at IS NULL
       AND r.due_on < (SELECT SUBSTRING(MAX(happened_at), 1, 10) FROM events)
       AND NOT EXISTS (SELECT 1 FROM notice_items i WHERE i.rental_id = r.id AND i.due_on = r.due_on AND i.step > 0)`,
  )
  for (const { id } of untold) found.push(`rental ${id} is late, and nobody was told`)
  const paid = await rows<{ id: string }>(
    `SELECT e.aggregate_id AS id FROM events e WHERE e.type = 'DepositPaid'
       AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.kind = 'deposit-paid' AND INSTR(n.body, e.aggregate_id) > 0)`,
  )
  for (const { id } of paid) found.push(`deposit ${id} is paid, and nobody was told`)
  return found
}

/** Two notices of one matter. A hold may have its turn more than once. */
function twins(all: readonly Notice[]): string[] {
  const keys = all.flatMap(({ kind, body }) => {
    const { depositId, lineId, refundId, step } = JSON.parse(body) as Record<string, string | undefined>
    const matter = depositId ?? lineId ?? (refundId && `${refundId} ${step}`)
    return matter ? [`${kind} ${matter}`] : []
  })
  return [...countBy(keys, (key) => key)].flatMap(([key, times]) => (times > 1 ? [`${times} notices of ${key}`] : []))
}
