/** `npm run chaos`: does the house keep its word while everything around it goes wrong? Ends with 1 when it does not. */
import { sayFigures } from './figures.js'
import { openGalera } from './galera.js'
import { openMariadb } from './mariadb.js'
import { readOptions } from './options.js'
import { storm } from './storm.js'

const { stores, seconds, seed, sabotage } = readOptions(process.argv.slice(2), new Date())
for (const store of stores) {
  console.log(`\n# ${store}, ${seconds} s, seed ${seed}${sabotage ? `, without ${JSON.stringify(sabotage)}` : ''}\n`)
  const startedAt = performance.now()
  const say = (what: string) =>
    console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(6)}  ${what}`)
  const { complaints, figures, logs } = await storm({
    ...{
      openStore: store === 'galera' ? openGalera : openMariadb,
      seconds,
      seed,
      sabotage,
      say,
      made: 'built',
      quietMs: 240_000,
    },
    size: { members: 24, librarians: 2, books: 12, late: 40, returning: 10 },
    newcomers: ['새내기가', '새내기나', '새내기다', '새내기라'],
    crew: { bots: 3, desks: 1, workers: 2 },
  })
  console.log(`\n${sayFigures(figures).join('\n')}\n`)
  if (complaints.length === 0) {
    console.log('Everything is as it must be.')
    continue
  }
  console.error(`${complaints.length} complaints (the processes' logs: ${logs}):`)
  for (const complaint of complaints.slice(0, 50)) console.error(`- ${complaint}`)
  process.exitCode = 1
}
