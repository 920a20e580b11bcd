/** `npm run desk -- COMMAND`: what a librarian can do at the command line, until there is a panel. */
import { findCommand, listCommands } from './desk/command.js'
import { commands } from './desk/commands.js'
import { atCommandLine } from './domain/deed.js'
import { withApp } from './with-app.js'

const found = findCommand(commands, process.argv.slice(2))
if (!found) {
  console.error(listCommands(commands).join('\n'))
  process.exit(2)
}

await withApp(async (app) => {
  const { isDone, lines } = await found.command.run({ ...app, ...app.by(atCommandLine) }, found.rest)
  console[isDone ? 'log' : 'error'](lines.join('\n'))
  if (!isDone) process.exitCode = 1
})
