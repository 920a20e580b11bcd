/** The counter: what was scanned, and renting, returning and renewing the copy that lies there. */
import type { CopyState } from '../../src/domain/events.js'
import type { CopyId, MemberId } from '../../src/domain/ids.js'
import { addDays } from '../../src/domain/time.js'
import { sayAtDesk } from './counter-words.js'
import { idOf } from './ids.js'
import { memberFace, numbered } from './member-shapes.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const states = ['in-circulation', 'lost', 'damaged', 'in-repair', 'withdrawn'] as const satisfies readonly CopyState[]
const state = z.enum(states)
const day = z.iso.date()
const copyId = idOf<CopyId>()

const named = { copyId: z.string(), bookNo: z.int(), copyNo: z.int(), title: z.string() }

const copy = z
  .object({
    ...named,
    author: z.string(),
    feeWon: z.int(),
    barcode: z.string().nullable(),
    callNumber: z.string().nullable(),
    state,
    rental: z
      .object({
        memberId: z.string(),
        memberName: z.string(),
        dueOn: day,
        inQuestion: z.enum(['claimed', 'lost']).nullable(),
      })
      .nullable(),
    hold: z.object({ memberId: z.string(), memberName: z.string(), pickupUntil: day }).nullable(),
  })
  .openapi('CopyAtCounter')

const tag = 'counter'

export const counter: readonly Route[] = [
  route({
    method: 'get',
    path: '/counter/rules',
    role: 'librarian',
    tag,
    summary: 'Today, and the earliest day on which a return may be dated back',
    answer: { status: 200, schema: z.object({ today: day, earliestReturnOn: day, depositMinWon: z.int() }) },
    handle: async ({ app }) => {
      const { counter, deposit } = app.rules()
      const today = app.today()
      return reply({
        today,
        earliestReturnOn: addDays(today, -counter.backdateDays),
        depositMinWon: deposit.minWon,
      })
    },
  }),
  route({
    method: 'get',
    path: '/counter/scan',
    role: 'librarian',
    tag,
    summary:
      'What a code stands for: a barcode, an ISBN, a book or copy number; a phone number, a member number, a name',
    query: z.object({ code: z.string().trim().min(1).max(60) }),
    answer: {
      status: 200,
      schema: z.object({
        members: z.array(memberFace),
        copies: z.array(copy),
      }),
    },
    async handle({ app, query }) {
      const { members, copies } = await app.scan(query.code)
      return reply({ members: members.map(numbered), copies })
    },
  }),
  route({
    method: 'post',
    path: '/counter/rent',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Rent this copy for the member, by the rules of the chat; the fee leaves the wallet with it',
    body: z.strictObject({ memberId: idOf<MemberId>(), copyId }),
    answer: {
      status: 200,
      schema: z.object({ ...named, memberName: z.string(), dueOn: day, feeWon: z.int(), balanceWon: z.int() }),
    },
    problems: [
      'unknown-copy',
      'unknown-member',
      'unknown-book',
      'book-withdrawn',
      'already-yours',
      'lost-blocks',
      'overdue-blocks',
      'rental-limit-reached',
      'already-rented',
      'held-for-others',
      'suspended',
      'blocked',
      'balance-too-low',
      'copy-not-lendable',
      'copy-is-out',
      'copy-set-aside',
    ],
    async handle({ desk, body }) {
      const rented = await desk.rentCopy(body)
      return rented.ok ? reply(rented.value) : sayAtDesk(rented.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/counter/return',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'The copy is back, whoever had it, today or on an earlier day as far as the house allows',
    body: z.strictObject({ copyId, returnedOn: day.optional() }),
    answer: {
      status: 200,
      schema: z.object({
        ...named,
        state,
        rental: z
          .object({
            memberId: z.string(),
            memberName: z.string(),
            dueOn: day,
            returnedOn: day,
            daysLate: z.int(),
            suspendedUntil: day.nullable(),
          })
          .nullable(),
        setAside: z.object({ memberName: z.string(), pickupUntil: day }).nullable(),
      }),
    },
    problems: ['unknown-copy', 'not-a-return-day'],
    async handle({ desk, body }) {
      const returned = await desk.returnCopy(body)
      return returned.ok ? reply(returned.value) : sayAtDesk(returned.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/counter/renew',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Renew this copy for whoever has it, by the rules of the chat',
    body: z.strictObject({ copyId }),
    answer: { status: 200, schema: z.object({ ...named, memberName: z.string(), dueBeforeOn: day, dueOn: day }) },
    problems: [
      'unknown-copy',
      'copy-not-out',
      'unknown-rental',
      'already-returned',
      'rental-in-question',
      'lost-blocks',
      'overdue-blocks',
      'suspended',
      'blocked',
      'renewal-limit-reached',
      'too-soon-to-renew',
      'others-wait',
    ],
    async handle({ desk, body }) {
      const renewed = await desk.renewCopy(body)
      return renewed.ok ? reply(renewed.value) : sayAtDesk(renewed.refusals)
    },
  }),
]
