/** The dashboard and the alerts: they ask only for what the product says, and every alert leads to what to do. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { openLog } from '../../src/log.js'
import { jobs } from '../../src/scheduler/jobs.js'
import { watchedRun } from '../../src/scheduler/watched-run.js'
import { caller, openDesk } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { scraped } from '../support/scraped.js'
import { house } from '../support/specimens.js'
import { until } from '../support/until.js'
import { askedIn } from './promql.js'

const read = (path: string) => readFileSync(join(house, path), 'utf8')

type Panel = { title: string; type: string; targets?: { expr: string }[] }
type Alert = {
  alert: string
  expr: string
  for: string
  labels: { severity: string }
  annotations: { summary: string; runbook: string }
}
const dashboard = JSON.parse(read('deploy/grafana/chaekbang-talk.json')) as { panels: Panel[] }
const { groups } = parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Alert[] }[] }
const alerts = groups.flatMap(({ rules }) => rules)
const graphs = dashboard.panels.filter(({ type }) => type !== 'row')
const asked = [
  ...graphs.map(({ title, targets = [] }) => ({ of: `the graph ‘${title}’`, asks: targets.map(({ expr }) => expr) })),
  ...alerts.map(({ alert, expr }) => ({ of: `the alert ${alert}`, asks: [expr] })),
]
/** Grafana puts a span of time in its place. */
const filledIn = (expression: string) => expression.replaceAll('$__rate_interval', '5m')

describe('what is asked of Prometheus', () => {
  const log = openLog('silent')
  let library: Library
  /** The labels of every metric of a product in use. */
  const labelsOf = new Map<string, Set<string>>()

  beforeAll(async () => {
    library = await openDesk('mariadb')
    const member = library.visitor()
    await member.joins(5_000)
    const { title } = await library.book({ feeWon: 1_000 })
    await member.says(`${title} 대여`)
    await caller(library.url).signIn()
    for (const job of jobs(library.app, log)) await watchedRun(library.app, log, job, async () => true)
    await until('what was asked is counted', async () => (await scraped(library)).text.includes('/admin/api/session'))
    for (const line of (await scraped(library)).text.split('\n')) {
      const [, type, sample, labels = ''] = /^(?:# TYPE (\w+)|(\w+)(?:\{(.*)\})? \S+$)/.exec(line) ?? []
      const name = type ?? sample
      if (name === undefined) continue
      const known = labelsOf.get(name) ?? new Set()
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label)
      labelsOf.set(name, known)
    }
    // Prometheus's own
    for (const [name, known] of labelsOf) labelsOf.set(name, new Set([...known, 'instance', 'job']))
    labelsOf.set('up', new Set(['instance', 'job']))
  })
  afterAll(() => library.close())

  it.each(asked)('by $of is said by the product, with these labels', ({ asks }) => {
    expect(asks.length).toBeGreaterThan(0)
    for (const { metric, labels } of asks.flatMap((one) => askedIn(filledIn(one)))) {
      const type = metric.replace(/_(bucket|count|sum)$/, '')
      expect([...labelsOf.keys()]).toContain(labelsOf.has(metric) ? metric : type)
      const known = labelsOf.get(metric)
      // of what has never happened no labels are known yet
      if (known && known.size > 2) expect([...known]).toEqual(expect.arrayContaining([...labels]))
    }
  })

  it('is understood as Prometheus understands it', () => {
    expect(askedIn('sum by (le) (rate(some_bucket{a="b"}[5m]))')).toEqual([
      { metric: 'some_bucket', labels: ['a', 'le'] },
    ])
    expect(() => askedIn('sum by le (rate(some_bucket[5m])')).toThrow('no PromQL')
  })
})

describe('every alert', () => {
  const headings = read('docs/operating.md').match(/^#+ .*$/gm) ?? []
  const anchors = headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )

  it.each(alerts)('$alert says in one line what is wrong, and where it is written what to do', (alert) => {
    expect(alert.for).toMatch(/^\d+[mh]$/)
    expect(['page', 'ticket']).toContain(alert.labels.severity)
    expect(alert.annotations.summary).toMatch(/^[^\n]*[가-힣][^\n]* \/ [^\n]+$/)
    const [document, anchor] = alert.annotations.runbook.split('#')
    expect(document).toBe('docs/operating.md')
    expect(anchors).toContain(anchor)
  })

  it('has a name of its own', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
    expect(alerts.length).toBeGreaterThan(10)
  })
})
