/** Everything the house can do. Every door asks here, and only here. */
import { atDesk } from './app/at-desk.js'
import { boardApp } from './app/board.js'
import { bookStories, booksApp } from './app/books.js'
import { chatMemory, chatViews } from './app/chat.js'
import { clockSheets, clockStories } from './app/clock.js'
import { deskApp } from './app/desk.js'
import { openGuards } from './app/guards.js'
import { importsApp } from './app/imports.js'
import { uploadsApp } from './app/imports-at-desk.js'
import { keepFresh } from './app/keep-fresh.js'
import { keepHouse } from './app/keep-house.js'
import type { Inside } from './app/inside.js'
import { letterNews } from './app/letter-news.js'
import { lettersApp, mailViews } from './app/letters.js'
import { checkSeals } from './app/check-seals.js'
import { membersApp } from './app/members.js'
import { myDataStories, myDataViews } from './app/my-data.js'
import { gatewaysOf } from './app/outside.js'
import { pointsApp } from './app/points.js'
import { pulse } from './app/pulse.js'
import { searchIndexApp } from './app/search-index.js'
import { tracedLetters, tracedStories, tracedWatch } from './app/traced.js'
import { wholeLists } from './app/whole-lists.js'
import type { Config } from './config.js'
import { todayAt } from './domain/calendar.js'
import type { MemberId } from './domain/ids.js'
import type { AlimtalkNews, ChannelNews } from './domain/news.js'
import { mayLeaveAt, wakingTime } from './domain/notice.js'
import { defaultPolicy, type Policy } from './domain/policy.js'
import { ok } from './domain/result.js'
import { dayOf, instantOf, type Day } from './domain/time.js'
import { openDataSource } from './infra/db/data-source.js'
import { forgetDeskMemory } from './infra/db/desk-memory.js'
import { openHouseRules } from './infra/db/house-rules.js'
import { settings } from './infra/db/settings.js'
import { openSql } from './infra/db/open-sql.js'
import { poolUse } from './infra/db/pool-use.js'
import { punctualSql } from './infra/db/punctual-sql.js'
import { rateLimits } from './infra/db/rate-limits.js'
import { one } from './infra/db/sql.js'
import { tracedSql } from './infra/db/traced-sql.js'
import { runStories, type World } from './infra/db/store.js'
import { views } from './infra/db/views.js'
import { publicHolidays } from './infra/holidays.js'
import { openPrivacy } from './infra/privacy.js'
import { openSecrets } from './infra/secrets.js'
import { system } from './infra/system.js'
import { openUploads } from './infra/uploads.js'
import type { Log } from './log.js'
import type { Traces } from './traces.js'
import { claimReturn, type ClaimInput } from './usecases/claim-return.js'
import { hearChannelNews } from './usecases/hear-channel-news.js'
import { cancelHold, holdBook, type CancelHoldInput, type HoldInput } from './usecases/hold-book.js'
import { approvePayment, closeWindow, lookAtPayment, openPayment } from './usecases/pay-deposit.js'
import { settleNotice } from './usecases/read-outcomes.js'
import { renewRental, type RenewInput } from './usecases/renew-rental.js'
import { rentBook, type RentInput } from './usecases/rent-book.js'
import { requestDeposit, type DepositInput } from './usecases/request-deposit.js'
import { lookAtRefund, requestRefund, type RefundInput } from './usecases/request-refund.js'
import { returnBook, type ReturnInput } from './usecases/return-book.js'
import { unwatched, type Watch } from './watch.js'

export type App = Awaited<ReturnType<typeof openApp>>
/** What became of somebody who came to be answered. */
export type Admitted = Awaited<ReturnType<App['admit']>>

export type Outside = {
  /** Where this process itself can be reached from this machine: the stand-ins of the simulator live there. */
  readonly ownUrl: () => string
  /** Time, chance and ids; the real ones unless a test brings its own. */
  readonly world?: Partial<World>
  readonly policy?: Policy
  /** Told of what is done; nobody is, unless given. */
  readonly watch?: Watch
  /** Where what is done is traced; nowhere, unless given. */
  readonly traces?: Traces | null
  /** How long to wait for a database that is away; not at all unless said. */
  readonly waitSeconds?: number
  /** Aborted when nobody wants the house any more before it is open. */
  readonly signal?: AbortSignal
}

