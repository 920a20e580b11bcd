/** What keeps the house standing under load and while others are away: the gate of lending, a breaker for each outside service. */
import type { Config } from '../config.js'
import { kindOfTrouble } from '../infra/db/trouble.js'
import { openLendingGate, type LendingStrain } from '../infra/resilience/lending-gate.js'
import { watchLoop } from '../infra/resilience/loop-watch.js'
import { outsideBreaker, type OutsideBreaker } from '../infra/resilience/outside-breaker.js'
import type { Log } from '../log.js'
import type { Alimtalk, BookSearch, KakaoPay, Talk } from '../usecases/gateways.js'

/** Kakao gives up after 5 seconds; we answer before that. */
const answerMs = 4_000
/** Whoever is turned away hears of it well within a second. */
const waitMs = 350
/** So many calls of one member may be in hand while others wait for a place. */
const each = 2
const restMs = 1_000

/** How the house stands just now. */
export type Strain = {
  readonly lending: LendingStrain
  readonly outside: readonly {
    readonly place: OutsideBreaker['place']
    readonly breaker: ReturnType<OutsideBreaker['state']>
  }[]
}

export function openGuards({ guards }: Pick<Config, 'guards'>, log: Log) {
  const { atOnce, chairs, strainedAfterMs, outsideRestMs } = guards
  const loop = watchLoop(strainedAfterMs)
  const gate = openLendingGate({
    ...{ atOnce, chairs, waitMs, answerMs, each, restMs },
    isStrained: loop.isStrained,
    kindOf: kindOfTrouble,
    onOutage: (error) => log.error({ err: error }, 'the database is away'),
  })
  const breakers: OutsideBreaker[] = []
  function breakerOf(place: OutsideBreaker['place']): OutsideBreaker {
    const breaker = outsideBreaker(place, outsideRestMs)
    breakers.push(breaker)
    return breaker
  }
  return {
    behindBreakers: (gateways: Gateways): Gateways => behindBreakers(gateways, breakerOf),
    stop: loop.stop,
    doors: {
      /** Answers a member's call (`who`: the user key), or says why it was turned away: nothing was begun, or its key finds it. */
      admit: gate.enter,
      /** Why nobody can be let in just now, before anybody asks who it is; `null`: come in. */
      lendingClosedBecause: gate.closedBecause,
      /** Counts somebody who was turned away for it. */
      turnAway: gate.away,
      strain: (): Strain => ({
        lending: gate.strain(),
        outside: breakers.map(({ place, state }) => ({ place, breaker: state() })),
      }),
    },
  }
}

type Gateways = {
  readonly talk: Talk
  readonly pay: KakaoPay
  readonly alimtalk: Alimtalk | null
  readonly books: BookSearch
}

/** The same gateways; each place rests when it does not answer. */
function behindBreakers(
  { talk, pay, alimtalk, books }: Gateways,
  breakerOf: (place: OutsideBreaker['place']) => OutsideBreaker,
): Gateways {
  const [toTalk, toPay, toBooks] = [breakerOf('event-api'), breakerOf('kakao-pay'), breakerOf('kakao-books')]
  const toSolapi = alimtalk && breakerOf('solapi')
  return {
    talk: {
      push: (...asked) => toTalk.through(() => talk.push(...asked)),
      result: (...asked) => toTalk.through(() => talk.result(...asked)),
    },
    pay: {
      ready: (...asked) => toPay.through(() => pay.ready(...asked)),
      approve: (...asked) => toPay.through(() => pay.approve(...asked)),
      order: (...asked) => toPay.through(() => pay.order(...asked)),
      cancel: (...asked) => toPay.through(() => pay.cancel(...asked)),
    },
    alimtalk: toSolapi && {
      hasTemplate: alimtalk.hasTemplate,
      send: (...asked) => toSolapi.through(() => alimtalk.send(...asked)),
      find: (...asked) => toSolapi.through(() => alimtalk.find(...asked)),
      result: (...asked) => toSolapi.through(() => alimtalk.result(...asked)),
    },
    books: (isbn13) => toBooks.through(() => books(isbn13)),
  }
}
