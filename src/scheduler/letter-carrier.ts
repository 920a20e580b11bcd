/** Carries letters: at once when this process wrote some, and twice a second for what others wrote or what has to wait. */
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../app.js'
import type { Log } from '../log.js'

/** The rest between two rounds when there is no news, in milliseconds: how late what others wrote may be seen. */
const usualRestMs = 500
const usualPatienceMs = 10_000

export type LetterCarrier = {
  /** The reactions whose letters are in hand now. */
  inHand(): readonly Reaction[]
  /**
   * Begins no round, and finishes those it is on, for so long at most; what is in hand then it puts down for others to take
   * at once. Answers of which reactions that was.
   */
  stop(patienceMs?: number): Promise<readonly Reaction[]>
}

type Reaction = App['reactions'][number]
type Walk = { stop(): Promise<void> }

/** A walk of its own for every reaction, so that a silent Kakao does not keep new books from the shelf. */
export function startLetterCarrier(app: App, log: Log, restMs = usualRestMs): LetterCarrier {
  const walks = app.reactions.map((reaction) =>
    startWalk(app, restMs, () =>
      app.carryLetters(reaction).catch((error: unknown) => {
        log.error({ err: error, reaction }, 'letters wait')
        return 0
      }),
    ),
  )
  return {
    inHand: app.lettersInHand,
    async stop(patienceMs = usualPatienceMs) {
      const endHurry = app.hurryLetters()
      const areDone = new AbortController()
      const walked = Promise.all(walks.map((walk) => walk.stop()))
        .then(() => areDone.abort())
        .then(endHurry)
      await Promise.race([walked, pause(patienceMs, undefined, { signal: areDone.signal }).catch(() => undefined)])
      const left = app.lettersInHand()
      await app
        .putDownLetters()
        .catch((error: unknown) => log.warn({ err: error }, 'letters were not put down; they are free within a minute'))
      return left
    },
  }
}

/** Goes round while there is something in hand, and rests until there is news. */
function startWalk(app: App, restMs: number, round: () => Promise<number>): Walk {
  let isWanted = true
  let hasNews = false
  let wake = (): void => undefined
  const stopListening = app.onLetters(() => {
    hasNews = true
    wake()
  })

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function walk(): Promise<void> {
    while (isWanted) {
      hasNews = false
      const inHand = await round()
      if (inHand === 0 && isWanted && !hasNews) await rest()
    }
  }
  const walking = walk()

  return {
    async stop() {
      isWanted = false
      stopListening()
      wake()
      await walking
    },
  }
}
