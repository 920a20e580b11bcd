/** Every tap against the store: what was accepted is there once, what was refused is not, and nothing is there twice. */
import { wasAccepted, wasRefused, wasTurnedAway, type Command } from '../history.js'
import { countBy, type Evidence } from './evidence.js'

/** `began_at`: the moment of the story that made it. */
type Keyed = { readonly command_key: string | null; readonly began_at: string | null }

/** Where the house keeps what a tap made, by the tap's key. */
const made: Readonly<Record<string, string>> = {
  rent: 'SELECT command_key, rented_at AS began_at FROM rentals',
  hold: 'SELECT command_key, queued_at AS began_at FROM holds',
  deposit: 'SELECT command_key, requested_at AS began_at FROM deposits',
  refund: 'SELECT command_key, requested_at AS began_at FROM refunds',
  renew: 'SELECT renew_key AS command_key, NULL AS began_at FROM renewals',
}

export async function commandsOfMembers({ rows, history, people }: Evidence): Promise<string[]> {
  const found: string[] = []
  const members = await rows<{ id: string; user_key: string | null }>('SELECT id, user_key FROM members')
  const byUserKey = new Map(members.map(({ id, user_key }) => [user_key, id]))
  const memberOf = new Map(people.map(({ name, userKey }) => [name, byUserKey.get(userKey) ?? '']))
  const keyOf = ({ who, key }: Command) => `${memberOf.get(who)}:${key}`

  for (const [deed, sql] of Object.entries(made)) {
    const things = await rows<Keyed>(sql)
    const counts = countBy(things, ({ command_key }) => command_key)
    const begins = new Map(things.map(({ command_key, began_at }) => [command_key, began_at]))
    for (const [key, count] of counts)
      if (count > 1) found.push(`${deed} ${key} was done ${count} times: a tap does its work once`)
    for (const command of history.commands.filter((one) => one.deed === deed))
      found.push(...judge(command, counts.get(keyOf(command)) ?? 0), ...begunLate(command, begins.get(keyOf(command))))
  }
  return [
    ...found,
    ...(await returns({ rows, history })),
    ...(await claims({ rows, history })),
    ...(await cancelledHolds({ rows, history })),
    ...(await joinings({ rows, history, people })),
  ]
}

/** `count`: how often it is there. */
export function judge(command: Command, count: number): string[] {
  const what = `${command.deed} ${command.key} of ${command.who} (${told(command)})`
  if (count > 1) return [`${what} was done ${count} times`]
  if (wasAccepted(command) && count === 0) return [`${what} was accepted and is lost`]
  if (wasRefused(command) && count > 0) return [`${what} was refused and done all the same`]
  if (wasTurnedAway(command) && count > 0) return [`${what} was turned away every time and done all the same`]
  return []
}

/**
 * Whoever has an answer does not wait any more, and nothing may be begun for them; only of a call without an answer nobody
 * knows when the house came to it. `beganAt`: `null` where the store does not say.
 */
function begunLate(command: Command, beganAt: string | null | undefined): string[] {
  const began = Date.parse(beganAt ?? '')
  const isAwaited = command.attempts.some(({ told, at, ms }) => at <= began && (told === 'silence' || began <= at + ms))
  return Number.isNaN(began) || isAwaited
    ? []
    : [`${command.deed} ${command.key} of ${command.who} (${told(command)}) was begun when nobody waited for it`]
}

export function told({ attempts }: Command): string {
  return attempts.map(({ outcome }) => outcome).join(', ')
}

async function returns({ rows, history }: Pick<Evidence, 'rows' | 'history'>): Promise<string[]> {
  const open = new Set(
    (await rows<{ id: string }>('SELECT id FROM rentals WHERE returned_at IS NULL')).map(({ id }) => id),
  )
  return history.commands.flatMap((command) =>
    ['return', 'late return'].includes(command.deed) &&
    wasAccepted(command) &&
    open.has(String(command.about['rentalId']))
      ? [`${command.deed} ${command.key} of ${command.who} was accepted, and the rental is open`]
      : [],
  )
}

async function claims({ rows, history }: Pick<Evidence, 'rows' | 'history'>): Promise<string[]> {
  const sql = 'SELECT id FROM rentals WHERE returned_at IS NULL AND claimed_at IS NULL'
  const unclaimed = new Set((await rows<{ id: string }>(sql)).map(({ id }) => id))
  return history.commands.flatMap((command) =>
    command.deed === 'claim' && wasAccepted(command) && unclaimed.has(String(command.about['rentalId']))
      ? [`${command.key} of ${command.who} was accepted and is lost`]
      : [],
  )
}

async function cancelledHolds({ rows, history }: Pick<Evidence, 'rows' | 'history'>): Promise<string[]> {
  const sql = `SELECT id FROM holds WHERE state IN ('waiting', 'ready')`
  const open = new Set((await rows<{ id: string }>(sql)).map(({ id }) => id))
  return history.commands.flatMap((command) =>
    command.deed === 'hold-cancel' && wasAccepted(command) && open.has(String(command.about['holdId']))
      ? [`hold-cancel ${command.key} of ${command.who} was accepted, and the hold is open`]
      : [],
  )
}

async function joinings({ rows, history, people }: Pick<Evidence, 'rows' | 'history' | 'people'>): Promise<string[]> {
  const members = countBy(
    await rows<{ user_key: string | null }>('SELECT user_key FROM members'),
    (row) => row.user_key,
  )
  const twice = [...members].flatMap(([key, count]) => (count > 1 ? [`a chat user is ${count} members: ${key}`] : []))
  const lost = history.commands.flatMap((command) => {
    const userKey = people.find(({ name }) => name === command.who)?.userKey ?? ''
    return command.deed === 'join' && wasAccepted(command) && !members.has(userKey)
      ? [`${command.who} was told to be a member and is none`]
      : []
  })
  return [...twice, ...lost]
}
