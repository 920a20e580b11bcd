/** What a collector of traces is sent: each thing the house does with its steps below it, and nothing of anybody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { jobs } from '../../src/scheduler/jobs.js'
import { watchedRun } from '../../src/scheduler/watched-run.js'
import { openCollector, type Collector, type SeenSpan } from '../support/collector.js'
import { engines } from '../support/empty-database.js'
import { keptLog } from '../support/kept-log.js'
import { findLate } from '../support/late.js'
import { manager, openDesk } from '../support/librarian.js'
import { post, utterance } from '../support/skill-call.js'

const kakaoAdminKey = 'the-admin-key'
/** Somebody who adds the channel, as Kakao calls them. */
const channelUser = '1376016924429759228'
/** What a caller says its request is a part of. */
const elsewhere = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${elsewhere}-b7ad6b7169203331-01`

describe.each(engines)('traces of a house on %s', (engine) => {
  const { log, lines } = keptLog()
  let collector: Collector
  /** What no trace may have in it. */
  const secrets: string[] = []
  let nameInLog = ''
  let librarianId = ''

  const spansNamed = (name: string) => collector.spans().filter((span) => span.name === name)
  const called = (requestId: string) =>
    collector.spans().find((span) => span.facts['chaekbang.request'] === requestId && span.kind === 'server')
  const lineOf = (msg: string, requestId: string) => lines(msg).find((line) => line['requestId'] === requestId)

  beforeAll(async () => {
    collector = await openCollector()
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      TRUSTED_PROXIES: '1',
      KAKAO_ADMIN_KEY: kakaoAdminKey,
    }
    const library = await openDesk(engine, { log, env })
    const member = library.visitor('한가람')
    const memberId = await member.joins(10_000)
    nameInLog = library.app.nameInLog(member.userKey)
    const { title, bookId } = await library.book({ title: '아무도 모를 책' })
    const rents = (requestId: string) =>
      post(library, utterance(member.userKey, `${title} 대여`), { headers: { 'x-request-id': requestId, traceparent } })
    await rents('first-rent')
    await rents('second-rent')

    const boss = await manager(library)
    await boss.ask('GET', '/calendar/2026-12-24', { headers: { 'x-request-id': 'asked-at-desk', traceparent } })
    const { body: me } = await boss.get('/session')
    librarianId = me.librarian.id
    await fetch(`${library.url}/hooks/kakao-channel`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `KakaoAK ${kakaoAdminKey}`,
        'x-kakao-resource-id': 'Rvy1c2dkzBAZ5hGD3rqYbxvr',
      },
      body: JSON.stringify({
        event: 'added',
        id: channelUser,
        id_type: 'app_user_id',
        channel_public_id: '_ZeUTxl',
        updated_at: '2026-11-28T03:00:00Z',
      }),
    })

    library.clock.advanceDays(8)
    await findLate(library)
    while ((await library.app.deliverLetters()) > 0);
    library.clock.set(new Date(library.app.now().getTime() + 60_000).toISOString())
    for (const job of jobs(library.app, log)) await watchedRun(library.app, log, job, async () => true)
    secrets.push(member.userKey, memberId, bookId, member.name, title, '대여', '2026-12-24', channelUser)
    secrets.push('010-1001-5001', '01010015001')
    await library.close()
  }, 60_000)
  afterAll(() => collector.close())

  it('have a rent as one: the call, its story, and each statement with marks where values were', () => {
    const call = called('first-rent')
    expect(call).toMatchObject({
      ...{ name: 'POST /skills/dialog', kind: 'server', parentSpanId: null, links: [], isFailed: false },
      facts: {
        ...{ 'http.route': '/skills/dialog', 'http.response.status_code': 200 },
        ...{ 'chaekbang.intent': 'rent', 'chaekbang.outcome': 'ok', 'chaekbang.member': nameInLog },
      },
    })
    expect(call?.traceId).not.toBe(elsewhere)
    const story = collector.under(call).find((span) => 'chaekbang.events' in span.facts)
    expect(story).toMatchObject({
      ...{ name: 'transaction', kind: 'internal' },
      facts: { 'chaekbang.outcome': 'ok', 'chaekbang.events': ['BookRented'] },
    })
    const statements = collector.under(story)
    expect(statements.at(-1)).toMatchObject({ name: 'BATCH', kind: 'client', facts: { 'db.system.name': engine } })
    expect(statements.at(-1)?.facts['db.query.text']).toMatch(
      /INSERT INTO rentals \([\w, ]+\) SELECT \?, \?, t.book_id, \?/,
    )
    for (const { traceId, kind } of [...statements, ...collector.under(call)]) {
      expect(traceId).toBe(call?.traceId)
      expect(kind).not.toBe('server')
    }
    const looks = collector.under(call).filter((span) => span.kind === 'client')
    expect(looks.map(({ facts }) => facts['db.query.text'])).toContainEqual(
      expect.stringMatching(/members.*user_key = \?/),
    )
  })

  it('have a refusal as what it is, and no failure', () => {
    const call = called('second-rent')
    expect(call?.facts['chaekbang.outcome']).not.toBe('ok')
    expect(call?.isFailed).toBe(false)
    expect(call?.traceId).not.toBe(called('first-rent')?.traceId)
  })

  it('are named in every line of the log', () => {
    const call = called('first-rent')
    expect(lineOf('skill', 'first-rent')).toMatchObject({ trace_id: call?.traceId, span_id: call?.spanId })
    const atDesk = called('asked-at-desk')
    expect(lineOf('request', 'asked-at-desk')).toMatchObject({ trace_id: atDesk?.traceId, span_id: atDesk?.spanId })
  })

  it('have what is asked at the desk, linked to what the caller says it belongs to, but never a part of it', () => {
    expect(called('asked-at-desk')).toMatchObject({
      ...{ name: 'GET /admin/api/calendar/:day', parentSpanId: null, links: [elsewhere] },
      facts: { 'chaekbang.librarian': librarianId, 'http.response.status_code': 200 },
    })
    expect(collector.spans().filter(({ traceId }) => traceId === elsewhere)).toEqual([])
  })

  it('have a webhook and its story', () => {
    const [hook] = spansNamed('POST /hooks/kakao-channel')
    expect(hook).toMatchObject({ kind: 'server', facts: { 'http.response.status_code': 200 } })
    expect(collector.under(hook).map(({ name }) => name)).toEqual(['transaction'])
  })

  it('have letters, each as a mark on the story that delivered it, with what Kakao was asked for', () => {
    const rounds = spansNamed('letters send-notice')
    expect(rounds.map(({ parentSpanId }) => parentSpanId)).toEqual(rounds.map(() => null))
    const steps = rounds.flatMap(collector.under)
    expect(steps.find(({ name }) => name === 'event-api push')).toMatchObject({
      kind: 'client',
      facts: { 'peer.service': 'event-api', 'chaekbang.outcome': 'ok' },
    })
    const marks = steps.flatMap(({ events }) => events)
    expect(marks).toContainEqual(
      expect.objectContaining({
        name: 'letter delivered',
        facts: expect.objectContaining({ 'chaekbang.event_type': 'OverdueFound', 'chaekbang.reaction': 'send-notice' }),
      }),
    )
  })

  it('have a run of a job with the calls that it made', () => {
    const [run] = spansNamed('job read-outcomes')
    expect(run).toMatchObject({ kind: 'internal', parentSpanId: null, isFailed: false })
    const names = (span: SeenSpan | undefined) => collector.under(span).map(({ name }) => name)
    const line = lines('job').find(({ job }) => job === 'read-outcomes')
    expect(line).toMatchObject({ trace_id: run?.traceId, span_id: run?.spanId })
    expect(names(run)).toEqual(expect.arrayContaining(['SELECT notices', 'event-api result', 'transaction']))
  })

  it('have a parent for every step, and say nothing of anybody', () => {
    const all = collector.spans()
    const ids = new Set(all.map(({ spanId }) => spanId))
    expect(all.filter(({ parentSpanId }) => parentSpanId !== null && !ids.has(parentSpanId))).toEqual([])
    const sent = collector.bodies.join('')
    for (const secret of secrets) expect(sent).not.toContain(secret)
    expect(sent).toContain('"service.name","value":{"stringValue":"chaekbang-talk"}')
  })
})
