/** Where a story meets its transaction: it is told, and what it named is carried out, all or nothing. */
import type { Deed, DeedRecord } from '../../domain/deed.js'
import type { Event } from '../../domain/events.js'
import type { Id } from '../../domain/ids.js'
import type { Rules } from '../../domain/policy.js'
import type { Refusal, Result } from '../../domain/result.js'
import type { Letter } from '../../usecases/ports/letters.js'
import type { RunInTx, Tx } from '../../usecases/tx.js'
import type { Watch } from '../../watch.js'
import { board } from './board.js'
import { calendar } from './calendar.js'
import { catalogue } from './catalogue.js'
import { chat } from './chat.js'
import { deedWrites, endedBefore } from './deeds.js'
import { deposits } from './deposits.js'
import { history } from './history.js'
import { holds } from './holds.js'
import { leaving } from './leaving.js'
import { imports } from './imports.js'
import type { LetterNews } from './letter-news.js'
import { eventWrites, letters } from './letters.js'
import { librarians } from './librarians.js'
import { links } from './links.js'
import { remarks } from './member-notes.js'
import { members, type Privacy } from './members.js'
import { notices } from './notices.js'
import { refunds } from './refunds.js'
import { titleIndex } from './refile.js'
import { rentals } from './rentals.js'
import { shelf } from './shelf.js'
import { Conflict, type Sql, type Write } from './sql.js'
import { storedRules } from './stored-rules.js'
import { wallets } from './wallets.js'

/** Time, chance and ids, from outside. */
export type World = {
  now(): Date
  newId(): string
  newToken(): string
  /** At least 0, less than 1. */
  chance(): number
}

export type StoreOptions = {
  readonly sql: Sql
  readonly world: World
  /** The rules as they are when a story begins. */
  readonly rules: () => Rules
  readonly privacy: Privacy
  /** Called after a story has put letters on their way, so that they leave at once. */
  readonly onEvents: () => void
  /** Called with the letters that a story has delivered, and when that was written. */
  readonly onDelivered: (letters: readonly Letter[], at: Date) => void
  /** Called with each letter that a story has put off for its failure or given up on, once that was written. */
  readonly onFailed: LetterNews['failed']
  readonly watch: Watch
}

/** How often a story is told when others keep being faster. */
const tellings = 12

export function runStories(options: StoreOptions): RunInTx {
  const { sql, world, rules, privacy, onEvents, onDelivered, onFailed, watch } = options
  async function tellOnce<T, R extends Refusal>(
    story: (tx: Tx) => Promise<Result<T, R>>,
    deed?: Deed,
  ): Promise<Result<T, R>> {
    const writes: Write[] = []
    const events: Event[] = []
    const records: DeedRecord[] = []
    const done: Letter[] = []
    /** What to tell once all is written. */
    const news: (() => void)[] = []
    let isAnyAgain = false
    const write = (one: Write): void => void writes.push(one)
    const now = world.now()
    const before = deed && (await endedBefore(sql, privacy, deed, now))
    if (before) return before as Result<T, R>
    const result = await story({
      now,
      rules: rules(),
      newId: <I extends Id<string>>() => world.newId() as I,
      newToken: world.newToken,
      pick: (among) => Math.floor(world.chance() * among),
      // each is made when it is asked for: no story touches more than a few
      get members() {
        return members(sql, write, privacy)
      },
      get remarks() {
        return remarks(sql, write)
      },
      get links() {
        return links(sql, write, privacy)
      },
      get rentals() {
        return rentals(sql, write)
      },
      get holds() {
        return holds(sql, write)
      },
      get wallets() {
        return wallets(sql, write, ({ kind, amountWon }) =>
          news.push(() => watch.moneyMoved(kind, Math.abs(amountWon))),
        )
      },
      get deposits() {
        return deposits(sql, write)
      },
      get history() {
        return history(sql, write)
      },
      get leaving() {
        return leaving(sql, write)
      },
      get refunds() {
        return refunds(sql, write)
      },
      get notices() {
        return notices(sql, write, (one) => news.push(() => watch.noticeWent(one)))
      },
      get letters() {
        return letters(sql, write, {
          delivered: (some) => void done.push(...some),
          failed: (...failed) => void news.push(() => onFailed(...failed)),
          again: () => (isAnyAgain = true),
        })
      },
      get catalogue() {
        return catalogue(sql, write)
      },
      get imports() {
        return imports(sql, write)
      },
      get shelf() {
        return shelf(sql, write)
      },
      get titleIndex() {
        return titleIndex(sql, write)
      },
      get board() {
        return board(sql, write)
      },
      get chat() {
        return chat(sql, write)
      },
      get calendar() {
        return calendar(sql, write)
      },
      get houseRules() {
        return storedRules(sql, write)
      },
      get librarians() {
        return librarians(sql, write)
      },
      emit: (event) => void events.push(event),
      record: (record) => void records.push(record),
    })
    const named = result.ok ? [...writes, ...eventWrites(events, now, world.newId)] : []
    const hasWrites = named.length > 0
    const { newId } = world
    if (deed) named.push(...deedWrites(deed, { result, hasWrites, records, now, newId, privacy }))
    if (named.length > 0) await sql.carryOut(named)
    if (!hasWrites) return result
    if (events.length > 0 || isAnyAgain) onEvents()
    if (done.length > 0) onDelivered(done, world.now())
    for (const tell of news) tell()
    return result
  }

  return async (story, deed) => {
    for (let telling = 1; ; telling += 1) {
      try {
        return await tellOnce(story, deed)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        watch.outrun(telling === tellings ? 'given-up' : 'told-again')
        if (telling === tellings) throw error
        await breath(world.chance() * Math.min(100, 4 * telling))
      }
    }
  }
}

function breath(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
