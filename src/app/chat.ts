/** What the chat looks up and remembers. */
import { holdRefusals } from '../domain/hold.js'
import { dueDayFrom } from '../domain/calendar.js'
import type { BookId, MemberId, NoticeId, UserKey } from '../domain/ids.js'
import { rentRefusals } from '../domain/rental.js'
import { ok } from '../domain/result.js'
import { instantOf, minutesAfter } from '../domain/time.js'
import { lineFacts, waitingFor } from '../infra/db/hold-facts.js'
import { rentFacts } from '../infra/db/rent-facts.js'
import type { KeptSearch } from '../usecases/ports/chat.js'
import type { BookCard } from '../usecases/views.js'
import type { Inside } from './inside.js'

export function chatViews({ sql, look, now, today, thisDay, rules }: Inside) {
  return {
    visitor: (userKey: UserKey) => look.visitor(userKey, instantOf(now())),
    find: look.find,
    findAlike: look.findAlike,
    hits: look.hits,
    lastSearch: look.lastSearch,
    bookIdOfNo: look.bookIdOfNo,
    newestSentNotice: look.newestSentNotice,
    popular: look.popular,
    newest: look.newest,
    returnedLately: (memberId: MemberId) => look.returnedLately(memberId, today()),
    rentals: (memberId: MemberId) => look.rentals(memberId, today(), rules()),
    holds: (memberId: MemberId) => look.holds(memberId, today(), rules()),
    myPage: (memberId: MemberId) => look.myPage(memberId, today(), rules()),
    notice: (noticeId: NoticeId) => look.notice(noticeId, today(), rules()),
    ledger: look.ledger,
    toldNotices: look.toldNotices,
    closedDays: look.closedDays,
    async bookCard(bookId: BookId, memberId: MemberId | null): Promise<BookCard | null> {
      const [hit] = await look.hits([bookId])
      if (!hit) return null
      const { freeCopies, firstDueOn, ...book } = hit
      const facts = memberId && (await rentFacts(sql, memberId, bookId, null, thisDay()))
      const line = facts && (await lineFacts(sql, facts, bookId, null, thisDay()))
      const own = memberId && line?.own ? await look.holds(memberId, today(), rules()) : []
      const member = facts &&
        line && {
          balanceWon: facts.wallet.balanceWon,
          dueOnIfRentedNow: dueDayFrom(today(), rules().loanDays, rules()),
          refusals: rentRefusals(facts, today(), rules()),
          hold: (own || []).find((held) => held.bookId === bookId) ?? null,
          mayHold: holdRefusals(line, today(), rules()).length === 0,
        }
      const waiting = line ? line.waiting : await waitingFor(sql, bookId)
      return { book, freeCopies, firstDueOn, waiting, member: member || null }
    },
  }
}

export function chatMemory({ runInTx, rules }: Inside) {
  return {
    async keepDialogue(userKey: UserKey, step: string, draft: Record<string, string>): Promise<void> {
      await runInTx(async (tx) => {
        const expiresAt = instantOf(minutesAfter(tx.now, rules().dialogueMinutes))
        tx.chat.keepDialogue(userKey, { step, draft, expiresAt })
        return ok(null)
      })
    },
    async endDialogue(userKey: UserKey): Promise<void> {
      await runInTx(async (tx) => ok(tx.chat.endDialogue(userKey)))
    },
    async keepSearch(userKey: UserKey, search: KeptSearch): Promise<void> {
      await runInTx(async (tx) => {
        const expiresAt = instantOf(minutesAfter(tx.now, rules().searchMinutes))
        return ok(tx.chat.keepSearch(userKey, search, expiresAt))
      })
    },
    async forgetChats(): Promise<void> {
      await runInTx(async (tx) => ok(tx.chat.forget(instantOf(tx.now))))
    },
    async markTold(noticeIds: readonly NoticeId[]): Promise<void> {
      await runInTx(async (tx) => ok(tx.chat.markTold(noticeIds, instantOf(tx.now))))
    },
    async markDrawn(noticeId: NoticeId): Promise<void> {
      await runInTx(async (tx) => ok(tx.chat.markDrawn(noticeId, instantOf(tx.now))))
    },
  }
}
