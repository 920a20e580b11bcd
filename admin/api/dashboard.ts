/** The desk's day in numbers, and how far the numbers are behind. */
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const sums = {
  rentals: z.int(),
  returns: z.int(),
  kakaoPayWon: z.int(),
  cashWon: z.int(),
  feesWon: z.int(),
  /** Asked back by members; what KakaoPay or the desk has paid out of it by now is another matter. */
  refundsWon: z.int(),
}
const day = z.iso.date()

export const dashboard: readonly Route[] = [
  route({
    method: 'get',
    path: '/dashboard',
    role: 'librarian',
    tag: 'board',
    summary: 'How the house stands now, what today has brought so far, and the weeks before',
    query: z.object({ weeks: z.coerce.number().int().min(1).max(53).default(8) }),
    answer: {
      status: 200,
      schema: z
        .object({
          day,
          standing: z.object({
            out: z.int(),
            dueToday: z.int(),
            late: z.int(),
            claimed: z.int(),
            lost: z.int(),
            waiting: z.int(),
            ready: z.int(),
            members: z.int(),
            /** What members have paid and not used, which the house owes; and what it has given them. */
            owedWon: z.int(),
            giftsWon: z.int(),
          }),
          today: z.object(sums),
          /** From Monday to Sunday; the last one is this week, so far. */
          weeks: z.array(z.object({ begins: day, ...sums })),
          days: z.array(z.object({ day, ...sums })),
          /** In the whole house. */
          letters: z.object({ waiting: z.int(), parked: z.int() }),
          /** Letters the board has not had yet, and how old the oldest of them is. */
          lag: z.object({ waiting: z.int(), parked: z.int(), oldestSeconds: z.number() }),
        })
        .openapi('Dashboard'),
    },
    async handle({ app, query }) {
      const letters = await app.views.lettersWaiting()
      const sum = (what: 'waiting' | 'parked') => letters.reduce((all, one) => all + one[what], 0)
      return reply({
        ...(await app.board.dashboard(query.weeks)),
        letters: { waiting: sum('waiting'), parked: sum('parked') },
        lag: await app.board.lag(),
      })
    },
  }),
]
