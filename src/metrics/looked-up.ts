/** What is looked up at each scrape: how the house stands, as far as its database says so in good time. */
import { setTimeout as pause } from 'node:timers/promises'
import { Gauge, type Registry } from 'prom-client'
import type { App } from '../app.js'
import { strained } from './strained.js'

/** How long a scrape waits for the database. */
const patienceMs = 2_000

type Sight = { readonly letters: Awaited<ReturnType<App['views']['lettersWaiting']>> | null; readonly isThere: boolean }
const nothing: Sight = { letters: null, isThere: false }

/** Answers how to look once more. */
export function lookedUp(registry: Registry, app: App): () => Promise<void> {
  const registers = [registry]
  const ofLetters = (name: string, help: string) => new Gauge({ name, help, labelNames: ['reaction'], registers })
  const waiting = ofLetters('letters_waiting', 'Letters on their way, in the whole house')
  const parked = ofLetters('letters_parked', 'Letters given up on, in the whole house')
  const oldest = ofLetters(
    'letters_oldest_seconds',
    'Time since the oldest event whose letter waits, in the whole house',
  )
  const reachable = new Gauge({
    name: 'database_reachable',
    help: '1 when the database answers in good time',
    registers,
  })
  const connections = new Gauge({
    name: 'database_connections',
    help: 'Connections of this process to MariaDB or MySQL in use and at rest, and calls that wait for one',
    labelNames: ['state'],
    registers,
  })

  const lookAtStrain = strained(registry, app)
  let looking: Promise<Sight> | null = null
  /** One look at a time: a database that does not answer is not asked more and more. */
  function look(): Promise<Sight> {
    looking ??= lookAt(app).finally(() => (looking = null))
    return looking
  }

  return async () => {
    lookAtStrain()
    const { letters, isThere } = await Promise.race([look(), pause(patienceMs, nothing, { ref: false })])
    reachable.set(isThere ? 1 : 0)
    for (const one of [waiting, parked, oldest]) one.reset()
    for (const { reaction, ...count } of letters ?? []) {
      waiting.set({ reaction }, count.waiting)
      parked.set({ reaction }, count.parked)
      oldest.set({ reaction }, count.oldestWaitingSeconds)
    }
    for (const [state, count] of Object.entries(app.databaseConnections() ?? {})) connections.set({ state }, count)
  }
}

async function lookAt(app: App): Promise<Sight> {
  const [letters, isThere] = await Promise.all([app.views.lettersWaiting().catch(() => null), app.databaseAnswers()])
  return { letters, isThere }
}
