/** What are the house rules' numbers. */

export type Policy = {
  /** Days from the rental day to the due day; the due day itself is still in time. */
  readonly loanDays: number
  /** Rental fee in won of a title for which the librarian set none. */
  readonly feeWon: number
  /** Open rentals a member may have. */
  readonly rentalLimit: number
  /** Won a member may deposit at a time, and may own at most when asking for a deposit. */
  readonly deposit: { readonly minWon: number; readonly maxWon: number; readonly balanceMaxWon: number }
  /** Minutes after which a half-finished dialogue is forgotten. */
  readonly dialogueMinutes: number
  /** Minutes for which a search can be read on; what somebody looked for is not kept longer. */
  readonly searchMinutes: number
  /** Minutes KakaoPay leaves a payment window open. */
  readonly paymentMinutes: number
}

export const defaultPolicy: Policy = {
  loanDays: 7,
  feeWon: 1_000,
  rentalLimit: 5,
  deposit: { minWon: 1_000, maxWon: 100_000, balanceMaxWon: 500_000 },
  dialogueMinutes: 30,
  searchMinutes: 24 * 60,
  paymentMinutes: 15,
}
