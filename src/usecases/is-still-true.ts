/** Is there still something to say: a notice is looked at once more right before it leaves. */
import { isOpen } from '../domain/hold.js'
import type { Notice } from '../domain/notice.js'
import { dayOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** Rentals count while they are open and due on that same day, holds while the copy of which the notice tells is kept. */
export async function isStillTrue(tx: Tx, { body, createdAt }: Notice): Promise<boolean> {
  const today = dayOf(tx.now)
  switch (body.kind) {
    case 'overdue': {
      const open = await tx.rentals.stillOpen([...body.items, ...body.soon])
      return open.some(({ rentalId, dueOn }) => dueOn >= today || body.items.some((item) => item.rentalId === rentalId))
    }
    case 'due-soon':
      return (await tx.rentals.stillOpen(body.items)).some(({ dueOn }) => dueOn >= today)
    case 'hold-ready': {
      const facts = await tx.holds.byId(body.holdId)
      return facts?.hold.state === 'ready' && facts.hold.readyAt === createdAt && body.pickupUntil >= today
    }
    case 'hold-put-back':
      return (await tx.holds.byId(body.holdId))?.hold.state === 'waiting'
    case 'hold-expired':
    case 'hold-dropped': {
      const facts = await tx.holds.byId(body.holdId)
      return facts !== null && !isOpen(facts.hold)
    }
    case 'claim-settled':
    case 'deposit-paid':
    case 'deposit-failed':
    case 'points-given':
    case 'refund-settled':
      return true
  }
}
