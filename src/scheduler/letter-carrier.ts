/** Carries letters: at once when this process wrote some, and every second for what others wrote or what has to wait. */
import type { App } from '../app.js'
import type { Log } from '../log.js'

const restMs = 1_000

export type LetterCarrier = {
  /** Finishes the round it is on and goes home. */
  stop(): Promise<void>
}

export function startLetterCarrier(app: App, log: Log): LetterCarrier {
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

  async function rounds(): Promise<void> {
    while (isWanted) {
      hasNews = false
      const inHand = await app.deliverLetters().catch((error: unknown) => {
        log.error({ err: error }, 'letters wait')
        return 0
      })
      if (inHand === 0 && isWanted && !hasNews) await rest()
    }
  }
  const walk = rounds()

  return {
    async stop() {
      isWanted = false
      stopListening()
      wake()
      await walk
    },
  }
}