/** Within which time every process follows a change of the house rules. */
const freshEveryMs = 10_000

export async function openApp(config: Config, log: Log, outside: Outside) {
  const { waitSeconds = 0, signal, traces = null } = outside
  const watch = traces ? tracedWatch(outside.watch ?? unwatched) : (outside.watch ?? unwatched)
  const dataSource = await openDataSource(config.databaseUrl, {
    pool: config.databasePool,
    waitSeconds,
    onWaiting: (error) => log.warn({ err: error, seconds: waitSeconds }, 'the database is away; waiting for it'),
    ...(signal ? { signal } : {}),
  })
  const plainSql = openSql(dataSource)
  const sql = punctualSql(traces ? tracedSql(plainSql) : plainSql)
  const privacy = openPrivacy(config.privacyKeys)
  await checkSeals(sql, privacy, log).catch(async (error: unknown) => {
    await dataSource.destroy()
    throw error
  })
  const remembered = settings(sql)
  const isToy = config.roles.includes('simulator')
  let offsetMs = isToy ? Number((await remembered.read('clock-offset-ms')) ?? 0) : 0

  const realWorld: World = { ...system, ...outside.world }
  const now = () => new Date(realWorld.now().getTime() + offsetMs)
  const world: World = { ...realWorld, now }
  const today = (): Day => dayOf(now())
  const defaults = outside.policy ?? defaultPolicy
  const houseRules = openHouseRules(sql, defaults, {
    today,
    onTrouble: (error) => log.error({ err: error }, 'the house rules cannot be read; the last known go on'),
  })
  await houseRules.refresh()
  const stopFreshening = keepFresh(houseRules, freshEveryMs)
  const rules = houseRules.current
  const publicUrl = () => config.publicUrl ?? outside.ownUrl()
  const guards = openGuards(config, log)
  const { talk, pay, alimtalk, books } = guards.behindBreakers(gatewaysOf(config, outside.ownUrl, watch))

  const news = letterNews(log, watch)
  const fromStore = traces ? tracedLetters(news.fromStore) : news.fromStore
  const plainRunInTx = runStories({ sql, world, rules, privacy, ...fromStore, watch })
  const runInTx = traces ? tracedStories(plainRunInTx) : plainRunInTx
  const inside: Inside = {
    sql,
    runInTx,
    privacy,
    look: views(sql),
    now,
    today,
    thisDay: () => todayAt(now(), rules()),
    rules,
    newId: world.newId,
    traces,
    talk,
    alimtalk,
    pay,
    payErrands: () => ({ runInTx, pay, publicUrl: publicUrl() }),
  }
  const { payErrands } = inside
  const imports = importsApp(inside, log)
  const uploads = openUploads({ folder: config.uploadsDir, newId: system.newId, now })
  const keeping = { runInTx, runByItself: runInTx, rules: houseRules, defaults, publicHolidays, today, log }
  return {
    library: config.library,
    /** The rules as they are now; they may be others at the next look. */
    rules,
    now,
    today,
    newNonce: world.newId,
    nameInLog: privacy.nameInLog,
    publicUrl,

    ...guards.doors,

    views: { ...chatViews(inside), ...mailViews(inside), ...myDataViews(inside) },
    ...chatMemory(inside),

    rentBook: (input: RentInput) => runInTx((tx) => rentBook(tx, input)),
    returnBook: (input: ReturnInput) => runInTx((tx) => returnBook(tx, input)),
    renewRental: (input: RenewInput) => runInTx((tx) => renewRental(tx, input)),
    claimReturn: (input: ClaimInput) => runInTx((tx) => claimReturn(tx, input)),
    holdBook: (input: HoldInput) => runInTx((tx) => holdBook(tx, input)),
    cancelHold: (input: CancelHoldInput) => runInTx((tx) => cancelHold(tx, input)),
    requestDeposit: (input: DepositInput) => runInTx((tx) => requestDeposit(tx, input)),
    requestRefund: (input: RefundInput) => runInTx((tx) => requestRefund(tx, input)),
    lookAtRefund: (input: RefundInput) => runInTx((tx) => lookAtRefund(tx, input)),
    lookAtPayment: (pageToken: string) => runInTx((tx) => lookAtPayment(tx, pageToken)),
    openPayment: (pageToken: string) => openPayment(payErrands(), pageToken),
    closeWindow: (pageToken: string) => closeWindow(payErrands(), pageToken),
    approvePayment: (pageToken: string, pgToken: string) => approvePayment(payErrands(), pageToken, pgToken),

    async noteChannel(news: ChannelNews): Promise<void> {
      await runInTx((tx) => hearChannelNews(tx, news))
    },
    /** Who chats as a friend of the channel is one; and by which number Kakao Login knows them is worth remembering. */
    async noteFriend(memberId: MemberId, isFriend: boolean, appUserId: string | null): Promise<void> {
      await runInTx(async (tx) => {
        if (isFriend) tx.members.setChannel(memberId, 'friend', instantOf(tx.now))
        if (appUserId !== null) tx.members.setAppUser(memberId, appUserId)
        return ok(null)
      })
    },
    /** Solapi reports what became of a message, known by its number or by ours. The same news may come twice. */
    async noteAlimtalk({ messageId, noticeId, isDelivered, reason }: AlimtalkNews): Promise<void> {
      const found = await runInTx(async (tx) => ok(messageId && (await tx.notices.byMessage('alimtalk', messageId))))
      const known = (found.ok && found.value && found.value.id) || noticeId
      if (!known) return
      const sending = { noticeId: known, channel: 'alimtalk', taskId: messageId } as const
      await settleNotice(runInTx, sending, isDelivered ? null : { reason, cause: 'other' })
    },

    ...myDataStories(inside),
    ...clockSheets(inside),
    ...clockStories(inside),
    ...deskApp(inside),
    ...pointsApp(inside),
    ...membersApp(inside, config.librarian),
    ...booksApp(inside, books, log),
    ...bookStories(runInTx),
    ...imports,
    ...uploadsApp(imports, uploads),
    wholeLists: wholeLists(inside),
    ...keepHouse(keeping),
    ...atDesk({ inside, house: keeping, secrets: openSecrets(), limits: rateLimits(sql, now), imports, uploads }),
    forgetDeskMemory: () => forgetDeskMemory(sql, now()),

    ...boardApp(inside, remembered),
    ...searchIndexApp(inside, remembered),
    ...lettersApp(inside, log),
    ...news.toDoors,

    /** For the simulator: the whole house lives so many hours later from now on. */
    async moveClock(hours: number): Promise<void> {
      offsetMs += hours * 3_600_000
      await remembered.write('clock-offset-ms', String(offsetMs))
    },
    /** For the simulator: so many days later, by day, so that what these days brought can be told at once. */
    async moveDays(days: number): Promise<void> {
      const at = new Date(now().getTime() + days * 86_400_000)
      offsetMs += wakingTime(at, rules().notices).getTime() - now().getTime()
      await remembered.write('clock-offset-ms', String(offsetMs))
    },
    /** For the simulator: between which hours of the day in Seoul notices leave, and do they rest now. */
    noticeHours() {
      const { notices } = rules()
      const { fromHour, untilHour } = notices
      return { fromHour, untilHour, areResting: mayLeaveAt(now(), notices) > now() }
    },
    async isStocked(): Promise<boolean> {
      return (await one(sql, 'SELECT id FROM catalogue_books LIMIT 1')) !== null
    },
    databaseAnswers: pulse(sql),
    roundTrips: sql.roundTrips,
    databaseConnections: () => poolUse(dataSource),
    watch,
    traces,
    /** For the scheduler's own table. */
    dataSource,
    async close(): Promise<void> {
      guards.stop()
      await stopFreshening()
      await imports.stopImports()
      await dataSource.destroy()
    },
  }
}
