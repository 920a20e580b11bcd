/** KakaoPay's books against ours: what it took is in a wallet once, or was given back whole. */
import { wasAccepted } from '../history.js'
import type { Evidence } from './evidence.js'

type Deposit = {
  readonly id: string
  readonly tid: string | null
  readonly state: string
  readonly amount_won: number
  readonly refunded_won: number
  readonly paid_by: string | null
  readonly page_token: string
}

export async function payments({ rows, history, outside }: Evidence): Promise<string[]> {
  const deposits = await rows<Deposit>(
    'SELECT id, tid, state, amount_won, refunded_won, paid_by, page_token FROM deposits',
  )
  const byTid = new Map(deposits.flatMap((one) => (one.tid === null ? [] : [[one.tid, one] as const])))
  const byToken = new Map(deposits.map((one) => [one.page_token, one]))
  const taken = [...outside.simulator.payments.values()].filter(({ approvedAt }) => approvedAt !== null)
  const lines = await rows<{ deposit_id: string; times: number }>(
    `SELECT deposit_id, COUNT(*) AS times FROM ledger_lines WHERE kind = 'deposit' GROUP BY deposit_id`,
  )
  const credited = new Map(lines.map(({ deposit_id, times }) => [deposit_id, Number(times)]))

  const charged = taken.flatMap(({ tid, approvedWon, canceledWon }) => {
    const deposit = byTid.get(tid)
    const what = `payment ${tid} of ${approvedWon} won`
    if (!deposit) return [`${what}: KakaoPay took it, and we know nothing of it`]
    if (deposit.state !== 'paid')
      return approvedWon === canceledWon
        ? []
        : [`${what}: KakaoPay took it, it is ${deposit.state} here, and not given back`]
    if (approvedWon !== deposit.amount_won) return [`${what}: ${deposit.amount_won} won stand here`]
    if (canceledWon !== deposit.refunded_won)
      return [`${what}: KakaoPay gave ${canceledWon} won back, ${deposit.refunded_won} stand here`]
    return []
  })
  const tids = new Set(taken.map(({ tid }) => tid))
  const unpaid = deposits.flatMap(({ id, tid, state, paid_by }) =>
    state === 'paid' && paid_by === null && (tid === null || !tids.has(tid))
      ? [`deposit ${id} is paid here, and KakaoPay took nothing`]
      : [],
  )
  const uncredited = deposits.flatMap(({ id, state }) => {
    const times = credited.get(id) ?? 0
    return times === (state === 'paid' ? 1 : 0)
      ? []
      : [`deposit ${id} is ${state} and stands ${times} times in the ledger`]
  })
  const lost = history.commands.flatMap((command) =>
    command.deed === 'pay' && wasAccepted(command) && byToken.get(command.key)?.state !== 'paid'
      ? [
          `${command.who} was told that payment ${command.key} is in, and it is ${byToken.get(command.key)?.state ?? 'nowhere'}`,
        ]
      : [],
  )
  return [...charged, ...unpaid, ...uncredited, ...lost]
}
