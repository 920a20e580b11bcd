/** How fast is the house, held against the least that could be done? `npm run bench`, or with `-- --quick`. */
import { openCallers } from './callers.js'
import { openDatabases } from './databases.js'
import { readOptions } from './options.js'
import { measureRates } from './rents.js'
import { saySearch, sayMachine, sayRates, sayTrips } from './report.js'
import { countRoundTrips } from './round-trips.js'
import { measureSearch } from './searches.js'

const options = readOptions(process.argv.slice(2), process.env)
const databases = await openDatabases(options.mariadbUrl)
const callers = openCallers()
try {
  sayMachine(databases)
  const isAsAgreed = sayTrips(await countRoundTrips(databases))
  sayRates(await measureRates(options, databases, callers))
  saySearch(await measureSearch(options, databases), options.catalogue)
  if (!isAsAgreed) {
    console.error('\nA rent speaks to the database more often than agreed.')
    process.exitCode = 1
  }
} finally {
  callers.close()
  await databases.close()
}
