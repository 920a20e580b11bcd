/** After the storm: waits until nothing is on its way any more. */
import { setTimeout as pause } from 'node:timers/promises'

export type Rows = <Row = Record<string, unknown>>(sql: string) => Promise<Row[]>

const leftovers: Readonly<Record<string, string>> = {
  'letters on their way': `SELECT id FROM letters WHERE state = 'waiting'`,
  'refunds under way at KakaoPay': `SELECT id FROM refunds WHERE state = 'under-way'`,
  'notices on their way': `SELECT id FROM notices WHERE state IN ('waiting', 'sending', 'accepted') AND kind <> 'deposit-failed'`,
}

/** What is still on its way, each with a number; nothing when it is quiet. `taken`: payments of which KakaoPay has the money. */
async function stillUnderWay(rows: Rows, taken: () => ReadonlySet<string>): Promise<string[]> {
  const found: string[] = []
  const approving = await rows<{ tid: string }>(`SELECT tid FROM deposits WHERE state = 'approving'`)
  // the others may still be approved until their window is over
  const hanging = approving.filter(({ tid }) => taken().has(tid))
  if (hanging.length > 0) found.push(`payments that hang: ${hanging.length}`)
  for (const [what, sql] of Object.entries(leftovers)) {
    const left = await rows(sql)
    if (left.length > 0) found.push(`${what}: ${left.length}`)
  }
  return found
}

/** What was still under way when there was no more patience. */
export async function waitForQuiet(
  rows: Rows,
  taken: () => ReadonlySet<string>,
  atMostMs: number,
  say: (what: string) => void,
): Promise<string[]> {
  const deadline = performance.now() + atMostMs
  let last = ''
  for (;;) {
    const left = await stillUnderWay(rows, taken)
    if (left.length === 0 || performance.now() > deadline) return left
    const now = left.join(', ')
    if (now !== last) say(now)
    last = now
    await pause(500)
  }
}
