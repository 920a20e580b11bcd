/** Who is told of what this process has done, so that it can be counted and timed. Told afterwards; it answers nothing. */
import type { LedgerKind } from './domain/money.js'

export type Watch = {
  /** A member was answered. */
  answered(intent: string, outcome: string, ms: number): void
  /** Anybody else was; the route is a pattern, the status its class, or `gone` when nobody waited. */
  requested(asked: { route: string; method: string; status: string; seconds: number }): void
  /** Somebody outside was asked for something, and how that ended. */
  calledOutside(call: { place: string; errand: string; outcome: OutsideOutcome; seconds: number }): void
  /** Somebody was faster than a story: it was told again, or given up after so many times. */
  outrun(end: 'told-again' | 'given-up'): void
  /** A line of the ledger is written; the amount without its sign. */
  moneyMoved(kind: LedgerKind, amountWon: number): void
  /** What became of a notice on one of its ways; `none` where there is no way. */
  noticeWent(notice: { kind: string; channel: string; outcome: string }): void
  /** A letter was not delivered: it tries again, or waits for a person. */
  letterFailed(reaction: string, end: 'tries-again' | 'parked'): void
  /** A run of a job is over; `null` when it broke off. */
  jobRan(job: string, worked: { rows: number; failed: number } | null, seconds: number): void
}

/** `refused`: it surely did nothing and never will. `away`: it surely did nothing now. `lost`: it may have. `bug`: ours. */
export type OutsideOutcome = 'ok' | 'refused' | 'away' | 'lost' | 'bug'

export const unwatched: Watch = {
  answered: () => undefined,
  requested: () => undefined,
  calledOutside: () => undefined,
  outrun: () => undefined,
  moneyMoved: () => undefined,
  noticeWent: () => undefined,
  letterFailed: () => undefined,
  jobRan: () => undefined,
}
