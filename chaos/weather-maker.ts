/** Does to the house, to its servers and to those outside what the forecast says, and puts everything right in the end. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, PayMischief, Timed } from './faults.js'
import type { House } from './house.js'
import type { Outside } from './outside.js'
import type { Store } from './store.js'

export type Damage = {
  kills: number
  pauses: number
  serverKills: number
  serverPauses: number
  /** Kakao, KakaoPay, or a call asked twice. */
  outside: number
}

export type Sky = {
  readonly house: House
  readonly store: Store
  readonly outside: Outside
  /** Done when all late books that come back while Kakao is away are back. */
  readonly untilBooksAreBack: () => Promise<void>
  readonly say: (what: string) => void
}

/** Ends when the last of the faults is over and everything is up. */
export async function makeWeather(faults: readonly Timed[], sky: Sky): Promise<Damage> {
  const { house, store, outside, untilBooksAreBack, say } = sky
  const damage: Damage = { kills: 0, pauses: 0, serverKills: 0, serverPauses: 0, outside: 0 }
  const paused = new Set<string>()
  let isServerTroubled = false
  const startedAt = performance.now()
  const kept = (name: string) => house.all.find((one) => one.name === name)

  async function pauseProcess(whom: string, forMs: number): Promise<void> {
    const one = kept(whom)
    if (!one?.isThere() || paused.has(whom)) return
    damage.pauses += 1
    paused.add(whom)
    one.pause()
    await pause(forMs)
    one.goOn()
    paused.delete(whom)
  }

  /** One server at a time: of a cluster the others must be able to go on. */
  async function troubleServer(index: number, trouble: (server: Store['servers'][number]) => Promise<void>) {
    const server = store.servers[index]
    if (!server || isServerTroubled) return
    isServerTroubled = true
    try {
      await trouble(server)
    } finally {
      isServerTroubled = false
    }
  }

  async function happens(fault: Fault): Promise<void> {
    const { mischief } = outside.simulator
    switch (fault.kind) {
      case 'kill': {
        const one = kept(fault.whom)
        // who is stopped for long stays so
        if (!one?.isThere() || paused.has(fault.whom)) return
        damage.kills += 1
        return one.kill()
      }
      case 'pause':
        return pauseProcess(fault.whom, fault.forMs)
      case 'kill-server':
        return troubleServer(fault.server, async (server) => {
          damage.serverKills += 1
          await server.kill()
          await pause(fault.awayMs)
          await server.start()
        })
      case 'pause-server':
        return troubleServer(fault.server, async (server) => {
          damage.serverPauses += 1
          server.pause()
          await pause(fault.forMs)
          server.goOn()
        })
      case 'event-api':
        damage.outside += 1
        outside.takesMessages(fault.how)
        await pause(fault.forMs)
        outside.takesMessages('ok')
        return
      case 'kakao-away':
        damage.outside += 1
        await untilBooksAreBack()
        outside.takesMessages(fault.then.how)
        outside.comesBack()
        say('the late books are back, and so is Kakao')
        return happens(fault.then)
      case 'kakao-pay':
        damage.outside += 1
        behave(outside, fault.how)
        await pause(fault.forMs)
        behaveAgain(outside, fault.how)
        return
      case 'asked-twice':
        damage.outside += 1
        mischief.duplicateSkillCalls = true
        await pause(fault.forMs)
        mischief.duplicateSkillCalls = false
    }
  }

  const under: Promise<void>[] = []
  for (const { atMs, fault } of faults) {
    await pause(Math.max(0, startedAt + atMs - performance.now()))
    say(`${(atMs / 1_000).toFixed(1)} s: ${JSON.stringify(fault)}`)
    under.push(happens(fault))
  }
  await Promise.all(under)
  outside.calm()
  return damage
}

/** Longer than the house waits for KakaoPay. */
const stallMs = 11_000

function behave(outside: Outside, how: PayMischief): void {
  const { kakaoPay } = outside.simulator.mischief
  const [what, manner] = splitAt(how)
  if (manner === 'stalls') outside.stall(`/${what}`, stallMs)
  else if (what === 'ready') kakaoPay.ready = manner === 'lost' ? 'lost-answer' : manner === 'slow' ? 'slow' : '500'
  else if (what === 'approve')
    kakaoPay.approve =
      manner === 'lost' ? 'lost-answer' : manner === 'declined' || manner === 'wrong-amount' ? manner : '500'
  else if (what === 'order') kakaoPay.order = manner === 'lost' ? 'lost-answer' : '500'
  else kakaoPay.cancel = manner === 'lost' ? 'lost-answer' : '500'
}

function behaveAgain(outside: Outside, how: PayMischief): void {
  const [what] = splitAt(how)
  outside.stall(`/${what}`, 0)
  outside.simulator.mischief.kakaoPay[what] = 'ok'
}

function splitAt(how: PayMischief): ['ready' | 'approve' | 'order' | 'cancel', string] {
  const dash = how.indexOf('-')
  return [how.slice(0, dash) as 'ready' | 'approve' | 'order' | 'cancel', how.slice(dash + 1)]
}
