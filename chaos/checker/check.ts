/** Is everything as it must be after all that? Every answer is a complaint; none is what we want. */
import { complaints } from '../../tests/support/audit.js'
import type { Library } from '../../tests/support/library.js'
import { commandsOfDesks } from './commands-of-desks.js'
import { commandsOfMembers } from './commands-of-members.js'
import type { Evidence } from './evidence.js'
import { notices } from './notices.js'
import { payments } from './payments.js'
import { readModels } from './read-models.js'
import { secondLooks } from './second-looks.js'

/** `library`: one more process of the same house, when all the others have gone home. */
export async function check(library: Library, evidence: Omit<Evidence, 'rows'>): Promise<string[]> {
  const all = { ...evidence, rows: library.rows }
  return [
    ...evidence.history.faults,
    ...(await openTwice(library)),
    ...(await complaints(library)),
    ...(await commandsOfMembers(all)),
    ...(await commandsOfDesks(all)),
    ...(await payments(all)),
    ...(await notices(all)),
    ...(await secondLooks(all)),
    ...(await parked(library)),
    ...(await readModels(library)),
  ]
}

/** Looked at without trusting any index. */
async function openTwice({ rows }: Pick<Library, 'rows'>): Promise<string[]> {
  const copies = await rows<{ copy_id: string; times: number }>(
    `SELECT copy_id, COUNT(*) AS times FROM rentals WHERE returned_at IS NULL GROUP BY copy_id HAVING COUNT(*) > 1`,
  )
  return copies.map(({ copy_id, times }) => `copy ${copy_id} is out ${times} times at once`)
}

async function parked({ rows }: Pick<Library, 'rows'>): Promise<string[]> {
  const letters = await rows<{ id: string; reaction: string; last_error: string }>(
    `SELECT id, reaction, last_error FROM letters WHERE state = 'parked'`,
  )
  return letters.map(({ id, reaction, last_error }) => `letter ${id} (${reaction}) was given up on: ${last_error}`)
}
