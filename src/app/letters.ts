/** Letters on their way: how they stand, carrying them, and sending them again. */
import type { LetterId } from '../domain/ids.js'
import type { Day } from '../domain/time.js'
import { takeLetters } from '../infra/db/letters.js'
import { letterViews } from '../infra/db/letter-views.js'
import { putDownLetters } from '../infra/db/put-down-letters.js'
import { sheets } from '../infra/db/sheets.js'
import type { Log } from '../log.js'
import { inSpan, repeatable } from '../trail.js'
import { unhurried } from '../unhurried.js'
import { deliverLetters, type LetterErrands } from '../usecases/deliver-letters.js'
import { allReactions, type Reaction } from '../usecases/reactions.js'
import { replayDay } from '../usecases/replay-day.js'
import { resendLetter, resendParked } from '../usecases/resend-letters.js'
import type { Inside } from './inside.js'

/** Letters taken into hand at once, by what is done with them; fewer where a go keeps the whole process waiting, as a file does. */
const handful: { readonly [R in Reaction]: { readonly server: number; readonly file: number } } = {
  'stock-shelf': { server: 25, file: 4 },
  'send-notice': { server: 100, file: 100 },
  'give-back': { server: 4, file: 4 },
  'update-board': { server: 50, file: 10 },
}

/** What is written of them is written in this house alone, and again when it was lost: nobody waits for it by the millisecond. */
const atHome: ReadonlySet<Reaction> = new Set(['stock-shelf', 'update-board'])

export function mailViews({ sql, now }: Inside) {
  const mail = letterViews(sql)
  return { lettersWaiting: () => mail.lettersWaiting(now()), parkedLetters: mail.parkedLetters }
}

export function lettersApp(inside: Inside, log: Log) {
  const { sql, runInTx, look, now, today, rules, newId, talk, alimtalk, pay, traces } = inside
  const due = sheets(sql)
  const store = sql.dialect === 'sqlite' ? 'file' : 'server'
  /** By the name they are held under. */
  const inHand = new Map<string, Reaction>()
  let isInHurry = false
  const errands: LetterErrands = {
    runInTx,
    talk,
    alimtalk,
    pay,
    now,
    isInHurry: () => isInHurry,
    look: (noticeId) => look.notice(noticeId, today(), rules()),
    writeLine: ({ id: noticeId, body }) => log.info({ noticeId, kind: body.kind }, 'notice'),
  }
  async function deliverTo(reaction: Reaction): Promise<number> {
    const holder = newId()
    inHand.set(holder, reaction)
    try {
      const letters = await takeLetters(sql, reaction, holder, now(), handful[reaction][store])
      if (letters.length === 0) return 0
      const span = traces?.begin(`letters ${reaction}`, {
        kind: 'done',
        facts: { 'chaekbang.letters': letters.length },
      })
      const deliver = () => deliverLetters(errands, reaction, letters, holder)
      const sum = await (span ? inSpan(span, deliver) : deliver())
      log[sum.failed + sum.parked > 0 ? 'warn' : 'debug']({ reaction, ...sum }, 'letters')
      return letters.length
    } finally {
      inHand.delete(holder)
    }
  }
  const deliver = (reaction: Reaction) =>
    atHome.has(reaction) ? repeatable(() => deliverTo(reaction)) : deliverTo(reaction)

  return {
    reactions: allReactions,
    /** Brings the letters that are due, once around; how many were in hand. */
    async deliverLetters(to: readonly Reaction[] = allReactions): Promise<number> {
      let count = 0
      for (const reaction of to) count += await deliver(reaction)
      return count
    },
    /** The same for one reaction, with a rest afterwards where it would be felt by members. */
    carryLetters: (reaction: Reaction): Promise<number> =>
      atHome.has(reaction) ? unhurried(() => deliver(reaction)) : deliver(reaction),
    /** Of which reactions letters are in hand, or about to be. */
    lettersInHand: (): readonly Reaction[] => [...inHand.values()],
    /** From now on nothing that takes long is begun: what is in hand and can wait, waits for somebody else. Answers how to end that. */
    hurryLetters(): () => void {
      isInHurry = true
      return () => void (isInHurry = false)
    },
    /** What is in hand is free for others at once; to be called last, or it is done twice. */
    putDownLetters: () => putDownLetters(sql, [...inHand.keys()]),
    resendLetter: (letterId: LetterId) => runInTx((tx) => resendLetter(tx, { letterId })),
    resendParked: () => resendParked({ runInTx, due }),
    replayDay: (day: Day) => replayDay({ runInTx, due }, day),
  }
}
