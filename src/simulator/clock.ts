/** How does the simulator read and move the product's time? */

/** Hours of the day in Seoul, `untilHour` not included. */
export type NoticeHours = { fromHour: number; untilHour: number; areResting: boolean }

export type Clock = {
  now(): Date
  /** When the product sends what can wait, and does it rest from that now. */
  noticeHours(): NoticeHours
  /** Resolves when the product has been told. So many days on, and by day: at night the product sends nothing. */
  advanceDays(days: number): Promise<void>
  advanceHours(hours: number): Promise<void>
}
