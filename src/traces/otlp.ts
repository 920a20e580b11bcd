/** Traces by OpenTelemetry, sent to a collector over OTLP/HTTP a handful at a time. Loaded only where they are wanted. */
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { isSpanContextValid, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Context, Link, Span as OtelSpan, SpanContext, Tracer } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'
import type { Log } from '../log.js'
import type { TraceConfig } from '../trace-config.js'
import type { Facts, Span, SpanBegin, Traces } from '../traces.js'
import { toldExporter } from './told-exporter.js'

const kinds = { served: SpanKind.SERVER, called: SpanKind.CLIENT, done: SpanKind.INTERNAL } as const

/** Nothing is registered with OpenTelemetry's globals: two houses in one process keep their traces apart. */
export function openTraces({ endpoint, serviceName, share }: TraceConfig, log: Log): Traces {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': serviceName,
      'service.instance.id': `${hostname()}-${process.pid}`,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: toldExporter(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }), log),
      }),
    ],
  })
  const tracer = provider.getTracer('chaekbang-talk')
  return {
    begin(name, { kind, facts, after }) {
      const begun = tracer.startSpan(
        name,
        { kind: kinds[kind], attributes: attributesOf(facts), links: linksTo(after), root: true },
        ROOT_CONTEXT,
      )
      return begun.isRecording() ? spanOf(tracer, begun) : null
    },
    async close(patienceMs) {
      const sent = provider.shutdown().catch(() => undefined)
      await Promise.race([sent, pause(patienceMs, undefined, { ref: false })])
    },
  }
}

function spanOf(tracer: Tracer, begun: OtelSpan): Span {
  const { traceId, spanId } = begun.spanContext()
  let inside: Context | null = null
  return {
    ids: { trace_id: traceId, span_id: spanId },
    part(name: string, { kind, facts, seconds = 0 }: SpanBegin & { seconds?: number }) {
      inside ??= trace.setSpan(ROOT_CONTEXT, begun)
      const since = seconds === 0 ? {} : { startTime: Date.now() - seconds * 1_000 }
      const options = { kind: kinds[kind], attributes: attributesOf(facts), ...since }
      return spanOf(tracer, tracer.startSpan(name, options, inside))
    },
    rename: (name) => void begun.updateName(name),
    note: (facts) => void begun.setAttributes(attributesOf(facts)),
    happened: (name, facts) => void begun.addEvent(name, attributesOf(facts)),
    failed(type) {
      begun.setAttribute('error.type', type)
      begun.setStatus({ code: SpanStatusCode.ERROR })
    },
    end: () => begun.end(),
  }
}

function attributesOf(facts: Facts = {}): Attributes {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'object' ? [...fact] : fact]),
  )
}

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

function linksTo(after: string | undefined): Link[] {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.exec(after ?? '') ?? []
  const context: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
  return isSpanContextValid(context) ? [{ context }] : []
}
