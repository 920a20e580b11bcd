/**
 * A process in which members do everything members do, the desk settles claims and the clock's jobs run, without a pause,
 * until it is killed; says a line for each thing done.
 */
import { openApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { liveIn } from './lives.js'

const log = openLog('silent')
const app = await openApp(readConfig(), log, { ownUrl: () => 'http://127.0.0.1:1' })
const lives = await liveIn(app, log)

await Promise.all(
  lives.map(async (doSomething) => {
    for (;;) {
      await doSomething()
      process.stdout.write('did\n')
    }
  }),
)
