/** Throws so many requests at the house, some one by one and some all at once, and says what went wrong. */
import { complaints } from '../support/audit.js'
import { openDoors, type Doors, type Drawn } from './doors.js'
import { lookAround } from './facts.js'
import type { Door, FuzzOptions } from './options.js'
import { smallest } from './smaller.js'
import { openTown, type Town } from './town.js'
import type { Verdict } from './verdict.js'
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

const batchSize = 200
const atOnce = 16
/** The fuzz goes on after a finding, but not for ever. */
const findingsAtMost = 20
const settleEvery = 8

/** How often each door has its turn. */
const turns: readonly Door[] = ['skills', 'desk', 'skills', 'desk', 'skills', 'outside', 'desk', 'skills']

export async function fuzz(options: FuzzOptions, say: (line: string) => void = () => undefined): Promise<Findings> {
  const town = await openTown(options.engine)
  const line = openLine(town.product.url, atOnce)
  try {
    return await throwAll(town, line, await openDoors(town, line), options, say)
  } finally {
    line.hangUp()
    await town.close()
  }
}

async function throwAll(
  town: Town,
  line: Line,
  house: Doors,
  { count, seed, doors }: FuzzOptions,
  say: (line: string) => void,
): Promise<Findings> {
  const startedAt = performance.now()
  const findings: Finding[] = []
  const statuses = new Map<string, number>()
  const outcomes = new Map<string, number>()
  let [sent, slowestMs, logSeen] = [0, 0, 0]
  const tally = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  const secondsSoFar = () => (performance.now() - startedAt) / 1_000

  const judge = (drawn: Drawn, wire: Wire, heard: Heard | Unheard): Verdict =>
    'failed' in heard
      ? { label: 'no answer', faults: [`no answer: ${heard.failed} after ${heard.ms} ms`], mayChange: true }
      : drawn.judge(wire, heard)

  function report(batch: number, fault: string, wire: Wire | null = null, heard: Heard | Unheard | null = null): void {
    const request = wire ? asCurl(wire, town.product.url) : ''
    const answer = heard && 'text' in heard ? `${heard.status} ${heard.text.slice(0, 600)}` : (heard?.failed ?? '')
    findings.push({ fault, request, answer, batch })
    say(`\n${fault}\n  ${request}\n  ${answer}`)
  }

  async function sendOne(drawn: Drawn): Promise<{ wire: Wire } & Verdict> {
    const wire = await drawn.wire()
    const heard = await line.send(wire)
    sent += 1
    slowestMs = Math.max(slowestMs, heard.ms)
    const verdict = judge(drawn, wire, heard)
    tally(statuses, 'status' in heard ? String(heard.status) : 'none')
    tally(outcomes, verdict.label)
    return { wire, ...verdict }
  }

  /** Of what is wrong with an answer, the least request that has it, too. */
  async function reportFaulty(batch: number, drawn: Drawn, wire: Wire, faults: readonly string[]): Promise<void> {
    const kind = faults[0]?.slice(0, 30) ?? ''
    const isSame = async (smaller: Wire) =>
      judge(drawn, smaller, await line.send(smaller)).faults.some((one) => one.startsWith(kind))
    const least = (await isSame(wire)) ? await smallest(wire, isSame) : wire
    report(batch, faults.join('; ').slice(0, 600), least, await line.send(least))
  }

  /** One after the other: whoever changes something without being let in is known by name. */
  async function oneByOne(batch: number, all: readonly Drawn[]): Promise<void> {
    await town.changes.news()
    for (const drawn of all) {
      if (house.isSomebodyMissing()) {
        await house.freshen()
        await town.changes.news()
      }
      const { wire, faults, mayChange, label } = await sendOne(drawn)
      if (faults.length > 0) await reportFaulty(batch, drawn, wire, faults)
      await town.importsAreOver()
      const news = await town.changes.news()
      if (!mayChange && faults.length === 0 && news.length > 0)
        report(batch, `answered ‘${label}’, and yet wrote: ${news.slice(0, 5).join(', ')}`, wire)
    }
  }

  async function together(batch: number, all: readonly Drawn[]): Promise<void> {
    const waiting = all.values()
    const faulty: [Drawn, Wire, readonly string[]][] = []
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const drawn of waiting) {
          const { wire, faults } = await sendOne(drawn)
          if (faults.length > 0) faulty.push([drawn, wire, faults])
        }
      }),
    )
    await town.importsAreOver()
    for (const [drawn, wire, faults] of faulty) await reportFaulty(batch, drawn, wire, faults)
  }

  function readLog(batch: number): void {
    const fresh = town.product.log.slice(logSeen)
    logSeen = town.product.log.length
    const told = new Set<string>()
    for (const one of fresh) {
      const what = /"message":"[^"]*/.exec(one)?.[0] ?? one
      if (/"level":(50|60)/.test(one) && !told.has(what) && told.add(what))
        report(batch, `the log says: ${one.slice(0, 1_500)}`)
      else if (/[0-9a-f]{40,}|\b01\d[- ]?\d{3,4}[- ]?\d{4}\b/.test(one))
        report(batch, `the log names somebody: ${one.slice(0, 500)}`)
    }
  }

  async function settle(batch: number): Promise<void> {
    await house.resetPolicy()
    await town.settle()
    for (const complaint of await complaints(town.library)) report(batch, `the books are wrong: ${complaint}`)
  }

  const order = turns.filter((door) => doors.includes(door))
  for (let batch = 0; sent < count && findings.length < findingsAtMost; batch += 1) {
    await house.freshen()
    const door = order[batch % order.length] ?? 'skills'
    const size = Math.min(batchSize, count - sent)
    const all = house.draw(door, size, (seed + batch * 7_919) | 0, await lookAround(town.library))
    await (batch % 3 === 2 ? together(batch, all) : oneByOne(batch, all))
    const alive = await line.send({ method: 'GET', path: '/health/live', headers: {}, body: null })
    if (!('status' in alive) || alive.status !== 200) report(batch, 'it does not say that it is alive', null, alive)
    readLog(batch)
    if (batch % settleEvery === settleEvery - 1) await settle(batch)
    if (batch % 25 === 24) say(`${sent} requests, ${Math.round(secondsSoFar())} s, ${findings.length} findings`)
  }
  await settle(-1)
  return { findings, sent, seconds: secondsSoFar(), statuses, outcomes, slowestMs }
}
