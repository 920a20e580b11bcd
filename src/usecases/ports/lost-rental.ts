/** What the desk sees of a rented book that was lost and that it has not settled with the member. */
import type { RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'

export type LostRental = {
  readonly rentalId: RentalId
  readonly bookNo: number
  readonly title: string
  readonly copyNo: number
  readonly memberName: string
  readonly dueOn: Day
  readonly lostAt: Instant
}
