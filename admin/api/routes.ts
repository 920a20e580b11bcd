/** The one table of routes: what is served, who may, what goes in and what comes out. */
import { about } from './about.js'
import { audit } from './audit.js'
import { board } from './board.js'
import { books } from './books.js'
import { calendar } from './calendar.js'
import { calls } from './calls.js'
import { claims } from './claims.js'
import { copies } from './copies.js'
import { counter } from './counter.js'
import { dashboard } from './dashboard.js'
import { exports } from './exports.js'
import { imports } from './imports.js'
import { letters } from './letters.js'
import { librarians } from './librarians.js'
import { memberMoney } from './member-money.js'
import { members } from './members.js'
import { policy } from './policy.js'
import { noticePreview } from './notice-preview.js'
import { overdue } from './overdue.js'
import { refunds } from './refunds.js'
import type { Route } from './route.js'
import { session } from './session.js'

export const routes: readonly Route[] = [
  ...session,
  ...librarians,
  ...policy,
  ...noticePreview,
  ...calendar,
  ...dashboard,
  ...board,
  ...books,
  ...copies,
  ...counter,
  ...members,
  ...memberMoney,
  ...refunds,
  ...claims,
  ...calls,
  ...overdue,
  ...imports,
  ...exports,
  ...letters,
  ...audit,
  ...about(() => routes),
]
