/** What goes wrong, and when: drawn from the seed before the storm begins, so that the same seed brings the same weather. */
import type { Chance } from './chance.js'

export type Fault =
  | { readonly kind: 'kill'; readonly whom: string }
  | { readonly kind: 'pause'; readonly whom: string; readonly forMs: number }
  | { readonly kind: 'kill-server'; readonly server: number; readonly awayMs: number }
  | { readonly kind: 'pause-server'; readonly server: number; readonly forMs: number }
  | {
      readonly kind: 'event-api'
      readonly how: 'slow' | '500' | 'silence' | 'accept-then-drop-answer'
      readonly forMs: number
    }
  /** The Event API takes nothing until the late books are back, and then behaves like that. */
  | { readonly kind: 'kakao-away'; readonly then: Extract<Fault, { kind: 'event-api' }> }
  | { readonly kind: 'kakao-pay'; readonly how: PayMischief; readonly forMs: number }
  | { readonly kind: 'asked-twice'; readonly forMs: number }

export type PayMischief =
  | 'ready-500'
  | 'ready-slow'
  | 'ready-lost'
  | 'approve-500'
  | 'approve-lost'
  | 'approve-declined'
  | 'approve-wrong-amount'
  | 'approve-stalls'
  | 'order-500'
  | 'order-lost'
  | 'cancel-500'
  | 'cancel-lost'
  | 'cancel-stalls'

export type Timed = { readonly atMs: number; readonly fault: Fault }

export type Weather = {
  readonly seconds: number
  readonly bots: readonly string[]
  readonly desks: readonly string[]
  readonly workers: readonly string[]
  readonly servers: number
}

/** How long one of the house's processes is stopped at most. */
export function longestPauseOf(faults: readonly Timed[]): number {
  return Math.max(0, ...faults.map(({ fault }) => (fault.kind === 'pause' ? fault.forMs : 0)))
}

/** Longer than letters and jobs are left in anybody's hands. */
const longPauseMs = 65_000

const payMischief = [
  ...(['ready-500', 'ready-slow', 'ready-lost', 'approve-500', 'approve-lost', 'approve-declined'] as const),
  ...(['approve-wrong-amount', 'approve-stalls', 'order-500', 'order-lost', 'cancel-500', 'cancel-lost'] as const),
  'cancel-stalls',
] as const satisfies readonly PayMischief[]

export function drawWeather(weather: Weather, chance: Chance): Timed[] {
  const { seconds, bots, desks, workers, servers } = weather
  const endMs = seconds * 1_000
  const faults: Timed[] = []
  const anyProcess = () => chance.pick([...bots, ...bots, ...workers, ...workers, ...desks]) ?? ''
  const kinds: readonly (() => Fault)[] = [
    () => ({ kind: 'kill', whom: anyProcess() }),
    () => ({ kind: 'kill', whom: anyProcess() }),
    () => ({ kind: 'kill', whom: anyProcess() }),
    () => ({ kind: 'pause', whom: anyProcess(), forMs: chance.between(500, 8_000) }),
    () => ({ kind: 'pause', whom: anyProcess(), forMs: chance.between(500, 8_000) }),
    () => ({ kind: 'kill-server', server: chance.between(0, servers - 1), awayMs: chance.between(500, 6_000) }),
    () => ({ kind: 'pause-server', server: chance.between(0, servers - 1), forMs: chance.between(500, 4_000) }),
    () => ({
      kind: 'event-api',
      how: chance.pick(['slow', '500', 'silence', 'accept-then-drop-answer'] as const) ?? '500',
      forMs: chance.between(2_000, 8_000),
    }),
    () => ({ kind: 'kakao-pay', how: chance.pick(payMischief) ?? 'approve-lost', forMs: chance.between(2_000, 8_000) }),
    () => ({ kind: 'kakao-pay', how: chance.pick(payMischief) ?? 'approve-lost', forMs: chance.between(2_000, 8_000) }),
    () => ({ kind: 'asked-twice', forMs: chance.between(3_000, 10_000) }),
  ]
  // every kind once before any comes again, as far as there is time
  let bag: (() => Fault)[] = []
  for (let atMs = 1_500; atMs < endMs - 1_000; atMs += chance.between(1_200, 3_600)) {
    if (bag.length === 0) bag = [...kinds]
    const [drawn] = bag.splice(chance.between(0, bag.length - 1), 1)
    if (drawn) faults.push({ atMs, fault: drawn() })
  }
  const [worker] = workers
  if (worker && endMs > longPauseMs * 1.5)
    faults.push({ atMs: Math.round(endMs / 4), fault: { kind: 'pause', whom: worker, forMs: longPauseMs } })
  return faults.toSorted((a, b) => a.atMs - b.atMs)
}
