/** The figures as people read them. Absolute numbers drift with the machine's other work; the ratios are what counts. */
import { createRequire } from 'node:module'
import { cpus, release, totalmem, type } from 'node:os'
import type { Databases } from './databases.js'
import type { Sweep, Telling } from './notices.js'
import type { Overload } from './overload.js'
import type { Rates } from './rents.js'
import { quantile, ratios, spread } from './rounds.js'
import type { Trips } from './round-trips.js'
import type { SearchSpeed } from './searches.js'

export function sayMachine({ mariadb, isPrivate }: Databases): void {
  const cores = cpus()
  const require = createRequire(import.meta.url)
  const version = (name: string) => `${name} ${(require(`${name}/package.json`) as { version: string }).version}`
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${cores.length} cores, ${cores[0]?.model ?? 'unknown'}, ${memory}`,
  )
  console.log(`Node ${process.versions.node} · ${type()} ${release()}`)
  console.log(`MariaDB ${mariadb}, ${isPrivate ? 'private, data in memory where there is room' : 'as given'}`)
  console.log(`${['mysql2', 'better-sqlite3', 'express'].map(version).join(' · ')}`)
  console.log(
    'Client, server and database share these cores; contenders take turns; min / median / max over the rounds.',
  )
}

/** Answers whether all of it is within what was agreed. */
export function sayTrips(trips: readonly Trips[]): boolean {
  console.log('\nRound trips to the database')
  for (const { what, counted, agreed } of trips)
    console.log(`  ${what.padEnd(44)} ${String(counted).padStart(3)}   agreed: at most ${agreed}`)
  return trips.every(({ counted, agreed }) => counted <= agreed)
}

export function sayRates({ of, waits }: Rates): void {
  console.log('\nPer second')
  const rows = [
    ['rent by chat over HTTP, MariaDB, 32 at once', of('chat')],
    ['rent story, MariaDB', of('story')],
    ['bare prepared mysql2 transaction, 7 round trips', of('bare')],
    ['rent story, SQLite', of('storyLite')],
    ['bare better-sqlite3 transaction, FULL', of('bareLite')],
    ['greeting by chat over HTTP, no database', of('greeting')],
    ['bare Express, JSON in and out', of('express')],
  ] as const
  for (const [name, rates] of rows) console.log(`  ${name.padEnd(50)} ${threeOf(rates, 0)}`)
  const medians = waits.map(({ medianMs }) => medianMs)
  const p99s = waits.map(({ p99Ms }) => p99Ms)
  const cpu = middle(waits.map(({ cpuMicros }) => cpuMicros))
  console.log(
    `  a rent by chat waits ${middle(medians)} ms (p99 ${middle(p99s)} ms) and costs its process ${cpu} µs of CPU`,
  )

  console.log('\nRatios, round by round')
  const held = [
    ['rent by chat / bare mysql2 transaction', of('chat'), of('bare'), 'at least 0.35, goal 0.60'],
    ['rent story / bare mysql2 transaction', of('story'), of('bare'), 'at least 0.70, goal 0.85'],
    ['rent story / bare better-sqlite3 transaction', of('storyLite'), of('bareLite'), 'at least 0.70, goal 0.85'],
    ['greeting by chat / bare Express', of('greeting'), of('express'), 'at least 0.75, goal 0.90'],
  ] as const
  for (const [name, one, other, wanted] of held)
    console.log(`  ${name.padEnd(50)} ${threeOf(ratios(one, other), 2)}   ${wanted}`)
}

export function saySearch(speeds: readonly SearchSpeed[], catalogue: string | null): void {
  console.log('\nSearch')
  if (!catalogue) console.log('  BENCH_CATALOGUE names no list of books, so the titles are made up.')
  for (const { engine, titles, loadSeconds, kinds } of speeds) {
    console.log(`  ${engine}, ${titles.toLocaleString('en')} titles, loaded in ${loadSeconds.toFixed(0)} s`)
    for (const { kind, queries, medianMs, p99Ms, likeMedianMs, compared, alike } of kinds) {
      const times = `median ${medianMs.toFixed(2).padStart(6)} ms, p99 ${p99Ms.toFixed(2).padStart(6)} ms`
      const like = `LIKE ${likeMedianMs.toFixed(0).padStart(4)} ms = ${(likeMedianMs / medianMs).toFixed(0).padStart(4)} times`
      const same = alike === compared ? 'identical' : `${compared - alike} of ${compared} NOT identical`
      console.log(`    ${kind.padEnd(18)} ${String(queries).padStart(3)} queries: ${times}; ${like}; ${same}`)
    }
  }
}

export function sayNotices(sweeps: readonly Sweep[], tellings: readonly Telling[]): void {
  const count = (number: number) => number.toLocaleString('en')
  console.log('\nFinding who is late, page by page, beside the bare query on the same index')
  for (const { engine, open, late, sweepMs, bareMs, ratio } of sweeps) {
    const times = `${sweepMs.toFixed(2)} ms / ${bareMs.toFixed(2)} ms = ${ratio.toFixed(2)}`
    console.log(`  ${engine.padEnd(10)} ${count(late)} late of ${count(open)} open: ${times}   goal at most 2`)
  }
  console.log('\nTelling them: from the first look to the last message taken by Kakao’s stand-in')
  for (const { engine, members, seconds, findSeconds, peakMb, calls } of tellings) {
    const rate = `${count(Math.round(members / seconds))} a second`
    const rest = `found after ${findSeconds.toFixed(1)} s, ${count(calls)} calls, at most ${peakMb.toFixed(0)} MB`
    console.log(`  ${engine.padEnd(10)} ${count(members)} members in ${seconds.toFixed(1)} s (${rate}); ${rest}`)
  }
}

export function sayOverload({ delayMs, peak, steps, tenfold, recoverySeconds, isTrue }: Overload): void {
  const place = delayMs > 0 ? `the database ${delayMs} ms away` : 'the database on the same cores'
  console.log(`\nTen times too many, ${place}: rents by chat over HTTP to one bot`)
  const rate = (perSecond: number) => perSecond.toFixed(0).padStart(6)
  for (const { offered, goodput, servedMs, turnedAway } of steps.map(({ crowded }) => crowded))
    console.log(
      `  ${rate(offered)} a second asked, ${rate(goodput)} served (p99 ${servedMs.p99.toFixed(0)} ms), ${turnedAway} turned away`,
    )
  const { offered, goodput, servedMs, turnedAwayMs, failed, unasked } = tenfold
  const longest = Math.max(servedMs.longest, turnedAwayMs.longest)
  const rows = [
    ['asked, in times of the peak', (offered / peak).toFixed(1), '10'],
    ['served, in parts of the peak', (goodput / peak).toFixed(2), 'at least 0.90'],
    ['turned away within (p99)', `${turnedAwayMs.p99.toFixed(0)} ms`, 'under 500 ms'],
    ['served within (p99)', `${servedMs.p99.toFixed(0)} ms`, ''],
    ['the longest wait of all', `${longest.toFixed(0)} ms`, 'under 5,000 ms'],
    ['without an answer, without a connection', `${failed}, ${unasked}`, '0'],
    ['nobody turned away any more after', `${recoverySeconds} s`, 'within 10 s'],
    ['rentals, charges and answers agree', isTrue ? 'yes' : 'NO', 'yes'],
  ] as const
  for (const [name, value, goal] of rows) console.log(`  ${name.padEnd(42)} ${value.padStart(9)}   ${goal}`)
}

function threeOf(values: readonly number[], digits: number): string {
  const { min, median, max } = spread(values)
  return [min, median, max].map((value) => value.toFixed(digits).padStart(digits === 0 ? 6 : 5)).join(' / ')
}

function middle(values: readonly number[]): string {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  ).toFixed(1)
}
