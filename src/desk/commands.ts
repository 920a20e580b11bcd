/** Everything that can be done at the desk's command line, in the order it is listed. */
import { books } from './books.js'
import { calls } from './calls.js'
import { claims } from './claims.js'
import { closedDays } from './closed-days.js'
import type { Command } from './command.js'
import { copies } from './copies.js'
import { librarians } from './librarians.js'
import { losses } from './losses.js'
import { points } from './points.js'
import { departures } from './departures.js'
import { keys } from './keys.js'
import { members } from './members.js'
import { policy } from './policy.js'
import { refunds } from './refunds.js'

export const commands: readonly Command[] = [
  ...claims,
  ...losses,
  ...refunds,
  ...copies,
  ...members,
  ...departures,
  ...points,
  ...books,
  ...calls,
  ...closedDays,
  ...policy,
  ...keys,
  ...librarians,
]
