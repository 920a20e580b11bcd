/** Members: found, looked at, registered, reached, blocked, and what librarians note of them. */
import type { App } from '../../src/app.js'
import type { MemberId, MemberNoteId } from '../../src/domain/ids.js'
import { readHandle, readName, readPhone } from '../../src/domain/member.js'
import { refundableWon } from '../../src/domain/money.js'
import { blockReasonAtMost, noteAtMost, versionOfBlock } from '../../src/domain/remarks.js'
import { memberStandings } from '../../src/domain/standing.js'
import { idOf } from './ids.js'
import { memberFace, memberInFull, numbered } from './member-shapes.js'
import { page, pageOf, pageQuery } from './pages.js'
import { problem, refused } from './problems.js'
import { nothing, reply, route, type Asked, type Route } from './route.js'
import { z } from './zod.js'

const memberId = idOf<MemberId>()
const params = z.object({ memberId })
const day = z.iso.date()

/** Read as the chat reads them; `null` is no name, or no number. */
const name = z
  .string()
  .max(60)
  .transform((typed, context) => readName(typed) ?? unread(context, '이름을 읽지 못했어요. 성과 이름만 적어 주세요.'))
const phone = z
  .string()
  .max(40)
  .transform((typed, context) => readPhone(typed) ?? unread(context, '휴대전화번호를 010-1234-5678처럼 적어 주세요.'))

function unread(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** Kept with the member: the sheet that is signed at the desk. */
const consentVersion = 'desk-2026-11'

type MemberRow = Awaited<ReturnType<App['memberPage']>>[number]

const tag = 'members'

export const members: readonly Route[] = [
  route({
    method: 'get',
    path: '/members',
    role: 'librarian',
    tag,
    summary:
      'Members by phone number, member number or part of the name, or by how they stand; the latest to join first',
    query: z.object({
      ...pageQuery,
      search: z.string().trim().max(60).optional(),
      standing: z.enum(memberStandings).optional(),
    }),
    answer: { status: 200, schema: pageOf('Members', memberFace) },
    handle: ({ app, query: { search, standing, ...query } }) =>
      page(
        query,
        {
          key: z.object({ joinedAt: z.iso.datetime(), memberId }),
          keyOf: ({ joinedAt, memberId }: MemberRow) => ({ joinedAt, memberId }),
          look: (limit, after) => app.memberPage({ sought: soughtIn(search), standing, after }, limit),
        },
        (rows) => rows.map(numbered),
      ),
  }),
  route({
    method: 'post',
    path: '/members',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Register a member at the desk, who has signed the sheet; under 14 a guardian has',
    body: z.strictObject({
      name,
      phone,
      hasConsented: z.literal(true),
      guardian: z.strictObject({ name, phone }).nullable(),
    }),
    answer: { status: 201, schema: z.object({ memberId: z.string(), memberNumber: z.string(), name: z.string() }) },
    problems: ['phone-taken', 'already-a-member'],
    async handle({ desk, body: { name, phone, guardian } }) {
      const registered = await desk.registerMember({ name, phone, guardian, consentVersion })
      if (!registered.ok) return refused(registered.refusals)
      const { id, name: called } = registered.value
      return { status: 201, body: numbered({ memberId: id, name: called }) }
    },
  }),
  route({
    method: 'get',
    path: '/members/{memberId}',
    role: 'librarian',
    tag,
    summary: 'One member; the version is that of the block',
    params,
    answer: { status: 200, schema: memberInFull, hasVersion: true },
    problems: ['unknown-member'],
    handle: shown,
  }),
  route({
    method: 'post',
    path: '/members/{memberId}/link-code',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'A new code by which the member comes to speak in the chat; the one before is void',
    params,
    answer: { status: 200, schema: z.object({ code: z.string(), expiresAt: z.iso.datetime() }) },
    problems: ['unknown-member'],
    async handle({ desk, params }) {
      const issued = await desk.issueLinkCode(params.memberId)
      return issued.ok ? reply(issued.value) : refused(issued.refusals)
    },
  }),
  route({
    method: 'put',
    path: '/members/{memberId}/phone',
    role: 'librarian',
    tag,
    summary: 'Change the phone number',
    params,
    body: z.strictObject({ phone }),
    answer: { status: 204, schema: null },
    problems: ['unknown-member', 'phone-taken', 'same-phone'],
    async handle({ desk, params, body }) {
      const changed = await desk.changePhone({ ...params, ...body })
      return changed.ok ? nothing : refused(changed.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/members/{memberId}/phone-readings',
    role: 'librarian',
    tag,
    summary: 'Read the whole phone number; who read it and why is written down',
    params,
    body: z.strictObject({ reason: z.string().trim().min(2).max(200) }),
    answer: { status: 200, schema: z.object({ phone: z.string() }) },
    problems: ['unknown-member'],
    async handle({ desk, params, body }) {
      const read = await desk.readWholePhone(params.memberId, body.reason)
      return read.ok ? reply({ phone: read.value }) : refused(read.refusals)
    },
  }),
  route({
    method: 'put',
    path: '/members/{memberId}/block',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Let the member neither rent nor renew nor hold until the end of that day',
    params,
    body: z.strictObject({ until: day, reason: z.string().trim().min(2).max(blockReasonAtMost) }),
    answer: { status: 200, schema: memberInFull, hasVersion: true },
    problems: ['unknown-member', 'not-a-block-day'],
    async handle(asked) {
      const blocked = await asked.desk.blockMember({ ...asked.params, ...asked.body, seen: asked.seen })
      return blocked.ok ? shown(asked) : refused(blocked.refusals)
    },
  }),
  route({
    method: 'delete',
    path: '/members/{memberId}/block',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Lift the block',
    params,
    answer: { status: 204, schema: null },
    problems: ['unknown-member', 'not-blocked'],
    async handle({ desk, params, seen }) {
      const lifted = await desk.unblockMember({ ...params, seen })
      return lifted.ok ? nothing : refused(lifted.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/members/{memberId}/notes',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Note something of the member for colleagues',
    params,
    body: z.strictObject({ note: z.string().trim().min(1).max(noteAtMost) }),
    answer: { status: 201, schema: z.object({ id: z.string(), note: z.string(), at: z.iso.datetime() }) },
    problems: ['unknown-member'],
    async handle({ desk, params, body }) {
      const added = await desk.addNote({ ...params, ...body })
      return added.ok ? { status: 201, body: added.value } : refused(added.refusals)
    },
  }),
  route({
    method: 'delete',
    path: '/members/{memberId}/notes/{noteId}',
    role: 'librarian',
    tag,
    summary: 'Delete a note',
    params: z.object({ memberId, noteId: idOf<MemberNoteId>() }),
    answer: { status: 204, schema: null },
    problems: ['unknown-note'],
    async handle({ desk, params }) {
      const deleted = await desk.deleteNote(params)
      return deleted.ok ? nothing : refused(deleted.refusals)
    },
  }),
]

function soughtIn(search: string | undefined) {
  return search ? (readHandle(search) ?? { namePart: search }) : undefined
}

async function shown({ app, params }: Pick<Asked<{ memberId: MemberId }, unknown, unknown>, 'app' | 'params'>) {
  const found = await app.memberInFull(params.memberId)
  if (!found) return problem('unknown-member')
  const { rentalLimit, hold } = app.rules()
  const limits = { rentals: rentalLimit, holds: hold.limit }
  return reply({ ...numbered(found), refundableWon: refundableWon(found), limits }, versionOfBlock(found.block))
}
