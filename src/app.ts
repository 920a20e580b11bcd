/** Everything the house can do. Every door asks here, and only here. */
import type { StockOutcome } from './domain/book.js'
import { cardMinutes } from './domain/deposit.js'
import type { DepositId, MemberId, NoticeId, UserKey } from './domain/ids.js'
import { firstOverdueStep } from './domain/notice.js'
import { defaultPolicy, type Policy } from './domain/policy.js'
import { rentRefusals } from './domain/rental.js'
import { ok } from './domain/result.js'
import { addDays, dayOf, instantOf, minutesAfter, type Day } from './domain/time.js'
import type { Config } from './config.js'
import { openDataSource } from './infra/db/data-source.js'
import { takeLetters } from './infra/db/letters.js'
import { rentFacts } from './infra/db/rent-facts.js'
import { settings } from './infra/db/settings.js'
import { sheets } from './infra/db/sheets.js'
import { openSql } from './infra/db/open-sql.js'
import { one } from './infra/db/sql.js'
import { runStories, type World } from './infra/db/store.js'
import { views } from './infra/db/views.js'
import { eventApi } from './infra/kakao/event-api.js'
import { kakaoPay } from './infra/kakao/pay.js'
import { openPrivacy } from './infra/privacy.js'
import { system } from './infra/system.js'
import type { Log } from './log.js'
import { chaseOverdue } from './usecases/chase-overdue.js'
import { deliverLetters } from './usecases/deliver-letters.js'
import { joinLibrary, type JoinInput } from './usecases/join-library.js'
import { approvePayment, lookAtPayment, openPayment, settleDeposit, type PayErrands } from './usecases/pay-deposit.js'
import { allReactions, type Reaction } from './usecases/reactions.js'
import { readOutcome, type AcceptedTask } from './usecases/read-outcomes.js'
import { rentBook, type RentInput } from './usecases/rent-book.js'
import { requestDeposit, type DepositInput } from './usecases/request-deposit.js'
import { returnBook, type ReturnInput } from './usecases/return-book.js'
import { stockCatalogue, type StockInput } from './usecases/stock-catalogue.js'
import type { KeptSearch } from './usecases/tx.js'
import type { BookCard } from './usecases/views.js'

export type App = Awaited<ReturnType<typeof openApp>>

export type Outside = {
  /** Where this process itself can be reached from this machine: the stand-ins of the simulator live there. */
  readonly ownUrl: () => string
  /** Time, chance and ids; the real ones unless a test brings its own. */
  readonly world?: Partial<World>
  readonly policy?: Policy
}

/** Letters taken into hand at once, by what is done with them. */
const handful: { readonly [R in Reaction]: number } = { 'stock-shelf': 200, 'send-notice': 100 }
const dayMs = 86_400_000

