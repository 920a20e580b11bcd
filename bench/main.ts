/** How fast is the house, held against the least that could be done? `npm run bench`, with `-- --quick` for a short one, `-- notices` for one part, or several. */
import { openCallers } from './callers.js'
import { openDatabases } from './databases.js'
import { benchBystanders } from './bystanders.js'
import { benchImports } from './imports.js'
import { benchLetters } from './letters.js'
import { benchGrowing } from './growing.js'
import { readOptions, type Part } from './options.js'
import { measureSweep, measureTelling } from './notices.js'
import { measureOverload } from './overload.js'
import { benchQuality } from './quality.js'
import { measureRates } from './rents.js'
import { benchRentsAtOnce } from './rents-at-once.js'
import { sayNotices, sayOverload, saySearch, sayMachine, sayRates, sayTrips } from './report.js'
import { countRoundTrips } from './round-trips.js'
import { measureSearch } from './searches.js'
import { benchSkills } from './skills.js'
import { benchStarts } from './starts.js'

const options = readOptions(process.argv.slice(2), process.env)
const databases = await openDatabases(options.mariadbUrl)
const callers = openCallers()
try {
  sayMachine(databases)
  let areBooksTrue = true
  const isAsAgreed = sayTrips(await countRoundTrips(databases))
  const wants = (part: Part) => options.only.length === 0 || options.only.includes(part)
  if (wants('rents')) {
    sayRates(await measureRates(options, databases, callers))
    areBooksTrue = await benchRentsAtOnce(options, databases, callers)
  }
  if (wants('skills')) await benchSkills(options, databases, callers)
  if (wants('start')) await benchStarts(options, databases, callers)
  if (wants('imports')) await benchImports(options, databases)
  if (wants('bystanders')) await benchBystanders(options, databases, callers)
  if (wants('letters')) areBooksTrue = (await benchLetters(options, databases)) && areBooksTrue
  const growing = (['dashboard', 'growth'] as const).filter(wants)
  if (growing.length > 0) await benchGrowing(options, databases, callers, growing)
  if (wants('search')) saySearch(await measureSearch(options, databases), options.catalogue)
  if (wants('quality')) await benchQuality(options, databases)
  if (wants('notices')) sayNotices(await measureSweep(options, databases), await measureTelling(options, databases))
  if (wants('overload'))
    for (const delayMs of [50, 0]) sayOverload(await measureOverload(options.overload, databases, delayMs))
  if (!areBooksTrue) process.exitCode = 1
  if (!isAsAgreed) {
    console.error('\nA rent speaks to the database more often than agreed.')
    process.exitCode = 1
  }
} finally {
  callers.close()
  await databases.close()
}
