/** How does the simulator read and move the product's time? */

export type Clock = {
  now(): Date
  /** Resolves when the product has done all that falls due by then. */
  advanceDays(days: number): Promise<void>
}
