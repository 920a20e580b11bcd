/** Is everything in the house as it must be, whatever happened to it? The money is proven as `verify:ledger` does. Every answer is a complaint; none is what we want. */
import { proveLedger } from '../../src/infra/db/ledger-proof.js'
import type { Library } from './library.js'

const rules: Readonly<Record<string, string>> = {
  'a copy that is out names the open rental it is out with': `
    SELECT c.id FROM copies c LEFT JOIN rentals r ON r.id = c.rental_id AND r.open_copy_id = c.id AND r.returned_at IS NULL
    WHERE c.rental_id IS NOT NULL AND r.id IS NULL`,
  'an open rental has its copy': `
    SELECT r.id FROM rentals r LEFT JOIN copies c ON c.rental_id = r.id AND c.id = r.copy_id
    WHERE r.returned_at IS NULL AND c.id IS NULL`,
  'a rental is open in all its columns or in none': `
    SELECT id FROM rentals WHERE CASE WHEN returned_at IS NULL
      THEN COALESCE(open_copy_id, '') <> copy_id OR COALESCE(open_due_on, '') <> due_on
      ELSE open_copy_id IS NOT NULL OR open_due_on IS NOT NULL END`,
  'a rental that is nobody’s is over, and says nothing but days': `
    SELECT id FROM rentals WHERE member_id = '' AND (returned_at IS NULL OR command_key IS NOT NULL OR return_key IS NOT NULL
      OR claim_refused_at IS NOT NULL OR rented_at NOT LIKE '%T00:00:00.000Z' OR returned_at NOT LIKE '%T00:00:00.000Z'
      OR EXISTS (SELECT 1 FROM events e WHERE e.aggregate_id = rentals.id))`,
  'a rental that is somebody’s is a member’s': `
    SELECT r.id FROM rentals r LEFT JOIN members m ON m.id = r.member_id WHERE r.member_id <> '' AND m.id IS NULL`,
  'who has left is nowhere but in the ledger, and has nothing left in it': `
    SELECT f.member_id FROM former_members f JOIN wallets w ON w.member_id = f.member_id
    WHERE w.closed_at IS NULL OR w.balance_won <> 0
    UNION ALL SELECT f.member_id FROM former_members f JOIN members m ON m.id = f.member_id
    UNION ALL SELECT f.member_id FROM former_members f JOIN holds h ON h.member_id = f.member_id
    UNION ALL SELECT f.member_id FROM former_members f JOIN notices n ON n.member_id = f.member_id
    UNION ALL SELECT f.member_id FROM former_members f JOIN deposits d ON d.member_id = f.member_id
      WHERE d.state IN ('requested', 'ready', 'approving')
    UNION ALL SELECT f.member_id FROM former_members f JOIN refunds r ON r.member_id = f.member_id WHERE r.state <> 'done'`,
  'a wallet is closed by leaving only': `
    SELECT w.member_id FROM wallets w LEFT JOIN former_members f ON f.member_id = w.member_id
    WHERE w.closed_at IS NOT NULL AND f.member_id IS NULL`,
  'a rental happened once': `
    SELECT r.id FROM rentals r LEFT JOIN events e ON e.aggregate_id = r.id AND e.type = 'BookRented'
    WHERE r.member_id <> '' GROUP BY r.id HAVING COUNT(e.id) <> 1`,
  'a return, or writing off what was lost, happened once': `
    SELECT r.id FROM rentals r LEFT JOIN events e ON e.aggregate_id = r.id AND e.type IN ('BookReturned', 'RentalWrittenOff')
    WHERE r.member_id <> '' GROUP BY r.id, r.returned_at HAVING COUNT(e.id) <> CASE WHEN r.returned_at IS NULL THEN 0 ELSE 1 END`,
  'nobody has more books than the limit': `
    SELECT member_id FROM rentals WHERE returned_at IS NULL GROUP BY member_id HAVING COUNT(*) > 5`,
  'only paid money that was not used is given back': `
    SELECT w.member_id FROM wallets w WHERE w.balance_won - w.bonus_won >
      (SELECT COALESCE(SUM(d.amount_won - d.refunded_won), 0) FROM deposits d WHERE d.member_id = w.member_id AND d.state = 'paid')`,
  'a refund stands as its parts do': `
    SELECT r.id FROM refunds r WHERE r.state <> CASE
      WHEN EXISTS (SELECT 1 FROM refund_parts p WHERE p.refund_id = r.id AND p.state IN ('waiting', 'cancelling'))
        THEN CASE WHEN r.state = 'parked' THEN 'parked' ELSE 'under-way' END
      WHEN EXISTS (SELECT 1 FROM refund_parts p WHERE p.refund_id = r.id AND p.state = 'at-desk') THEN 'at-desk'
      ELSE 'done' END
    UNION ALL SELECT id FROM refunds WHERE (settled_at IS NULL) <> (state <> 'done')
    UNION ALL SELECT refund_id FROM refund_parts
      WHERE (state = 'paid-back') <> (paid_back_by IS NOT NULL) OR (state IN ('paid-back', 'returned')) <> (settled_at IS NOT NULL)`,
  'nobody has two refunds under way': `
    SELECT member_id FROM refunds WHERE state IN ('under-way', 'parked') GROUP BY member_id HAVING COUNT(*) > 1`,
  'what somebody wants to hear of is a letter, and nothing else is': `
    SELECT e.id FROM events e LEFT JOIN letters l ON l.event_id = e.id GROUP BY e.id, e.type, e.version
    HAVING COUNT(l.id) <> CASE WHEN e.type IN ('BookRegistered', 'BookChanged', 'BookRemoved', 'CopyAdded', 'CopyWithdrawn', 'CopyChanged',
      'CopyStateChanged', 'OverdueFound', 'DueSoonFound', 'NoticeMissed', 'HoldReady', 'HoldPutBack', 'HoldExpired', 'HoldDropped',
      'ClaimSettled', 'DepositPaid', 'DepositGivenBack', 'PointsGiven', 'RefundRequested', 'RefundSettled',
      'RefundResumed', 'RefundPaidOut', 'RefundPutBack') THEN 1 ELSE 0 END
      + CASE WHEN e.version >= 3 AND e.type IN ('BookRegistered', 'BookChanged', 'CopyAdded', 'CopyWithdrawn', 'CopyChanged', 'CopyStateChanged',
      'BookRented', 'BookReturned', 'RentalRenewed', 'ReturnClaimed', 'ClaimSettled', 'RentalWrittenOff', 'HoldPlaced', 'HoldReady',
      'HoldPutBack', 'HoldCancelled', 'HoldExpired', 'HoldDropped', 'MemberJoined', 'HistoryForgotten', 'MemberLeft', 'DepositPaid',
      'PointsGiven', 'PointsTaken', 'RefundRequested', 'RefundPutBack') THEN 1 ELSE 0 END`,
  'every letter carries an event': `
    SELECT l.id FROM letters l LEFT JOIN events e ON e.id = l.event_id WHERE e.id IS NULL`,
  'a notice has the items it speaks of': `
    SELECT n.id FROM notices n WHERE CASE WHEN n.kind IN ('overdue', 'due-soon')
      THEN EXISTS (SELECT 1 FROM rentals r WHERE r.member_id = n.member_id AND INSTR(n.body, r.id) > 0
                     AND NOT EXISTS (SELECT 1 FROM notice_items i WHERE i.notice_id = n.id AND i.rental_id = r.id))
      ELSE EXISTS (SELECT 1 FROM notice_items i WHERE i.notice_id = n.id) END`,
  'an item is of a rental that somebody has, and whose notice speaks of it': `
    SELECT i.rental_id FROM notice_items i JOIN notices n ON n.id = i.notice_id
    LEFT JOIN rentals r ON r.id = i.rental_id AND r.member_id = n.member_id WHERE r.id IS NULL OR INSTR(n.body, i.rental_id) = 0`,
  'a rental out knows the last step of which its member was told': `
    SELECT r.id FROM rentals r WHERE r.returned_at IS NULL AND r.told_step <>
      COALESCE((SELECT MAX(i.step) FROM notice_items i WHERE i.rental_id = r.id AND i.due_on = r.due_on), -1)`,
  'every item belongs to a notice': `
    SELECT i.rental_id FROM notice_items i LEFT JOIN notices n ON n.id = i.notice_id WHERE n.id IS NULL`,
  'a copy that is set aside names the hold whose turn it is': `
    SELECT c.id FROM copies c LEFT JOIN holds h ON h.id = c.hold_id AND h.open_copy_id = c.id AND h.state = 'ready'
    WHERE c.hold_id IS NOT NULL AND h.id IS NULL`,
  'a hold whose turn it is has its copy and a last day': `
    SELECT h.id FROM holds h LEFT JOIN copies c ON c.hold_id = h.id AND c.id = h.copy_id
    WHERE h.state = 'ready' AND (c.id IS NULL OR h.pickup_until IS NULL OR h.ready_at IS NULL)`,
  'no copy is both out and set aside': `SELECT id FROM copies WHERE rental_id IS NOT NULL AND hold_id IS NOT NULL`,
  'a hold is open in all its columns or in none': `
    SELECT id FROM holds WHERE CASE WHEN state IN ('waiting', 'ready')
      THEN ended_at IS NOT NULL OR COALESCE(open_key, '') <> CONCAT(member_id, ':', book_id)
      ELSE ended_at IS NULL OR open_key IS NOT NULL END
      OR CASE WHEN state = 'ready' THEN COALESCE(open_copy_id, '') <> copy_id ELSE open_copy_id IS NOT NULL END
      OR (state = 'waiting' AND (copy_id IS NOT NULL OR pickup_until IS NOT NULL OR ready_at IS NOT NULL))`,
  'nobody waits twice for a title': `
    SELECT member_id FROM holds WHERE state IN ('waiting', 'ready') GROUP BY member_id, book_id HAVING COUNT(*) > 1`,
  'nobody waits for more titles than the limit': `
    SELECT member_id FROM holds WHERE state IN ('waiting', 'ready') GROUP BY member_id HAVING COUNT(*) > 3`,
  'nobody waits for a title that is at home': `
    SELECT h.id FROM holds h JOIN rentals r ON r.member_id = h.member_id AND r.book_id = h.book_id
    WHERE h.state IN ('waiting', 'ready') AND r.returned_at IS NULL`,
  'a hold was placed once, and every turn of it was told of': `
    SELECT h.id FROM holds h LEFT JOIN events e ON e.aggregate_id = h.id AND e.type = 'HoldPlaced'
    GROUP BY h.id HAVING COUNT(e.id) <> 1
    UNION ALL SELECT h.id FROM holds h LEFT JOIN events e ON e.aggregate_id = h.id AND e.type = 'HoldReady'
    WHERE h.ready_at IS NOT NULL GROUP BY h.id HAVING COUNT(e.id) = 0`,
  'a rental is renewed as often as it is told, and no more than the house allows': `
    SELECT r.id FROM rentals r LEFT JOIN events e ON e.aggregate_id = r.id AND e.type = 'RentalRenewed'
    WHERE r.member_id <> '' GROUP BY r.id, r.renewals HAVING COUNT(e.id) <> r.renewals OR r.renewals > 1`,
  'a rental that is over is in question no more': `
    SELECT id FROM rentals WHERE returned_at IS NOT NULL AND (claimed_at IS NOT NULL OR lost_at IS NOT NULL)`,
}

export async function complaints({ rows }: Pick<Library, 'rows'>): Promise<string[]> {
  const found: string[] = []
  for (const { sentence, broken, example } of await proveLedger({ all: rows }))
    if (broken > 0) found.push(`${sentence}: not so for ${broken}, such as ${example}`)
  for (const [rule, sql] of Object.entries(rules)) {
    const broken = await rows(sql)
    if (broken.length > 0) found.push(`${rule}: not so for ${broken.length}, such as ${JSON.stringify(broken[0])}`)
  }
  return found
}
