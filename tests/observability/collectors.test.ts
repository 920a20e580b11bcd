/** Collectors of traces that are not there, do not answer or were never named: nobody but the log notices. */
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTraces } from '../../src/traces/otlp.js'
import { openCollector, type Collector } from '../support/collector.js'
import { emptyLibrary } from '../support/empty-library.js'
import { freePort } from '../support/free-port.js'
import { keptLog } from '../support/kept-log.js'
import { openLibrary, testEnv } from '../support/library.js'
import { startProduct } from '../support/product.js'
import { post, utterance } from '../support/skill-call.js'
import { until } from '../support/until.js'

const tellsPackages = fileURLToPath(new URL('../support/tells-packages.js', import.meta.url))
const sdk = ['@opentelemetry/exporter-trace-otlp-http', '@opentelemetry/resources', '@opentelemetry/sdk-trace']

describe('a collector', () => {
  let collector: Collector
  beforeEach(async () => {
    collector = await openCollector()
  })
  afterEach(() => collector.close())

  const config = (share = 1) => ({ endpoint: collector.url, serviceName: 'a-house', share })

  it('that refuses is spoken of once, and once more when it takes them again', async () => {
    const { log, lines, written } = keptLog()
    const traces = openTraces(config(), log)
    /** As many as leave together at once. */
    const fills = async (bodies: number) => {
      for (let number = 1; number <= 512; number += 1) traces.begin('step', { kind: 'done' })?.end()
      await until('they are sent', () => collector.bodies.length === bodies)
    }
    collector.answer = 400
    await fills(1)
    await until('it is said', () => lines('traces do not arrive; what does not fit is dropped').length === 1)
    await fills(2)
    collector.answer = 200
    await fills(3)
    await until('it is said', () => lines('traces arrive again').length === 1)
    expect(written).toHaveLength(2)
    await traces.close(5_000)
  })

  it('gets the share of all traces that is asked for, whole traces only', async () => {
    const { log } = keptLog()
    const none = openTraces(config(0), log)
    expect(none.begin('left out', { kind: 'done' })).toBeNull()
    const half = openTraces(config(0.5), log)
    for (let number = 1; number <= 200; number += 1) {
      const span = half.begin('whole', { kind: 'done' })
      span?.part('step', { kind: 'done' }).end()
      span?.end()
    }
    await Promise.all([none.close(5_000), half.close(5_000)])
    const [whole, steps] = ['whole', 'step'].map((name) => collector.spans().filter((span) => span.name === name))
    expect(whole?.length).toBeGreaterThan(50)
    expect(whole?.length).toBeLessThan(150)
    expect(steps?.map(({ parentSpanId }) => parentSpanId).sort()).toEqual(whole?.map(({ spanId }) => spanId).sort())
  })

  it('that says nothing keeps no member waiting, and no house from closing', async () => {
    collector.answer = 'silence'
    const library = await openLibrary('sqlite', { env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } })
    const member = library.visitor()
    await member.joins(5_000)
    const { title } = await library.book()
    expect((await member.says(`${title} 대여`)).outcome).toBe('ok')
    expect(await library.close()).toMatchObject({ requests: 0 })
    expect(collector.bodies).toHaveLength(1)
    // it was left while it still had not answered; whoever gave up before has been seen by the time another is answered
    collector.answer = 200
    await fetch(collector.url, { method: 'POST', body: '{}' })
    expect(collector.gaveUp()).toBe(0)
  })
})

async function livesAndEnds(env: Record<string, string>) {
  const database = await emptyLibrary('sqlite')
  const house = testEnv(database.url, { ROLES: 'bot', NODE_OPTIONS: `--import ${tellsPackages}`, ...env })
  const product = await startProduct(house)
  const answer = await post({ url: product.url }, utterance('somebody', '도움말'))
  const code = await product.end('SIGTERM')
  await until('its last line is read', () => product.log.some((line) => line.includes('"loaded"')))
  const lines = product.log.map((line) => JSON.parse(line) as Record<string, unknown>)
  await database.drop()
  return { status: answer.status, code, lines, packages: lines.find(({ msg }) => msg === 'loaded')?.['packages'] }
}

it('a process loads nothing for traces unless they are collected, and sends the last ones before it ends', async () => {
  const collector = await openCollector()
  const [off, on, alone] = await Promise.all([
    livesAndEnds({}),
    livesAndEnds({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'our-bot' }),
    livesAndEnds({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` }),
  ])
  // prom-client asks for it by itself
  expect(off.packages).toEqual(['@opentelemetry/api'])
  expect(JSON.stringify(off.lines)).not.toContain('trace_id')
  for (const { packages } of [on, alone]) expect(packages).toEqual(expect.arrayContaining(sdk))
  for (const { status, code } of [off, on, alone]) expect([status, code]).toEqual([200, 0])
  const [call] = collector.spans().filter(({ name }) => name === 'POST /skills/dialog')
  expect(on.lines).toContainEqual(expect.objectContaining({ msg: 'skill', trace_id: call?.traceId }))
  expect(collector.bodies.join('')).toContain('"our-bot"')
  await collector.close()
}, 60_000)
