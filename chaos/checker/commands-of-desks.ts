/** Every command of a librarian against the store, by the words it left there. */
import { wasAccepted, type Command } from '../history.js'
import { judge, told } from './commands-of-members.js'
import { countBy, type Evidence } from './evidence.js'

export async function commandsOfDesks({ rows, history }: Evidence): Promise<string[]> {
  const of = (...deeds: readonly string[]) => history.commands.filter(({ deed }) => deeds.includes(deed))
  const reasons = countBy(await rows<{ reason: string | null }>('SELECT reason FROM ledger_lines'), (row) => row.reason)
  const titles = countBy(await rows<{ title: string }>('SELECT title FROM catalogue_books'), (row) => row.title)
  const marks = countBy(
    await rows<{ call_number: string | null }>('SELECT call_number FROM catalogue_copies'),
    (row) => row.call_number,
  )
  return [
    ...of('cash').flatMap((one) => judge(one, reasons.get(`영수증 ${one.key}`) ?? 0)),
    ...of('gift').flatMap((one) => judge(one, reasons.get(`선물 ${one.key}`) ?? 0)),
    ...of('new book').flatMap((one) => judge(one, titles.get(`카오스 ${one.key}`) ?? 0)),
    ...of('new copy').flatMap((one) => judge(one, marks.get(one.key) ?? 0)),
    ...(await corrections(rows, of('correct book'))),
    ...(await atCounter(rows, of('counter rent', 'counter return'))),
  ]
}

/** An accepted correction is in the book, and no two of them made the same version of it. */
async function corrections(rows: Evidence['rows'], commands: readonly Command[]): Promise<string[]> {
  const books = await rows<{ book_no: number; version: number }>('SELECT book_no, version FROM catalogue_books')
  const versions = new Map(books.map(({ book_no, version }) => [book_no, Number(version)]))
  const accepted = commands.filter(wasAccepted)
  const lost = accepted.flatMap((command) => {
    const [bookNo, version] = [Number(command.about['bookNo']), Number(command.result?.['version'])]
    return (versions.get(bookNo) ?? 0) < version ? [`correction ${command.key} of book ${bookNo} is lost`] : []
  })
  const sames = countBy(
    accepted,
    ({ about, result }) => `book ${about['bookNo']}, version ${String(result?.['version'])}`,
  )
  return [...lost, ...[...sames].flatMap(([what, count]) => (count > 1 ? [`${count} corrections made ${what}`] : []))]
}

type CounterRental = { readonly member_id: string; readonly copy_id: string; readonly returned_at: string | null }

/** Members who only come to the counter have rented as often as the desk said, or as often as it may have been. */
async function atCounter(rows: Evidence['rows'], commands: readonly Command[]): Promise<string[]> {
  const rentals = await rows<CounterRental>('SELECT member_id, copy_id, returned_at FROM rentals')
  const members = new Set(commands.map(({ about }) => String(about['memberId'])))
  return [...members].flatMap((memberId) => {
    const own = rentals.filter(({ member_id }) => member_id === memberId)
    const back = own.filter(({ returned_at }) => returned_at !== null)
    const rented = commands.filter(({ deed, about }) => deed === 'counter rent' && about['memberId'] === memberId)
    const returned = commands.filter((one) => one.deed === 'counter return' && mayBeOf(one, memberId, own))
    const asTold = [...rented, ...returned].map((one) => `${one.deed}: ${told(one)}`).join(' | ')
    return [
      ...within(`rentals of ${memberId} at the counter`, own.length, rented),
      ...within(`returns of ${memberId} at the counter`, back.length, returned),
    ].map((complaint) => `${complaint}; ${asTold}`)
  })
}

/** A copy is taken back whoever has it, which is said with the answer; one that nobody had is answered well, too. */
function mayBeOf(command: Command, memberId: string, rentals: readonly CounterRental[]): boolean {
  if (!wasAccepted(command)) return rentals.some(({ copy_id }) => copy_id === command.about['copyId'])
  return (command.result?.['rental'] as { memberId: string } | null)?.memberId === memberId
}

function mayBeDone(command: Command): boolean {
  return wasAccepted(command) || command.attempts.some(({ told }) => told !== 'refused' && told !== 'turned-away')
}

function within(what: string, is: number, commands: readonly Command[]): string[] {
  const [least, most] = [commands.filter(wasAccepted).length, commands.filter(mayBeDone).length]
  return is >= least && is <= most ? [] : [`${what}: ${is} in the store, between ${least} and ${most} by what was told`]
}
