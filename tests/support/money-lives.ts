/** What members, the desk, KakaoPay and the clock may do to money, in no order and all at once: said as data, so that a run can be drawn at random. */
import fc from 'fast-check'
import type { BookId, RefundId, RentalId } from '../../src/domain/ids.js'
import type { Member } from './crowd.js'
import type { Library } from './library.js'
import { land, openWindow, press } from './payment.js'

const who = fc.nat(2)
const won = fc.constantFrom(1_000, 3_000, 5_000, 10_000)
/** How often the same tap, or the same line at the desk, arrives at once. */
const times = fc.constantFrom(1, 1, 2, 3)
const act = <Name extends string, More extends object>(
  name: Name,
  more: { [K in keyof More]: fc.Arbitrary<More[K]> },
): fc.Arbitrary<{ do: Name } & More> => fc.record({ do: fc.constant(name), ...more }) as never

const ends = ['paid', 'landed-twice', 'opened-twice', 'quit', 'failed', 'left-open'] as const
const deeds = fc.oneof(
  { weight: 5, arbitrary: act('top-up', { who, won, end: fc.constantFrom('paid', 'paid', ...ends) }) },
  { weight: 4, arbitrary: act('rent', { who, book: fc.nat(2), times }) },
  { weight: 2, arbitrary: act('return', { who }) },
  { weight: 5, arbitrary: act('refund', { who, amountWon: fc.oneof(fc.constant('all' as const), won), times }) },
  { weight: 1, arbitrary: act('gift', { who, won, times }) },
  { weight: 1, arbitrary: act('take-back', { who, won, times }) },
  { weight: 1, arbitrary: act('cash', { who, won, times }) },
  { weight: 2, arbitrary: act('desk-looks', { isPaid: fc.boolean() }) },
  { weight: 3, arbitrary: act('clock', {}) },
)
type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer One> ? One : never
export type Deed = Drawn<typeof deeds>

/** Things that happen at once, while KakaoPay behaves as it does, and in which the house may die. */
export const rounds = fc.array(
  fc.record({
    ready: fc.constantFrom('ok', 'ok', '500', 'lost-answer'),
    approve: fc.constantFrom('ok', 'ok', 'ok', '500', 'lost-answer', 'declined', 'wrong-amount'),
    order: fc.constantFrom('ok', 'ok', '500', 'lost-answer'),
    cancel: fc.constantFrom('ok', 'ok', '500', 'lost-answer', 'lost-request', 'refused'),
    /** After so many looks at the clock nothing more is done until the next round; what KakaoPay has heard, it has heard. */
    diesAfterLooks: fc.option(fc.integer({ min: 1, max: 25 })),
    deeds: fc.array(deeds, { minLength: 1, maxLength: 5 }),
    minutes: fc.constantFrom(0, 1, 2, 20),
  }),
  { minLength: 4, maxLength: 10 },
)
export type Round = Drawn<typeof rounds>[number]

export type Scene = {
  readonly library: Library
  readonly members: readonly Member[]
  readonly books: readonly BookId[]
  /** One more key of a tap. */
  newKey(): string
  /** Has KakaoPay given back more of a payment than our books say of it. */
  hasGivenMore(refundId: RefundId): Promise<boolean>
}

export async function does(scene: Scene, deed: Deed): Promise<unknown> {
  const { library, newKey } = scene
  const { app } = library
  const member = 'who' in deed ? scene.members[deed.who] : undefined
  const memberId = member?.memberId
  const atOnce = <T>(act: () => Promise<T>) =>
    Promise.all(Array.from({ length: 'times' in deed ? deed.times : 1 }, act))
  if (deed.do === 'desk-looks') return deskLooks(scene, deed.isPaid)
  if (deed.do === 'clock' || memberId === undefined) return library.settle()
  switch (deed.do) {
    case 'top-up': {
      const asked = await app.requestDeposit({ memberId, amountWon: deed.won, commandKey: newKey() })
      return asked.ok ? topUp(`${library.url}/pay/${asked.value.pageToken}`, deed.end) : null
    }
    case 'rent': {
      const bookId = scene.books[deed.book]
      const commandKey = newKey()
      return bookId && atOnce(() => app.rentBook({ memberId, bookId, commandKey }))
    }
    case 'return': {
      const [open] = await library.rows<{ id: RentalId }>(
        'SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NULL LIMIT 1',
        [memberId],
      )
      return open && app.returnBook({ memberId, rentalId: open.id, commandKey: newKey() })
    }
    case 'refund': {
      const commandKey = newKey()
      return atOnce(() => app.requestRefund({ memberId, amountWon: deed.amountWon, commandKey }))
    }
    case 'gift':
    case 'take-back':
    case 'cash': {
      const tell = { gift: app.givePoints, 'take-back': app.takePointsBack, cash: app.takeCash }[deed.do]
      const input = { memberId, amountWon: deed.won, reason: '까닭', commandKey: newKey() }
      return atOnce<unknown>(() => tell(input))
    }
  }
}

async function topUp(page: string, end: (typeof ends)[number]): Promise<void> {
  if (end === 'opened-twice') await openWindow(page)
  const { window } = await openWindow(page)
  if (window === null || end === 'left-open') return
  const back = await press(window, end === 'quit' ? 'quit' : end === 'failed' ? 'fail' : 'confirm')
  await Promise.all(Array.from({ length: end === 'landed-twice' ? 2 : 1 }, () => land(back)))
}

/** Pays out, or puts back, what waits at the desk; of what is parked the desk sees at KakaoPay whether it was given back. */
export async function deskLooks(scene: Scene, isPaid: boolean): Promise<void> {
  const { app, rows } = scene.library
  const open = await rows<{ id: RefundId; state: string }>(
    `SELECT id, state FROM refunds WHERE state IN ('at-desk', 'parked')`,
  )
  for (const { id: refundId, state } of open) {
    if (state === 'parked') {
      await app.settleParkedRefund({ refundId, isCancelled: await scene.hasGivenMore(refundId) })
      continue
    }
    await (isPaid ? app.payOutRefund({ refundId, note: '현금' }) : app.putBackRefund({ refundId }))
  }
}
