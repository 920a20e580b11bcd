/** House rules for tests that are about something else. */
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'

/** Notices leave at any hour by the Event API alone, no reminders, and one notice for a late book: what is sent is what the test is about. */
export const oneNoticeAtAnyHour: Policy = {
  ...defaultPolicy,
  notices: {
    ...defaultPolicy.notices,
    dueSoonDaysBefore: 0,
    overdueDays: [1],
    atMost: 1,
    fromHour: 0,
    untilHour: 24,
    channels: ['event-api'],
  },
}
