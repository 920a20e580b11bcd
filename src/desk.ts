/** `npm run desk -- COMMAND`: what a librarian can do at the command line, until there is a panel. */
import { openApp } from './app.js'
import { ConfigError, readConfig } from './config.js'
import { findCommand, listCommands } from './desk/command.js'
import { commands } from './desk/commands.js'
import { atCommandLine } from './domain/deed.js'
import { openLog } from './log.js'

const found = findCommand(commands, process.argv.slice(2))
if (!found) {
  console.error(listCommands(commands).join('\n'))
  process.exit(2)
}

try {
  const app = await openApp(readConfig(), openLog('warn'), { ownUrl: () => '' })
  try {
    const { isDone, lines } = await found.command.run({ ...app, ...app.by(atCommandLine) }, found.rest)
    console[isDone ? 'log' : 'error'](lines.join('\n'))
    if (!isDone) process.exitCode = 1
  } finally {
    await app.close()
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
