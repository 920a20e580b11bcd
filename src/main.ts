/** Starts the product, and stops it in good order. `--check-config`: only says whether the environment is sound. */
import { constants, setPriority } from 'node:os'
import { ConfigError, readConfig } from './config.js'
import { leaveInOrder } from './leave-in-order.js'
import { openLog } from './log.js'
import { openHouse } from './open-house.js'

try {
  const config = readConfig()
  if (process.argv.includes('--check-config')) {
    process.stdout.write(`the environment is sound; roles: ${config.roles.join(', ')}\n`)
    process.exit(0)
  }
  const log = openLog(config.logLevel)
  // where members have a process of their own, the others take what it leaves of the processor
  if (!config.roles.includes('bot')) setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const leaving = leaveInOrder(log, config.going)
  const house = await openHouse(config, log, { signal: leaving.signal }).catch(leaving.neverOpened)
  if (house) {
    log.info({ roles: config.roles, url: house.url }, 'open')
    if (house.simulator) log.info(`talk to it: http://localhost:${new URL(house.url).port}/simulator/`)
    if (house.firstSignIn) {
      const { email, password } = house.firstSignIn
      process.stderr.write(`첫 사서: ${email}  한 번만 쓰는 비밀번호: ${password}  (처음 로그인할 때 바꿔 주세요)\n`)
    }
    leaving.opened(house)
  }
} catch (error) {
  const isAddressInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (isAddressInUse) process.stderr.write('PORT: somebody else is listening there already\n')
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
