/** A process with this in it says at its end which packages of OpenTelemetry it has loaded. */
import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const { cache } = createRequire(import.meta.url)

process.on('exit', () => {
  // what reads our TypeScript has a thread of its own
  if (!isMainThread) return
  const files = Object.keys(cache).flatMap((file) => /@opentelemetry\/[^/]+/.exec(file)?.[0] ?? [])
  process.stdout.write(`${JSON.stringify({ msg: 'loaded', packages: [...new Set(files)].sort() })}\n`)
})
