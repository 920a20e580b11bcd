/** The day on which what is made up for the bench stands on its shelves. */
import { dayOf, type Day } from '../src/domain/time.js'

export function todayInSeoul(): Day {
  return dayOf(new Date())
}
