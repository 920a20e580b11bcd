/** A worker process as the tests start it: `worker.ts ADDRESS NAME LOCK_MS WORK_MS`; says on stdout what it does. */
import { setTimeout as work } from 'node:timers/promises'
import { Agenda } from 'agenda'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { releaseOwnLocks } from '../../src/scheduler/backend/release-own-locks.js'
import { typeormBackend } from '../../src/scheduler/backend/typeorm-backend.js'

const [address = '', name = '', lockMs, workMs] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

const dataSource = await openDataSource(address)
const agenda = new Agenda({
  backend: typeormBackend(dataSource),
  name,
  processEvery: 50,
  defaultLockLimit: 5,
  defaultLockLifetime: Number(lockMs),
})
agenda.define<{ n: number }>('deliver-letter', async (job) => {
  say(`began ${job.attrs.data.n}`)
  await work(Number(workMs))
  say(`ended ${job.attrs.data.n}`)
})

async function leave(): Promise<void> {
  await agenda.drain()
  await releaseOwnLocks(dataSource, name)
  await dataSource.destroy()
  // Agenda's own timers would keep the process for half a lock's time.
  process.exit()
}
process.once('SIGTERM', () => void leave())

await agenda.start()
say('ready')
