/** Every command of a librarian against the store, by the words it left there. */
import { wasAccepted, type Command } from '../history.js'
import { judge, told } from './commands-of-members.js'
import { countBy, type Evidence } from './evidence.js'

type Counter = { readonly accepted: number; readonly open: number }

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

/** Members who only come to the counter have rented as often as the desk said, or as often as it may have been. */
async function atCounter(rows: Evidence['rows'], commands: readonly Command[]): Promise<string[]> {
  const rentals = await rows<{ member_id: string; returned_at: string | null }>(
    'SELECT member_id, returned_at FROM rentals',
  )
  const members = new Set(commands.map(({ about }) => String(about['memberId'])))
  return [...members].flatMap((memberId) => {
    const own = rentals.filter(({ member_id }) => member_id === memberId)
    const mine = commands.filter(({ about }) => about['memberId'] === memberId)
    const most = (deed: string) => mine.filter((one) => one.deed === deed && mayBeDone(one)).length
    const least = (deed: string) => mine.filter((one) => one.deed === deed && isSurelyDone(one)).length
    const is: Counter = { accepted: own.length, open: own.filter(({ returned_at }) => returned_at === null).length }
    const back = is.accepted - is.open
    return [
      ...within(`rentals of ${memberId} at the counter`, is.accepted, least('counter rent'), most('counter rent')),
      ...within(`returns of ${memberId} at the counter`, back, least('counter return'), most('counter return')),
    ].map((complaint) => `${complaint}; ${mine.map((one) => `${one.deed}: ${told(one)}`).join(' | ')}`)
  })
}

/** A return of what was not out is answered well and does nothing. */
function isSurelyDone(command: Command): boolean {
  return wasAccepted(command) && command.result?.['rental'] !== null
}

function mayBeDone(command: Command): boolean {
  if (wasAccepted(command)) return isSurelyDone(command)
  return command.attempts.some(({ told }) => told !== 'refused' && told !== 'turned-away')
}

function within(what: string, is: number, least: number, most: number): string[] {
  return is >= least && is <= most ? [] : [`${what}: ${is} in the store, between ${least} and ${most} by what was told`]
}
