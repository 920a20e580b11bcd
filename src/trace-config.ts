/** Whether and where traces go: the standard variables of OpenTelemetry, read from the environment. */
import { z } from 'zod'
import { webAddress } from './web-address.js'

const samplers = ['always_on', 'always_off', 'traceidratio'] as const
const parentBased = samplers.map((name) => `parentbased_${name}` as const)

export const traceVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  OTEL_SERVICE_NAME: z.string().trim().min(1).max(100).default('chaekbang-talk'),
  OTEL_TRACES_SAMPLER: z.enum([...samplers, ...parentBased]).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
}

export type TraceConfig = {
  /** The collector; no slash at the end. */
  readonly endpoint: string
  readonly serviceName: string
  /** How many of all traces are kept: from 0 to 1. */
  readonly share: number
}

type Given = Readonly<z.infer<z.ZodObject<typeof traceVariables>>>

/** `null`: nobody collects them. */
export function tracesOf(env: Given): TraceConfig | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName } = env
  return endpoint === undefined ? null : { endpoint, serviceName, share: shareOf(env) }
}

/** Every trace begins with us, so the parent that some samplers ask is never there. */
function shareOf({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: share }: Given): number {
  if (sampler.endsWith('always_on')) return 1
  return sampler.endsWith('always_off') ? 0 : share
}
