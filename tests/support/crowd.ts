/** Many members at once, with money, who did not have to be led through the chat: for tests that are about something else. */
import type { MemberId } from '../../src/domain/ids.js'
import type { Library, Visitor } from './library.js'

export type Member = Visitor & { readonly memberId: MemberId }

let phones = 0

export async function member(library: Library, name: string, balanceWon = 0): Promise<Member> {
  const visitor = library.visitor(name)
  const number = String(++phones).padStart(4, '0')
  const joined = await library.app.joinLibrary({
    userKey: visitor.userKey,
    name,
    phone: `0107777${number}`,
    consentVersion: '1',
  })
  if (!joined.ok) throw new Error(`${name} could not join: ${joined.refusals[0].kind}`)
  const memberId = joined.value.id
  if (balanceWon > 0) await payAtTheDesk(library, memberId, balanceWon)
  return { ...visitor, memberId }
}

/** As if the member had paid the first money of a wallet in cash. */
async function payAtTheDesk(library: Library, memberId: MemberId, won: number): Promise<void> {
  const at = library.app.now().toISOString()
  await library.rows('UPDATE wallets SET balance_won = ?, version = 1 WHERE member_id = ?', [won, memberId])
  await library.rows(
    `INSERT INTO deposits (id, member_id, amount_won, state, page_token, version, requested_at, settled_at, paid_by)
     VALUES (?, ?, ?, 'paid', ?, 1, ?, ?, 'desk')`,
    [memberId, memberId, won, memberId, at, at],
  )
  await library.rows(
    `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, deposit_id, idempotency_key,
       written_at) VALUES (?, ?, 1, 'deposit', ?, ?, ?, ?, ?)`,
    [memberId, memberId, won, won, memberId, `deposit:${memberId}`, at],
  )
}

export async function crowd(library: Library, count: number, balanceWon = 0): Promise<Member[]> {
  const members: Member[] = []
  for (let number = 1; number <= count; number += 1)
    members.push(await member(library, `손님${phones + 1}`, balanceWon))
  return members
}

export async function balanceOf(library: Library, memberId: MemberId): Promise<number> {
  const [wallet] = await library.rows<{ balance_won: number }>('SELECT balance_won FROM wallets WHERE member_id = ?', [
    memberId,
  ])
  return wallet?.balance_won ?? NaN
}

/** So many seconds later. */
export function wait(library: Library, seconds: number): void {
  library.clock.set(new Date(library.app.now().getTime() + seconds * 1_000).toISOString())
}
