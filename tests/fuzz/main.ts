/** What does the house do with requests that nobody in their right mind sends? `npm run fuzz`, with `-- --count N --seed N --engine sqlite|mariadb`. */
import { randomInt } from 'node:crypto'
import { fuzz } from './fuzz.js'
import { readOptions } from './options.js'

type Starter = { default(): Promise<void>; stopMariadb(): Promise<void> }

const options = readOptions(process.argv.slice(2), randomInt(2 ** 31))
const { count, seed, engine } = options
console.log(`${count} requests on ${engine}, seed ${seed}`)
// the loader takes a named `.js` of ours for TypeScript
const mariadb = (await import(new URL('../support/start-mariadb.js', import.meta.url).href)) as Starter
if (engine === 'mariadb') await mariadb.default()
try {
  const { findings, sent, seconds, statuses, outcomes, slowestMs } = await fuzz(options, console.log)
  const sorted = (counts: ReadonlyMap<string, number>) =>
    [...counts].sort(([, a], [, b]) => b - a).map(([what, times]) => `${what}: ${times}`)
  console.log(`\n${sent} requests in ${Math.round(seconds)} s, the slowest answered after ${slowestMs} ms`)
  console.log(`statuses  ${sorted(statuses).join(', ')}`)
  console.log(`outcomes  ${sorted(outcomes).join(', ')}`)
  console.log(
    findings.length === 0
      ? 'nothing found'
      : `${findings.length} findings; again with --count ${count} --seed ${seed} --engine ${engine}`,
  )
  process.exitCode = findings.length === 0 ? 0 : 1
} finally {
  if (engine === 'mariadb') await mariadb.stopMariadb()
}
