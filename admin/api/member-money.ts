/** A member's wallet: its lines, what the desk does to it by hand, and getting unused money back. */
import type { App } from '../../src/app.js'
import type { MemberId } from '../../src/domain/ids.js'
import type { ByHandRefusal, CashRefusal, GiftRefusal, TakeBackRefusal } from '../../src/domain/points.js'
import type { RefundRefusal } from '../../src/domain/refund.js'
import { idOf } from './ids.js'
import { ledgerLine } from './member-shapes.js'
import { page, pageOf, pageQuery } from './pages.js'
import { problem, refused, type Problem } from './problems.js'
import { refundShape, shownRefund } from './refund-shapes.js'
import { reply, route, type AtDesk, type Route } from './route.js'
import { wonWords } from './words.js'
import { z } from './zod.js'

const memberId = idOf<MemberId>()
const params = z.object({ memberId })
const won = z.int().min(1).max(100_000_000)

const tag = 'money'

type Input = Parameters<AtDesk['givePoints']>[0]
type All = ByHandRefusal | GiftRefusal | TakeBackRefusal | CashRefusal | RefundRefusal
type Line = NonNullable<Awaited<ReturnType<App['views']['ledger']>>>['lines'][number]
type Written = Awaited<ReturnType<AtDesk['givePoints' | 'takePointsBack' | 'takeCash']>>

const byHand = (
  path: 'give' | 'take-back' | 'cash',
  summary: string,
  problems: Route['problems'],
  act: (desk: AtDesk, input: Input) => Promise<Written>,
): Route =>
  route({
    method: 'post',
    path: `/members/{memberId}/points/${path}`,
    role: 'librarian',
    isCommand: true,
    tag,
    summary,
    params,
    body: z.strictObject({ amountWon: won, reason: z.string().trim().min(1).max(100) }),
    answer: { status: 200, schema: z.object({ amountWon: z.int(), balanceAfterWon: z.int() }) },
    problems: ['unknown-member', 'not-an-amount', 'reason-missing', 'reason-too-long', ...(problems ?? [])],
    async handle({ app, desk, params, body }) {
      // the command is done once by its own key; the line needs one that no other line has
      const written = await act(desk, { ...params, ...body, commandKey: `api:${app.newNonce()}` })
      return written.ok ? reply(written.value) : sayMoney(written.refusals)
    },
  })

export const memberMoney: readonly Route[] = [
  route({
    method: 'get',
    path: '/members/{memberId}/ledger',
    role: 'librarian',
    tag,
    summary: 'The lines of the wallet, the newest first',
    params,
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('LedgerLines', ledgerLine) },
    problems: ['unknown-member'],
    async handle({ app, params, query }) {
      if (!(await app.views.ledger(params.memberId, null, 1))) return problem('unknown-member')
      return page(query, {
        key: z.int().min(1),
        keyOf: ({ lineNo }: Line) => lineNo,
        look: async (limit, before) => (await app.views.ledger(params.memberId, before ?? null, limit))?.lines ?? [],
      })
    },
  }),
  byHand('give', 'Give points as a gift of the house', ['balance-would-be-too-large'], (desk, input) =>
    desk.givePoints(input),
  ),
  byHand('take-back', 'Take a gift back, as far as it is still there', ['more-than-given'], (desk, input) =>
    desk.takePointsBack(input),
  ),
  byHand(
    'cash',
    'Take cash in at the desk; the reason is the number of its receipt',
    ['amount-too-small', 'amount-too-large', 'balance-would-be-too-large', 'already-left'],
    (desk, input) => desk.takeCash(input),
  ),
  route({
    method: 'post',
    path: '/members/{memberId}/refunds',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Give unused money back: by KakaoPay where it came from there, at the desk otherwise',
    params,
    body: z.strictObject({ amountWon: z.union([won, z.literal('all')]) }),
    answer: { status: 201, schema: refundShape },
    problems: ['nothing-to-refund', 'refund-too-small', 'refund-too-large', 'refund-under-way'],
    async handle({ desk, params, body }) {
      const asked = await desk.requestRefund({ ...params, ...body, commandKey: null })
      if (!asked.ok) return sayMoney(asked.refusals)
      return { status: 201, body: shownRefund({ refund: asked.value, memberName: null }) }
    },
  }),
]

type NumberWords = { readonly [K in All['kind']]?: (refusal: Extract<All, { kind: K }>) => string }

/** Those that are clearer with the numbers in them. */
const withNumbers: NumberWords = {
  'more-than-given': ({ bonusWon }) =>
    bonusWon > 0
      ? `되찾을 수 있는 선물은 ${wonWords(bonusWon)}까지예요. 낸 돈은 환불로 돌려드려요.`
      : '되찾을 선물이 남아 있지 않아요. 낸 돈은 환불로 돌려드려요.',
  'amount-too-small': ({ minWon }) => `${wonWords(minWon)}부터 충전할 수 있어요.`,
  'amount-too-large': ({ maxWon }) => `한 번에 ${wonWords(maxWon)}까지 충전할 수 있어요.`,
  'balance-would-be-too-large': ({ balanceMaxWon, balanceWon }) =>
    `적립금은 ${wonWords(balanceMaxWon)}까지 가질 수 있어요. 지금 ${wonWords(balanceWon)}이 있어요.`,
  'refund-too-large': ({ refundableWon }) =>
    `돌려드릴 수 있는 돈은 ${wonWords(refundableWon)}이에요. 선물은 환불되지 않아요.`,
  'refund-under-way': ({ amountWon }) =>
    `앞의 환불 ${wonWords(amountWon)}이 아직 끝나지 않았어요. 환불 목록을 봐 주세요.`,
}

function sayMoney(refusals: readonly [All, ...All[]]): Problem {
  const say = withNumbers[refusals[0].kind] as ((refusal: All) => string) | undefined
  return { ...refused(refusals), ...(say ? { detail: say(refusals[0]) } : {}) }
}
