/** The numbers of the house: read by every librarian, changed by managers. */
import { policyBounds, policyNames, policyShape, readPolicyPatch, sayContradiction } from '../../src/policy-patch.js'
import { problem, refused } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

/** The shape of a change with every field as it is written here: `turn` says whether it may be left out. */
function shaped(shape: z.ZodObject, turn: (field: z.ZodType) => z.ZodType): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(shape.shape).map(([key, field]) => {
        const inner = (field as z.ZodExactOptional<z.ZodType>).unwrap()
        return [key, turn(inner instanceof z.ZodObject ? shaped(inner, turn) : inner)]
      }),
    ),
  )
}

const numbers = shaped(policyShape, (field) => field).openapi('Policy')
const change = shaped(policyShape, (field) => field.optional()).openapi('PolicyChange')

const answer = z
  .object({
    policy: numbers,
    /** As it would be had nobody changed anything. */
    defaults: numbers,
    /** What people call each number. */
    names: z.record(z.string(), z.string()),
    /** Of those that are a single number. */
    bounds: z.record(z.string(), z.object({ least: z.number(), most: z.number() })),
  })
  .openapi('PolicyAnswer')

const tag = 'settings'

export const policy: readonly Route[] = [
  route({
    method: 'get',
    path: '/policy',
    role: 'librarian',
    tag,
    summary: 'The numbers of the house',
    answer: { status: 200, schema: answer, hasVersion: true },
    problems: ['stored-rules-unreadable'],
    async handle({ app }) {
      const [stored, { defaults }] = [await app.policyToEdit(), await app.housePolicy()]
      if (!stored) return problem('stored-rules-unreadable')
      return reply({ policy: stored.policy, defaults, names: policyNames, bounds: policyBounds }, stored.version)
    },
  }),
  route({
    method: 'patch',
    path: '/policy',
    role: 'manager',
    isEdit: true,
    tag,
    summary: 'Change some of the numbers; what was promised before stays',
    body: change,
    answer: { status: 200, schema: z.object({ policy: numbers }), hasVersion: true },
    problems: ['rules-contradict', 'stored-rules-unreadable'],
    async handle({ desk, body, seen }) {
      const read = readPolicyPatch(body)
      if (!read.ok) return { ...problem('invalid-request'), detail: read.fault }
      const changed = await desk.changePolicy(read.patch, seen)
      if (changed.ok) return reply({ policy: changed.value.policy }, changed.value.version)
      const [refusal] = changed.refusals
      const said = refusal.kind === 'rules-contradict' ? sayContradiction(refusal.first, refusal.second) : undefined
      return { ...refused(changed.refusals), ...(said ? { detail: said } : {}) }
    },
  }),
]
