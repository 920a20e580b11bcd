/** Says once that a collector is not there, and once that it is there again. */
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { strike, type Log } from '../log.js'
import { offTrail } from '../trail.js'

/** Spans leave on no trail: whoever happens to end the last one of a handful has nothing to do with the others. */
export function toldExporter(exporter: SpanExporter, log: Log): SpanExporter {
  let isAway = false
  function tell(error: Error | undefined): void {
    const isSent = error === undefined
    if (isSent !== isAway) return
    isAway = !isSent
    if (isSent) log.info('traces arrive again')
    else log.warn({ reason: strike(error.message) }, 'traces do not arrive; what does not fit is dropped')
  }
  return {
    export(spans: ReadableSpan[], done) {
      offTrail(() =>
        exporter.export(spans, (result) => {
          tell(result.error)
          done(result)
        }),
      )
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  }
}
