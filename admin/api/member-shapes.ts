/** How members are shown at the desk: phone numbers never whole. */
import { memberNumber } from '../../src/domain/member.js'
import { ledgerKinds } from '../../src/domain/money.js'
import type { MemberId } from '../../src/domain/ids.js'
import { z } from './zod.js'

const day = z.iso.date()

const face = {
  memberId: z.string(),
  /** The end of the id: what the desk calls 회원번호. */
  memberNumber: z.string(),
  name: z.string(),
  /** `010-****-5678` */
  maskedPhone: z.string(),
  joinedAt: z.iso.datetime(),
  isLinked: z.boolean(),
  openBooks: z.int(),
  lateBooks: z.int(),
  balanceWon: z.int(),
  suspendedUntil: day.nullable(),
  blockedUntil: day.nullable(),
  guardian: z.object({ name: z.string(), maskedPhone: z.string() }).nullable(),
}

export const memberFace = z.object(face).openapi('MemberAtDesk')

export const memberInFull = z
  .object({
    ...face,
    bonusWon: z.int(),
    refundableWon: z.int(),
    consent: z.object({ version: z.string(), at: z.iso.datetime() }),
    guardianConsentAt: z.iso.datetime().nullable(),
    keepsHistory: z.boolean(),
    channel: z.enum(['friend', 'not-a-friend', 'blocked', 'unknown']),
    block: z
      .object({ until: day, reason: z.string(), at: z.iso.datetime(), librarianName: z.string().nullable() })
      .nullable(),
    rentals: z.array(
      z.object({
        rentalId: z.string(),
        copyId: z.string(),
        bookNo: z.int(),
        copyNo: z.int(),
        title: z.string(),
        author: z.string(),
        dueOn: day,
        daysLate: z.int(),
        renewalsLeft: z.int(),
        inQuestion: z.enum(['claimed', 'lost']).nullable(),
      }),
    ),
    holds: z.array(
      z.object({
        holdId: z.string(),
        bookNo: z.int(),
        title: z.string(),
        place: z.union([
          z.object({ kind: z.literal('ready'), until: day }),
          z.object({ kind: z.literal('waiting'), position: z.int(), expectedOn: day.nullable() }),
        ]),
      }),
    ),
    notes: z.array(
      z.object({
        id: z.string(),
        note: z.string(),
        at: z.iso.datetime(),
        librarianName: z.string().nullable(),
      }),
    ),
    limits: z.object({ rentals: z.int(), holds: z.int() }),
  })
  .openapi('Member')

export const ledgerLine = z
  .object({
    lineNo: z.int(),
    kind: z.enum(ledgerKinds),
    amountWon: z.int(),
    bonusAmountWon: z.int(),
    balanceAfterWon: z.int(),
    title: z.string().nullable(),
    reason: z.string().nullable(),
    writtenAt: z.iso.datetime(),
  })
  .openapi('LedgerLine')

/** With the number by which the desk calls the member. */
export function numbered<M extends { readonly memberId: MemberId }>(member: M): M & { memberNumber: string } {
  return { ...member, memberNumber: memberNumber(member) }
}
