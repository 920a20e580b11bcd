/** Refunds that are not done, as the desk looks at them. */
import type { Refund } from '../../domain/refund.js'

export type OpenRefund = {
  readonly refund: Refund
  /** `null`: has left. */
  readonly memberName: string | null
}
