/** How a command line opens the house, does what it was asked for, and closes it again, whatever comes of it. */
import { openApp, type App } from './app.js'
import { openLog } from './log.js'
import { withConfig } from './with-config.js'

/** `isForPeople`: errors of which the message is all that has to be said, besides those of the configuration. Ends with 1 then. */
export function withApp(act: (app: App) => Promise<void>, isForPeople?: (error: unknown) => boolean): Promise<void> {
  return withConfig(async (config) => {
    const app = await openApp(config, openLog('warn'), { ownUrl: () => '' })
    try {
      await act(app)
    } finally {
      await app.close()
    }
  }, isForPeople)
}
