/** How a command line opens the house, does what it was asked for, and closes it again, whatever comes of it. */
import { openApp, type App } from './app.js'
import { ConfigError, readConfig } from './config.js'
import { openLog } from './log.js'

/** `isForPeople`: errors of which the message is all that has to be said, besides those of the configuration. Ends with 1 then. */
export async function withApp(
  act: (app: App) => Promise<void>,
  isForPeople: (error: unknown) => boolean = () => false,
): Promise<void> {
  try {
    const app = await openApp(readConfig(), openLog('warn'), { ownUrl: () => '' })
    try {
      await act(app)
    } finally {
      await app.close()
    }
  } catch (error) {
    if (!(error instanceof ConfigError || isForPeople(error))) throw error
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
