/** Throws so many requests at the house, some one by one and some all at once, and says what went wrong. */
import fc from 'fast-check'
import { complaints } from '../support/audit.js'
import { lookAround, type Facts } from './facts.js'
import { judgeSkill, saysMachineWords, type Verdict } from './judge-skill.js'
import type { FuzzOptions } from './options.js'
import { skillPlan, skillWire, type Seen } from './skill-calls.js'
import { smallest } from './smaller.js'
import { openTown, type Town } from './town.js'
import { asCurl, openLine, type Heard, type Line, type Unheard, type Wire } from './wire.js'

export type Finding = {
  readonly fault: string
  readonly request: string
  readonly answer: string
  readonly batch: number
}

export type Findings = {
  readonly findings: readonly Finding[]
  readonly sent: number
  readonly seconds: number
  /** How often each status and each outcome was answered. */
  readonly statuses: ReadonlyMap<string, number>
  readonly outcomes: ReadonlyMap<string, number>
  readonly slowestMs: number
}

const batchSize = 250
const atOnce = 16
/** The fuzz goes on after a finding, but not for ever. */
const findingsAtMost = 20
const settleEvery = 8
const seenAtMost = 2_000

export async function fuzz(options: FuzzOptions, say: (line: string) => void = () => undefined): Promise<Findings> {
  const town = await openTown(options.engine)
  const line = openLine(town.product.url, atOnce)
  try {
    return await throwAll(town, line, options, say)
  } finally {
    line.hangUp()
    await town.close()
  }
}

async function throwAll(
  town: Town,
  line: Line,
  { count, seed }: FuzzOptions,
  say: (line: string) => void,
): Promise<Findings> {
  const startedAt = performance.now()
  const findings: Finding[] = []
  const statuses = new Map<string, number>()
  const outcomes = new Map<string, number>()
  const seen: Seen[] = []
  const talkOfMachines = new Set<string>()
  let [sent, slowestMs, logSeen] = [0, 0, 0]
  const tally = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  const secondsSoFar = () => (performance.now() - startedAt) / 1_000

  const judge = (wire: Wire, heard: Heard | Unheard): Verdict =>
    'failed' in heard
      ? { label: 'no answer', faults: [`no answer: ${heard.failed} after ${heard.ms} ms`], mayChange: true, shown: [] }
      : judgeSkill(wire, heard, (userKey) => talkOfMachines.has(userKey))

  function report(batch: number, fault: string, wire: Wire | null, heard: Heard | Unheard | null): void {
    const request = wire ? asCurl(wire, town.product.url) : ''
    const answer = heard && 'text' in heard ? `${heard.status} ${heard.text.slice(0, 600)}` : (heard?.failed ?? '')
    findings.push({ fault, request, answer, batch })
    say(`\n${fault}\n  ${request}\n  ${answer}`)
  }

  async function sendOne(wire: Wire): Promise<Verdict> {
    const said = saysMachineWords(wire.body)
    if (said !== null) talkOfMachines.add(said)
    const heard = await line.send(wire)
    sent += 1
    slowestMs = Math.max(slowestMs, heard.ms)
    const verdict = judge(wire, heard)
    tally(statuses, 'status' in heard ? String(heard.status) : 'none')
    tally(outcomes, verdict.label)
    seen.push(...verdict.shown.slice(0, 3))
    if (seen.length > seenAtMost) seen.splice(0, seen.length - seenAtMost)
    return verdict
  }

  /** Of what is wrong with an answer, the least request that has it, too. */
  async function reportFaulty(batch: number, wire: Wire, faults: readonly string[]): Promise<void> {
    const kind = faults[0]?.slice(0, 30) ?? ''
    const isSame = async (smaller: Wire) =>
      judge(smaller, await line.send(smaller)).faults.some((one) => one.startsWith(kind))
    const least = (await isSame(wire)) ? await smallest(wire, isSame) : wire
    report(batch, faults.join('; ').slice(0, 600), least, await line.send(least))
  }

  /** One after the other: whoever changes something without being let in is known by name. */
  async function oneByOne(batch: number, wires: readonly (() => Wire)[]): Promise<void> {
    await town.changes.news()
    for (const draw of wires) {
      const wire = draw()
      const { faults, mayChange, label } = await sendOne(wire)
      if (faults.length > 0) await reportFaulty(batch, wire, faults)
      const news = await town.changes.news()
      if (!mayChange && faults.length === 0 && news.length > 0)
        report(batch, `answered ‘${label}’, and yet wrote: ${news.slice(0, 5).join(', ')}`, wire, null)
    }
  }

  async function together(batch: number, wires: readonly (() => Wire)[]): Promise<void> {
    const waiting = wires.values()
    const faulty: [Wire, readonly string[]][] = []
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const draw of waiting) {
          const wire = draw()
          const { faults } = await sendOne(wire)
          if (faults.length > 0) faulty.push([wire, faults])
        }
      }),
    )
    for (const [wire, faults] of faulty) await reportFaulty(batch, wire, faults)
  }

  function readLog(batch: number): void {
    const fresh = town.product.log.slice(logSeen)
    logSeen = town.product.log.length
    for (const one of fresh) {
      if (/"level":(50|60)/.test(one)) report(batch, `the log says: ${one.slice(0, 1_500)}`, null, null)
      else if (/[0-9a-f]{40,}|\b01\d[- ]?\d{3,4}[- ]?\d{4}\b/.test(one))
        report(batch, `the log names somebody: ${one.slice(0, 500)}`, null, null)
    }
  }

  async function complain(batch: number): Promise<void> {
    for (const complaint of await complaints(town.library))
      report(batch, `the books are wrong: ${complaint}`, null, null)
  }

  for (let batch = 0; sent < count && findings.length < findingsAtMost; batch += 1) {
    const facts: Facts = await lookAround(town.library)
    const size = Math.min(batchSize, count - sent)
    const plans = fc.sample(skillPlan, { numRuns: size, seed: (seed + batch * 7_919) | 0 })
    const wires = plans.map((plan) => () => skillWire(plan, facts, seen))
    await (batch % 3 === 2 ? together(batch, wires) : oneByOne(batch, wires))
    const alive = await line.send({ method: 'GET', path: '/health/live', headers: {}, body: null })
    if (!('status' in alive) || alive.status !== 200) report(batch, 'it does not say that it is alive', null, alive)
    readLog(batch)
    if (batch % settleEvery === settleEvery - 1) {
      await town.settle()
      await complain(batch)
    }
    if (batch % 20 === 19) say(`${sent} requests, ${Math.round(secondsSoFar())} s, ${findings.length} findings`)
  }
  await town.settle()
  await complain(-1)
  return { findings, sent, seconds: secondsSoFar(), statuses, outcomes, slowestMs }
}
