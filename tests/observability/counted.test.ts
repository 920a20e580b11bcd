/** What Prometheus is told of what was done: each thing once, when it is done, under names that say nothing of anybody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openLog } from '../../src/log.js'
import { watchedRun } from '../../src/scheduler/watched-run.js'
import { member } from '../support/crowd.js'
import { findLate, lateMember } from '../support/late.js'
import { caller, openDesk } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { payCard } from '../support/payment.js'
import { scraped } from '../support/scraped.js'
import { post } from '../support/skill-call.js'
import { until } from '../support/until.js'

describe('the counters of the house', () => {
  let library: Library
  beforeAll(async () => {
    library = await openDesk('mariadb')
  })
  afterAll(() => library.close())

  /** By how much these lines have grown meanwhile; what was not there is 0. */
  async function grown(lines: readonly string[], meanwhile: () => Promise<unknown>): Promise<number[]> {
    const before = await scraped(library)
    await meanwhile()
    const after = await scraped(library)
    return lines.map((line) => (after.of(line) ?? 0) - (before.of(line) ?? 0))
  }

  it('count money when it has moved, not when it was asked for', async () => {
    const lines = ['ledger_won_total{kind="deposit"}', 'ledger_lines_total{kind="deposit"}']
    const fees = ['ledger_won_total{kind="rental-fee"}', 'ledger_lines_total{kind="rental-fee"}']
    const one = library.visitor()
    expect(await grown([...lines, ...fees], () => one.joins(5_000))).toEqual([5_000, 1, 0, 0])
    const { title } = await library.book({ feeWon: 1_500 })
    const { title: dear } = await library.book({ feeWon: 4_000 })
    expect(await grown([...lines, ...fees], () => one.says(`${title} 대여`))).toEqual([0, 0, 1_500, 1])
    const refused = async () => expect((await one.says(`${dear} 대여`)).outcome).toBe('balance-too-low')
    expect(await grown([...lines, ...fees], refused)).toEqual([0, 0, 0, 0])
  })

  it('count each answer once by intent and outcome, bytes that are no JSON, too', async () => {
    const one = library.visitor()
    const line = (labels: string) => `skill_answer_seconds_count{${labels}}`
    const lines = [line('intent="help",outcome="ok"'), line('intent="unknown",outcome="bad-input"')]
    expect(await grown(lines, () => one.says('도움말'))).toEqual([1, 0])
    expect(await grown(lines, () => post(library, '{'))).toEqual([0, 1])
  })

  it('count requests to the desk by pattern and class of status', async () => {
    const boss = caller(library.url)
    const line = (labels: string) => `http_request_seconds_count{${labels}}`
    const page = line('method="GET",route="/admin/api/calendar/:day",status="2xx"')
    const bad = line('method="GET",route="/admin/api/calendar/:day",status="4xx"')
    await boss.signIn()
    const some = async () => {
      for (const day of ['2026-12-24', '2026-12-25', 'tomorrow']) await boss.get(`/calendar/${day}`)
    }
    const before = await scraped(library)
    await some()
    await until('all three are counted', async () => {
      const { of } = await scraped(library)
      return of(page) === (before.of(page) ?? 0) + 2 && of(bad) === (before.of(bad) ?? 0) + 1
    })
  })

  it('count calls outside by place, errand and how they ended', async () => {
    const line = (labels: string) => `outside_call_seconds_count{${labels}}`
    const lines = ['ok', 'away', 'lost'].map((end) => line(`place="kakao-pay",errand="ready",outcome="${end}"`))
    const one = library.visitor()
    await one.joins()
    const opens = async () => fetch(await payCard(one, 3_000), { method: 'POST', redirect: 'manual' })
    expect(await grown(lines, opens)).toEqual([1, 0, 0])
  })

  it('count notices by what became of them on which way', async () => {
    const line = (outcome: string) => `notices_total{kind="overdue",channel="event-api",outcome="${outcome}"}`
    await lateMember(library, '늦은손님')
    const { length: late } = await library.app.due.overdueMembers(null, 100)
    await findLate(library)
    expect(await grown([line('accepted'), line('delivered')], () => library.settle())).toEqual([late, 0])
    library.clock.set(new Date(library.app.now().getTime() + 60_000).toISOString())
    expect(await grown([line('accepted'), line('delivered')], () => library.settle())).toEqual([0, late])
  })

  it('count stories that somebody was faster than', async () => {
    const { memberId } = await member(library, '두손', 10_000)
    const books = [await library.book(), await library.book(), await library.book(), await library.book()]
    const taps = () =>
      Promise.all(books.map(({ bookId }) => library.app.rentBook({ memberId, bookId, commandKey: null })))
    const [again = 0, given] = await grown(
      [
        'stories_outrun_total{end="told-again"}',
        'stories_outrun_total{end="given-up"}',
        'ledger_lines_total{kind="rental-fee"}',
      ],
      taps,
    )
    expect(again).toBeGreaterThan(0)
    expect(given).toBe(0)
  })

  it('count runs of jobs and their rows, and when the last one was through', async () => {
    const { app } = library
    const run = (name: string, work: () => Promise<{ rows: number; failed: number }>) =>
      watchedRun(app, openLog('silent'), { name, when: '* * * * *', run: work }, async () => true)
    await run('count-books', async () => ({ rows: 5, failed: 2 }))
    await expect(run('fall-over', () => Promise.reject(new Error('the shelf fell over')))).rejects.toThrow('fell over')
    const { of } = await scraped(library)
    expect(of('job_seconds_count{job_name="count-books",outcome="done"}')).toBe(1)
    expect(of('job_rows_total{job_name="count-books",outcome="done"}')).toBe(3)
    expect(of('job_rows_total{job_name="count-books",outcome="failed"}')).toBe(2)
    expect(
      Math.abs((of('job_last_success_timestamp_seconds{job_name="count-books"}') ?? 0) - Date.now() / 1_000),
    ).toBeLessThan(60)
    expect(of('job_seconds_count{job_name="fall-over",outcome="broken-off"}')).toBe(1)
    expect(of('job_last_success_timestamp_seconds{job_name="fall-over"}')).toBeUndefined()
  })

  it('know the database and its connections', async () => {
    const { of } = await scraped(library)
    expect(of('database_reachable')).toBe(1)
    const connections = ['used', 'free', 'waiting'].map((state) => of(`database_connections{state="${state}"}`))
    expect(connections.reduce((sum = 0, one = NaN) => sum + one, 0)).toBeGreaterThan(0)
  })

  it('say nothing of anybody', async () => {
    const { text } = await scraped(library)
    const people = await library.rows<{ user_key: string; name: string; id: string }>(
      'SELECT user_key, name, id FROM members',
    )
    expect(people.length).toBeGreaterThan(3)
    for (const { user_key, name, id } of people)
      for (const said of [user_key, name, id]) expect(text).not.toContain(said)
    expect(text.match(/\{.*\}/g)?.join()).not.toMatch(/010-?\d{4}/)
  })
})