export async function openApp(config: Config, log: Log, outside: Outside) {
  const dataSource = await openDataSource(config.databaseUrl)
  const sql = openSql(dataSource)
  const remembered = settings(sql)
  const isToy = config.roles.includes('simulator')
  let offsetMs = isToy ? Number((await remembered.read('clock-offset-ms')) ?? 0) : 0

  const realWorld: World = { ...system, ...outside.world }
  const now = () => new Date(realWorld.now().getTime() + offsetMs)
  const world: World = { ...realWorld, now }
  const policy = outside.policy ?? defaultPolicy
  const today = (): Day => dayOf(now())
  const publicUrl = () => config.publicUrl ?? outside.ownUrl()

  const { ownUrl } = outside
  const talk = eventApi(
    config.eventApi
      ? { ...config.eventApi, baseUrl: always(config.eventApi.baseUrl) }
      : { baseUrl: () => `${ownUrl()}/simulator/event-api`, botId: toyBotId, restApiKey: 'simulator' },
  )
  const pay = kakaoPay(
    config.pay
      ? { ...config.pay, baseUrl: always(config.pay.baseUrl) }
      : { baseUrl: () => `${ownUrl()}/simulator/kakaopay`, secretKey: 'simulator', cid: 'TC0ONETIME' },
  )

  const listeners = new Set<() => void>()
  const runInTx = runStories({
    sql,
    world,
    policy,
    privacy: openPrivacy(config.privacyKey),
    onEvents: () => listeners.forEach((listener) => listener()),
  })
  const look = views(sql)
  const due = sheets(sql)
  const payErrands = (): PayErrands => ({ runInTx, pay, publicUrl: publicUrl() })

  return {
    library: config.library,
    policy,
    now,
    today,
    newNonce: world.newId,
    publicUrl,

    views: {
      visitor: (userKey: UserKey) => look.visitor(userKey, instantOf(now())),
      find: look.find,
      hits: look.hits,
      lastSearch: look.lastSearch,
      bookIdOfNo: look.bookIdOfNo,
      newestSentNotice: look.newestSentNotice,
      popular: look.popular,
      returnedLately: (memberId: MemberId) => look.returnedLately(memberId, today()),
      rentals: (memberId: MemberId) => look.rentals(memberId, today()),
      myPage: (memberId: MemberId) => look.myPage(memberId, today()),
      notice: (noticeId: NoticeId) => look.notice(noticeId, today()),
      async bookCard(bookId: RentInput['bookId'], memberId: MemberId | null): Promise<BookCard | null> {
        const [hit] = await look.hits([bookId])
        if (!hit) return null
        const { freeCopies, firstDueOn, ...book } = hit
        const facts = memberId && (await rentFacts(sql, memberId, bookId, null))
        const member = facts && {
          balanceWon: facts.wallet.balanceWon,
          dueOnIfRentedNow: addDays(today(), policy.loanDays),
          refusals: rentRefusals(facts, today(), policy),
        }
        return { book, freeCopies, firstDueOn, member }
      },
    },

    joinLibrary: (input: JoinInput) => runInTx((tx) => joinLibrary(tx, input)),
    rentBook: (input: RentInput) => runInTx((tx) => rentBook(tx, input)),
    returnBook: (input: ReturnInput) => runInTx((tx) => returnBook(tx, input)),
    requestDeposit: (input: DepositInput) => runInTx((tx) => requestDeposit(tx, input)),
    lookAtPayment: (pageToken: string) => runInTx((tx) => lookAtPayment(tx, pageToken)),
    openPayment: (pageToken: string) => openPayment(payErrands(), pageToken),
    approvePayment: (pageToken: string, pgToken: string) => approvePayment(payErrands(), pageToken, pgToken),
    stockCatalogue: async (input: StockInput): Promise<StockOutcome[]> => {
      const done = await runInTx((tx) => stockCatalogue(tx, input))
      return done.ok ? done.value : []
    },

    async keepDialogue(userKey: UserKey, step: string, draft: Record<string, string>): Promise<void> {
      await runInTx(async (tx) => {
        const expiresAt = instantOf(minutesAfter(tx.now, policy.dialogueMinutes))
        tx.chat.keepDialogue(userKey, { step, draft, expiresAt })
        return ok(null)
      })
    },
    async endDialogue(userKey: UserKey): Promise<void> {
      await runInTx(async (tx) => ok(tx.chat.endDialogue(userKey)))
    },
    async keepSearch(userKey: UserKey, search: KeptSearch): Promise<void> {
      await runInTx(async (tx) => {
        const expiresAt = instantOf(minutesAfter(tx.now, policy.searchMinutes))
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

    due: {
      lateMembers: (after: MemberId | null, limit: number) => due.lateMembers(today(), firstOverdueStep, after, limit),
      hangingDeposits: (after: DepositId | null, limit: number) =>
        due.hangingDeposits(
          {
            approvingSince: instantOf(minutesAfter(now(), -1)),
            readySince: instantOf(minutesAfter(now(), -policy.paymentMinutes - 1)),
            requestedSince: instantOf(minutesAfter(now(), -cardMinutes)),
          },
          after,
          limit,
        ),
      acceptedTasks: (limit: number) =>
        due.acceptedNotices(instantOf(minutesAfter(now(), -24 * 60)), instantOf(minutesAfter(now(), -0.1)), limit),
    },
    chaseOverdue: (memberId: MemberId) => runInTx((tx) => chaseOverdue(tx, { memberId })),
    settleDeposit: (depositId: DepositId) => settleDeposit(payErrands(), depositId),
    readOutcome: (task: AcceptedTask) => readOutcome({ runInTx, talk }, task),

    reactions: allReactions,
    /** Brings the letters that are due, once around; how many were in hand. */
    async deliverLetters(to: readonly Reaction[] = allReactions): Promise<number> {
      let inHand = 0
      for (const reaction of to) {
        const holder = world.newId()
        const letters = await takeLetters(sql, reaction, holder, now(), handful[reaction])
        inHand += letters.length
        if (letters.length === 0) continue
        const sum = await deliverLetters({ runInTx, talk, now }, reaction, letters, holder)
        log[sum.failed + sum.parked > 0 ? 'warn' : 'debug']({ reaction, ...sum }, 'letters')
      }
      return inHand
    },
    /** Calls back whenever letters were written in this process. Answers how to stop. */
    onLetters(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** For the simulator: the whole house lives so many days later from now on. */
    async moveClock(days: number): Promise<void> {
      offsetMs += days * dayMs
      await remembered.write('clock-offset-ms', String(offsetMs))
    },
    async isStocked(): Promise<boolean> {
      return (await one(sql, 'SELECT id FROM catalogue_books LIMIT 1')) !== null
    },
    async ping(): Promise<void> {
      await sql.all('SELECT 1')
    },
    roundTrips: sql.roundTrips,
    /** For the scheduler's own table. */
    dataSource,
    close: () => dataSource.destroy(),
  }
}

export const toyBotId = '65aa0000000000000000b070'

function always(text: string): () => string {
  return () => text
}
