/** A collector of traces: takes what the house sends over OTLP/HTTP, and keeps it as it came. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type SeenSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly name: string
  readonly kind: 'internal' | 'server' | 'client'
  readonly facts: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[]
  /** The ids of the traces that it is linked to. */
  readonly links: readonly string[]
  readonly isFailed: boolean
}

export type Collector = {
  readonly url: string
  /** Every body that came, as it was. */
  readonly bodies: readonly string[]
  /** What is sent back: a status, or nothing at all. */
  answer: number | 'silence'
  /** How many senders stopped waiting for an answer. */
  gaveUp(): number
  spans(): SeenSpan[]
  /** The spans of a trace below one of them, or at its top. */
  under(span: SeenSpan | undefined): SeenSpan[]
  close(): Promise<void>
}

type Value = { stringValue?: string; intValue?: number | string; arrayValue?: { values: Value[] } }
type Attributes = { key: string; value: Value }[]
type Sent = {
  resourceSpans: {
    scopeSpans: {
      spans: {
        traceId: string
        spanId: string
        parentSpanId?: string
        name: string
        kind: 1 | 2 | 3
        attributes: Attributes
        events: { name: string; attributes: Attributes }[]
        links: { traceId: string }[]
        status: { code: number }
      }[]
    }[]
  }[]
}

const kinds = { 1: 'internal', 2: 'server', 3: 'client' } as const

export async function openCollector(): Promise<Collector> {
  const bodies: string[] = []
  const waiting: ServerResponse[] = []
  let gaveUp = 0
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('close', () => (gaveUp += response.writableFinished ? 0 : 1))
    bodies.push(await text(request))
    if (collector.answer === 'silence') waiting.push(response)
    else answerTo(response, collector.answer)
  }
  const http = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const collector: Collector = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    bodies,
    answer: 200,
    gaveUp: () => gaveUp,
    spans: () => bodies.flatMap(spansIn),
    under: (span) => collector.spans().filter(({ parentSpanId }) => span && parentSpanId === span.spanId),
    async close() {
      // not to be tried again
      for (const response of waiting) answerTo(response, 400)
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return collector
}

function answerTo(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
}

function spansIn(body: string): SeenSpan[] {
  const { resourceSpans } = JSON.parse(body) as Sent
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ traceId, spanId, parentSpanId, name, kind, attributes, events, links, status }) => ({
      ...{ traceId, spanId, parentSpanId: parentSpanId ?? null, name },
      kind: kinds[kind],
      facts: factsIn(attributes),
      events: events.map((event) => ({ name: event.name, facts: factsIn(event.attributes) })),
      links: links.map((link) => link.traceId),
      isFailed: status.code === 2,
    }))
}

function factsIn(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]))
}

function valueOf({ stringValue, intValue, arrayValue }: Value): unknown {
  if (arrayValue) return arrayValue.values.map(valueOf)
  return stringValue ?? Number(intValue)
}
