/** Which days the house is closed: asked by day, said by managers. */
import { versionOfDay, type CalendarDay } from '../../src/domain/closed-day.js'
import { addDays, daysBetween } from '../../src/domain/time.js'
import { problem, refused } from './problems.js'
import { nothing, reply, route, type Route } from './route.js'
import { z } from './zod.js'

const day = z.iso.date()
const said = z
  .object({ day, name: z.string(), isClosed: z.boolean(), source: z.enum(['public-holiday', 'library']) })
  .openapi('CalendarDay')

/** Every day is there, also one of which nothing is said: then its weekday decides. */
const dayAnswer = z.object({ day, isClosed: z.boolean(), said: said.nullable() }).openapi('Day')

/** Two years and a leap day. */
const longestDays = 731

const tag = 'settings'

export const calendar: readonly Route[] = [
  route({
    method: 'get',
    path: '/calendar',
    role: 'librarian',
    tag,
    summary: 'What is said of single days, from today for a year unless asked otherwise',
    query: z.object({ from: day.optional(), until: day.optional() }),
    answer: { status: 200, schema: z.object({ items: z.array(said), closedWeekdays: z.array(z.int()) }) },
    async handle({ app, query }) {
      const from = query.from ?? app.today()
      const until = query.until ?? addDays(from, 365)
      if (daysBetween(from, until) > longestDays)
        return problem('invalid-request', { errors: [{ path: 'query.until', message: '2년까지만 볼 수 있어요.' }] })
      return reply({
        items: await app.views.closedDays(from, until),
        closedWeekdays: app.rules().closedDays.weekdays,
      })
    },
  }),
  route({
    method: 'get',
    path: '/calendar/{day}',
    role: 'librarian',
    tag,
    summary: 'One day',
    params: z.object({ day }),
    answer: { status: 200, schema: dayAnswer, hasVersion: true },
    async handle({ app, params }) {
      const [known = null] = await app.views.closedDays(params.day, params.day)
      return reply(
        { day: params.day, isClosed: known?.isClosed ?? app.rules().isClosed(params.day), said: known },
        versionOfDay(known),
      )
    },
  }),
  route({
    method: 'put',
    path: '/calendar/{day}',
    role: 'manager',
    isEdit: true,
    tag,
    summary: 'Close the day, or declare it open',
    params: z.object({ day }),
    body: z.strictObject({ name: z.string().trim().min(1).max(40), isClosed: z.boolean() }),
    answer: { status: 200, schema: dayAnswer, hasVersion: true },
    async handle({ desk, params, body, seen }) {
      const set = await desk.setDay({ ...params, ...body, seen })
      if (!set.ok) return refused(set.refusals)
      const now: CalendarDay = set.value.now
      return reply({ day: now.day, isClosed: now.isClosed, said: now }, versionOfDay(now))
    },
  }),
  route({
    method: 'delete',
    path: '/calendar/{day}',
    role: 'manager',
    isEdit: true,
    tag,
    summary: 'Forget what a librarian said of the day',
    params: z.object({ day }),
    answer: { status: 204, schema: null },
    problems: ['nothing-said', 'public-holiday'],
    async handle({ desk, params, seen }) {
      const forgotten = await desk.forgetDay(params.day, seen)
      return forgotten.ok ? nothing : refused(forgotten.refusals)
    },
  }),
]
