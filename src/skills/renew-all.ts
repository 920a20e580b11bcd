/** All books at once: each is renewed, or refused with its own reason, in one answer. */
import type { RenewRefusal } from '../domain/renewal.js'
import { nothingRented } from './pick-rental.js'
import { sayRefusals } from './refusal-words.js'
import { button, listCard, quick, text, textCard, type Reply, type Row } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { waysOut } from './ways-out.js'
import { sayDay, sayNumbered } from './words.js'

/** The same tap renews each book once; said by hand again, a book that was renewed just now is refused. */
export function renewAll(visit: Visit, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'renew', async (member) => {
    const key = commandKey(visit, member, nonce)
    const renewed: Row[] = []
    const refusals: RenewRefusal[] = []
    // in an order that renewing does not change, or the same tap would not get the same answer
    const open = (await app.views.rentals(member.id)).toSorted((one, other) => one.bookNo - other.bookNo)
    for (const book of open) {
      const { rentalId, bookId } = book
      const done = await app.renewRental({ memberId: member.id, rentalId, commandKey: `${key}:${rentalId}` })
      if (!done.ok) {
        refusals.push(...done.refusals)
        continue
      }
      const { dueOn, renewals } = done.value.rental
      const left = app.rules().renewal.times - renewals
      renewed.push({
        title: book.title,
        description: `${sayDay(dueOn)}까지 · ${left > 0 ? `연장 ${left}번 남음` : '더는 연장할 수 없어요'}`,
        say: sayNumbered(book),
        tap: { do: 'book', bookId },
      })
    }
    return open.length === 0 ? nothingRented('renew', 'nothing-to-renew') : told(visit, renewed, refusals)
  })
}

function told({ app }: Visit, renewed: readonly Row[], refusals: readonly RenewRefusal[]): Reply {
  const said = [...new Set(eachOnce(refusals).map((refusal) => sayRefusals([refusal])))].join('\n')
  const buttons = waysOut(app, refusals, { book: null })
  return {
    intent: 'renew',
    outcome: renewed.length > 0 ? 'ok' : (refusals[0]?.kind ?? 'ok'),
    outputs: [
      ...(renewed.length > 0
        ? [listCard(`${renewed.length}권을 연장했어요`, renewed, [button('마이페이지', '마이페이지')])]
        : []),
      ...(said === '' ? [] : [buttons.length > 0 ? textCard('', said, buttons) : text(said)]),
    ],
    quickReplies: [quick('반납하기'), quick('마이페이지'), quick('처음으로')],
  }
}

/** A lost book that holds up the others says so once, and not for itself as well. */
function eachOnce(refusals: readonly RenewRefusal[]): RenewRefusal[] {
  const blocking = new Set(refusals.flatMap((refusal) => (refusal.kind === 'lost-blocks' ? [refusal.title] : [])))
  return refusals.filter(
    (refusal) => !(refusal.kind === 'rental-in-question' && refusal.why === 'lost' && blocking.has(refusal.title)),
  )
}
