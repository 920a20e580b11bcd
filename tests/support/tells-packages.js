/** A process with this in it says at its end which packages of OpenTelemetry it has loaded. */
import { createRequire } from 'node:module'

const { cache } = createRequire(import.meta.url)

process.on('exit', () => {
  const files = Object.keys(cache).flatMap((file) => /@opentelemetry\/[^/]+/.exec(file)?.[0] ?? [])
  process.stdout.write(`${JSON.stringify({ msg: 'loaded', packages: [...new Set(files)].sort() })}\n`)
})
