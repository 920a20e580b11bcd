/**
 * The network between a bot and its database, in a process of its own: every byte comes so many milliseconds later. On one
 * machine the database is nearer than it is in a data centre, and the processor would be what there is too little of.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

export type SlowLine = { readonly url: string; close(): void }

/** The same database, farther away. `delayMs`: one way. */
export async function openSlowLine(databaseUrl: string, delayMs: number): Promise<SlowLine> {
  const url = new URL(databaseUrl)
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [url.hostname, url.port, String(delayMs)])
  const [port] = (await once(child, 'message')) as [number]
  url.port = String(port)
  return { url: url.href, close: () => void child.kill() }
}

function carry(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (bytes) => void setTimeout(() => to.write(bytes), delayMs))
  from.on('close', () => to.destroy()).on('error', () => to.destroy())
}

if (process.send) {
  const [host, port, delayMs] = process.argv.slice(2)
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: host ?? '', port: Number(port), noDelay: true })
    carry(near, far, Number(delayMs))
    carry(far, near, Number(delayMs))
  }).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('disconnect', () => process.exit())
}
