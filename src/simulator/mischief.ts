/** How is the simulator asked to misbehave just now? */
import { z } from 'zod'

const eventApi = z.enum(['ok', 'slow', '500', 'silence', 'accept-then-drop-answer', 'not-friend'])
const ready = z.enum(['ok', '500', 'slow', 'lost-answer'])
const approve = z.enum(['ok', '500', 'lost-answer', 'declined', 'wrong-amount'])
const order = z.enum(['ok', '500', 'lost-answer'])
const cancel = z.enum(['ok', '500', 'lost-answer', 'lost-request', 'refused', 'wrong-amount'])
const alimtalk = z.enum(['ok', '500', 'silence', 'accept-then-drop-answer', 'not-a-user'])
const books = z.enum(['ok', '500', 'slow', 'silence'])

/** What may be asked for; whatever is left out stays as it is. */
export const mischiefChange = z.object({
  eventApi: eventApi.optional(),
  kakaoPay: z
    .object({
      ready: ready.optional(),
      approve: approve.optional(),
      order: order.optional(),
      cancel: cancel.optional(),
    })
    .optional(),
  alimtalk: alimtalk.optional(),
  books: books.optional(),
  duplicateSkillCalls: z.boolean().optional(),
})

export type Mischief = {
  eventApi: z.infer<typeof eventApi>
  kakaoPay: {
    ready: z.infer<typeof ready>
    approve: z.infer<typeof approve>
    order: z.infer<typeof order>
    cancel: z.infer<typeof cancel>
  }
  alimtalk: z.infer<typeof alimtalk>
  books: z.infer<typeof books>
  duplicateSkillCalls: boolean
}

/** A well-behaved beginning; the object is changed in place. */
export function noMischief(): Mischief {
  return {
    eventApi: 'ok',
    kakaoPay: { ready: 'ok', approve: 'ok', order: 'ok', cancel: 'ok' },
    alimtalk: 'ok',
    books: 'ok',
    duplicateSkillCalls: false,
  }
}

/** Puts the asked change over the present mischief, in place. */
export function changeMischief(mischief: Mischief, change: z.infer<typeof mischiefChange>): void {
  mischief.eventApi = change.eventApi ?? mischief.eventApi
  mischief.kakaoPay.ready = change.kakaoPay?.ready ?? mischief.kakaoPay.ready
  mischief.kakaoPay.approve = change.kakaoPay?.approve ?? mischief.kakaoPay.approve
  mischief.kakaoPay.order = change.kakaoPay?.order ?? mischief.kakaoPay.order
  mischief.kakaoPay.cancel = change.kakaoPay?.cancel ?? mischief.kakaoPay.cancel
  mischief.alimtalk = change.alimtalk ?? mischief.alimtalk
  mischief.books = change.books ?? mischief.books
  mischief.duplicateSkillCalls = change.duplicateSkillCalls ?? mischief.duplicateSkillCalls
}
