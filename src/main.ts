/** Starts the product, and stops it in good order. */
import { ConfigError, readConfig } from './config.js'
import { openLog } from './log.js'
import { openHouse } from './open-house.js'

try {
  const config = readConfig()
  const log = openLog(config.logLevel)
  const house = await openHouse(config, log)
  log.info({ roles: config.roles, url: house.url }, 'open')
  if (house.simulator) log.info(`talk to it: http://localhost:${new URL(house.url).port}/simulator/`)
  if (house.firstSignIn) {
    const { email, password } = house.firstSignIn
    process.stderr.write(`첫 사서: ${email}  한 번만 쓰는 비밀번호: ${password}  (처음 로그인할 때 바꿔 주세요)\n`)
  }

  let isGoing = false
  const goHome = async (signal: string): Promise<void> => {
    if (isGoing) return
    isGoing = true
    log.info({ signal }, 'closing')
    await house.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void goHome(signal))
} catch (error) {
  const isAddressInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (isAddressInUse) process.stderr.write('PORT: somebody else is listening there already\n')
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
