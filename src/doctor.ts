/** `npm run doctor`: what is still missing before members can come, and do Kakao's hosts answer? Ends with 1 when something is wrong. */
import { openApp } from './app.js'
import { missingInProduction, type Config } from './config.js'
import { lookAtEnvironment } from './doctor/environment.js'
import { sayFinding, wrong, type Finding } from './doctor/finding.js'
import { inTheConsole, lookInside } from './doctor/house.js'
import { askOutside } from './doctor/outside.js'
import { knockAtOwnDoor } from './doctor/own-door.js'
import { openLog } from './log.js'
import { withConfig } from './with-config.js'

await withConfig(async (config) => {
  const findings = [
    ...lookAtEnvironment(config, missingInProduction()),
    ...(await inTheHouse(config)),
    ...(await knockAtOwnDoor(config)),
    ...(await askOutside(config)),
    ...inTheConsole,
  ]
  for (const finding of findings) console.log(sayFinding(finding))
  const faults = findings.filter(({ state }) => state === 'wrong').length
  console.log(
    faults === 0 ? '\n고칠 것이 없어요. ‘?’는 카카오 콘솔에서 직접 확인해 주세요.' : `\n고칠 것이 ${faults}개 있어요.`,
  )
  if (faults > 0) process.exitCode = 1
})

/** The tables are brought up to this release on the way, as by every command. */
async function inTheHouse(config: Config): Promise<Finding[]> {
  try {
    const app = await openApp(config, openLog('silent'), { ownUrl: () => '' })
    try {
      return await lookInside(app)
    } finally {
      await app.close()
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return [wrong(`데이터베이스를 열 수 없어요 (${said}).`, 'DATABASE_URL과, 데이터베이스가 켜져 있는지 봐 주세요.')]
  }
}
