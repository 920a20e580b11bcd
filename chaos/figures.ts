/** What a storm came to, in numbers. */
import type { Taken } from './checker/notices.js'
import type { History, Told } from './history.js'
import type { Outages } from './prober.js'
import type { Damage } from './weather-maker.js'

export type Figures = {
  readonly store: string
  readonly seed: number
  readonly stormMs: number
  readonly history: History
  readonly damage: Damage
  readonly outages: Outages
  readonly restarts: number
  readonly quietAfterMs: number
  /** Notices that Kakao took, and payments that KakaoPay took. */
  readonly notices: Taken
  readonly payments: number
}

const columns: readonly Told[] = ['ok', 'refused', 'turned-away', 'left-open', 'broken', 'silence']

export function sayFigures(figures: Figures): string[] {
  const { store, seed, stormMs, history, damage, outages, restarts, quietAfterMs } = figures
  const rows = [...history.operations].toSorted(([one], [other]) => one.localeCompare(other))
  const cells = (kind: string, counts: ReadonlyMap<Told, number>) =>
    `| ${kind.padEnd(22)} | ${columns.map((told) => count(counts.get(told) ?? 0).padStart(11)).join(' | ')} |`
  const all = new Map(columns.map((told) => [told, rows.reduce((sum, [, counts]) => sum + (counts.get(told) ?? 0), 0)]))
  return [
    `${store}, seed ${seed}: a storm of ${seconds(stormMs)}, quiet after ${seconds(quietAfterMs)} more`,
    '',
    `| ${'asked'.padEnd(22)} | ${columns.map((told) => told.padStart(11)).join(' | ')} |`,
    `| ${'-'.repeat(22)} | ${columns.map(() => '-'.repeat(11)).join(' | ')} |`,
    ...rows.map(([kind, counts]) => cells(kind, counts)),
    cells('all', all),
    '',
    `processes killed ${damage.kills}, stopped and continued ${damage.pauses}, restarted ${restarts}`,
    `servers killed ${damage.serverKills}, stopped and continued ${damage.serverPauses}; Kakao and KakaoPay behaved badly ${damage.outside} times`,
    `마이페이지 looked at ${count(outages.probes)} times: ${count(outages.unanswered)} not answered well, median ${outages.medianMs} ms, p99 ${outages.p99Ms} ms`,
    `outages of half a second and more: ${outages.outages}, the longest ${count(outages.longestMs)} ms, ${count(outages.totalMs)} ms in all`,
    `Kakao took ${count(figures.notices.all)} notices, ${count(figures.notices.again)} of them again after nobody could draw them, and ${count(figures.notices.apologies)} showed an apology; KakaoPay took ${count(figures.payments)} payments`,
  ]
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
