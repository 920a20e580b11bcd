/** What happened on a day is told once more to everybody who wanted to hear of it. Who has heard already does nothing. */
import { addDays, beginOf, type Day } from '../domain/time.js'
import { sendAgain, type ResendErrands } from './resend-letters.js'

/** Events looked at in one go. */
const pageLength = 200

/**
 * Every delivered letter of an event of that civil day in Seoul waits again, in the order things happened, a page at a time.
 * Answers how many letters. What waits or is parked stays as it is.
 */
export async function replayDay({ runInTx, due }: ResendErrands, day: Day): Promise<number> {
  const [from, until] = [beginOf(day), beginOf(addDays(day, 1))]
  let letters = 0
  let page = await due.deliveredLetters(from, until, null, pageLength)
  while (page.last !== null) {
    letters += await sendAgain(runInTx, page.letterIds, 'delivered')
    page = await due.deliveredLetters(from, until, page.last, pageLength)
  }
  return letters
}
