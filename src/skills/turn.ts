/** What one call of Kakao means: who speaks, what was said, what was tapped. Read loosely; Kakao adds fields when it likes. */
import { z } from 'zod'
import type { BookId, HoldId, NoticeId, RentalId, UserKey } from '../domain/ids.js'

const text = z.string().catch('')
const record = z.record(z.string(), z.unknown()).catch({})

const payload = z.object({
  intent: z.object({ name: text }).catch({ name: '' }),
  userRequest: z
    .object({
      utterance: text,
      block: z.object({ name: text }).catch({ name: '' }),
      user: z.object({ id: text, type: text, properties: record }).catch({ id: '', type: '', properties: {} }),
      params: record,
    })
    .catch({
      utterance: '',
      block: { name: '' },
      user: { id: '', type: '', properties: {} },
      params: {},
    }),
  action: z.object({ clientExtra: record }).catch({ clientExtra: {} }),
})
const anyPayload = payload.catch(payload.parse({}))

const id = <T extends string>() => z.string().regex(/^[0-9A-Za-z-]{1,40}$/) as unknown as z.ZodType<T>
const noticeIdOf = id<NoticeId>()
const nonce = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,40}$/)
  .nullable()
  .catch(null)

/** What our buttons carry in `extra`. The version tells old buttons from new ones. */
export const tapVersion = 1
/** No page of the ledger beyond this one can be asked for, by button or by hand. */
export const ledgerPagesAtMost = 999
const tap = z.discriminatedUnion('do', [
  z.object({ do: z.literal('book'), bookId: id<BookId>() }),
  z.object({ do: z.literal('rent'), bookId: id<BookId>(), nonce }),
  z.object({ do: z.literal('return'), rentalId: id<RentalId>(), nonce }),
  z.object({ do: z.literal('claim'), rentalId: id<RentalId>() }),
  z.object({ do: z.literal('renew'), rentalId: id<RentalId>(), nonce }),
  z.object({ do: z.literal('renew-all'), nonce }),
  z.object({ do: z.literal('hold'), bookId: id<BookId>(), nonce }),
  z.object({ do: z.literal('hold-cancel'), holdId: id<HoldId>() }),
  z.object({ do: z.literal('deposit'), amountWon: z.number().int(), nonce }),
  z.object({ do: z.literal('refund'), amountWon: z.number().int(), nonce }),
  z.object({ do: z.literal('more'), searchId: id<string>(), page: z.number().int().min(1).max(100) }),
  z.object({
    do: z.literal('ledger'),
    page: z.number().int().min(1).max(ledgerPagesAtMost),
    before: z.number().int().min(1),
  }),
  z.object({ do: z.literal('forget'), nonce }),
  z.object({ do: z.literal('leave'), nonce }),
  z.object({ do: z.literal('signup'), wantedBookId: id<BookId>().optional() }),
])

export type Tap = z.infer<typeof tap>

export type Turn = {
  /** `null` when Kakao names nobody we could know again (the console's skill test). */
  readonly userKey: UserKey | null
  /** As typed or as the button said, in one line, without spaces around; cut to a length nobody types by hand. */
  readonly said: string
  /** The nonce of what was typed: its own, or, when a button repeats it, that of the first time. Buttons bring theirs. */
  readonly nonce: string
  /** `stale` for a button of ours that this version no longer understands. */
  readonly tapped: Tap | 'stale' | null
  readonly block: string
  readonly noticeId: NoticeId | null
  /** Has added the channel. Kakao leaves it out for everybody else, which may also mean that it does not say. */
  readonly isFriend: boolean
  /** The number by which Kakao Login knows them, when the shop's app is linked. */
  readonly appUserId: string | null
}

/** Longer utterances are cut: no title, name or number is that long. */
const saidAtMost = 300
/** Line ends, zero-width spaces, and what is no character at all. */
const blank = /[\s\p{Cc}\p{Cs}\u200b\u2060]+/gu

/** Never throws: whatever came, there is a turn in it. `newNonce`: for what is said for the first time. */
export function readTurn(body: unknown, newNonce: () => string): Turn {
  const { intent, userRequest, action } = anyPayload.parse(body ?? {})
  const { user, params, utterance, block } = userRequest
  const noticeId = noticeIdOf.safeParse(user.properties['noticeId'] ?? params['noticeId'])
  return {
    userKey: userKeyOf(user),
    said: readLine(utterance),
    nonce: nonce.parse(action.clientExtra['again'] ?? null) ?? newNonce(),
    tapped: tappedIn(action.clientExtra),
    block: (intent.name || block.name).trim(),
    noticeId: noticeId.success ? noticeId.data : null,
    isFriend: user.properties['isFriend'] === true,
    appUserId: appUserIdIn(user.properties),
  }
}

function readLine(utterance: string): string {
  return utterance.normalize('NFC').slice(0, saidAtMost).replace(blank, ' ').trim()
}

function userKeyOf(user: { id: string; type: string; properties: Record<string, unknown> }): UserKey | null {
  const named = user.type === 'botUserKey' ? user.id : user.properties['botUserKey']
  return typeof named === 'string' && /^[\x21-\x7e]{1,100}$/.test(named) ? (named as UserKey) : null
}

function appUserIdIn(properties: Record<string, unknown>): string | null {
  const named = properties['appUserId'] ?? properties['app_user_id']
  return typeof named === 'string' && /^\d{1,40}$/.test(named) ? named : null
}

function tappedIn(extra: Record<string, unknown>): Turn['tapped'] {
  if (!('do' in extra)) return null
  const read = tap.safeParse(extra)
  return read.success && extra['v'] === tapVersion ? read.data : 'stale'
}
