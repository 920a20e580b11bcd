/** The proxy of deploy/haproxy as a process of its own, with processes behind it that only say who they are. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/free-port.js'
import { house } from '../support/specimens.js'
import { until } from '../support/until.js'

export type Heard = { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders }

export type Process = {
  readonly name: string
  readonly address: string
  /** What came in, but for what the proxy asks of its health. */
  readonly heard: Heard[]
  /** How many connections were ever taken. */
  readonly connections: () => number
  isReady: boolean
  /** How it answers; by itself at once, with its name. */
  answers: (response: ServerResponse) => void
  /** Closes its port, as a process does that ends. */
  stop(): Promise<void>
}

export async function openProcess(name: string): Promise<Process> {
  const http = createServer((request, response) => {
    if (request.url === '/health/ready') return void response.writeHead(process.isReady ? 200 : 503).end()
    process.heard.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers })
    process.answers(response)
  })
  let connections = 0
  http.on('connection', () => (connections += 1))
  const process: Process = {
    name,
    address: `127.0.0.1:${await listen(http)}`,
    heard: [],
    connections: () => connections,
    isReady: true,
    answers: (response) => void response.end(name),
    async stop() {
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
    },
  }
  return process
}

export type Proxy = {
  readonly url: string
  readonly tlsUrl: string
  /** What only our own network can ask. */
  readonly insideUrl: string
  /** Every line of its log so far. */
  readonly log: readonly string[]
  /** As Prometheus sees them: is this process in rotation. */
  isInRotation(server: string): Promise<boolean>
  /** By hand: takes this process out, until nobody is with it any more, or puts it in again. */
  takeOut(server: string): Promise<void>
  putIn(server: string): Promise<void>
  end(): Promise<void>
}

/** With the very file that is deployed. `env`: what it is told of the processes. */
export async function openProxy(env: Record<string, string>): Promise<Proxy> {
  const [http, tls, inside] = [await freePort(), await freePort(), await freePort()]
  const log: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-proxy-'))
  const hand = join(folder, 'hand')
  writeFileSync(join(folder, 'hand.cfg'), `global\n  stats socket ${hand} level admin\n`)
  const files = [join(house, 'deploy/haproxy/haproxy.cfg'), join(folder, 'hand.cfg')]
  const child = spawn('haproxy', ['-db', ...files.flatMap((file) => ['-f', file])], {
    env: {
      PATH: `${process.env['PATH']}:/usr/sbin`,
      FILES: join(house, 'deploy/haproxy'),
      HTTP_BIND: `127.0.0.1:${http}`,
      HTTPS_BIND: `127.0.0.1:${tls}`,
      INSIDE_BIND: `127.0.0.1:${inside}`,
      ...env,
    },
  })
  const ended = once(child, 'close')
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => log.push(...String(text).split('\n').filter(Boolean)))
  const insideUrl = `http://127.0.0.1:${inside}`
  const isUp = () =>
    fetch(`${insideUrl}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    )
  await until('the proxy is open', async () => {
    if (child.exitCode !== null) throw new Error(`haproxy ended: ${log.join('\n')}`)
    return isUp()
  })
  const metrics = async () => (await fetch(`${insideUrl}/metrics`)).text()
  const saysOf = async (server: string, line: string) =>
    new RegExp(`^haproxy_server_${line}`.replace('{', `{[^}]*server="${server}"[^}]*`), 'm').test(await metrics())
  return {
    url: `http://127.0.0.1:${http}`,
    tlsUrl: `https://127.0.0.1:${tls}`,
    insideUrl,
    log,
    isInRotation: (server) => saysOf(server, 'status{state="UP"} 1'),
    async takeOut(server) {
      await tell(hand, `set server bots/${server} state drain`)
      await until(`nobody is with ${server}`, () => saysOf(server, 'current_sessions{} 0'))
    },
    putIn: (server) => tell(hand, `set server bots/${server} state ready`),
    async end() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** An order by its socket, which is answered with nothing when it is obeyed. */
async function tell(socket: string, order: string): Promise<void> {
  const line = connect(socket)
  const words: string[] = []
  line.on('data', (text) => words.push(String(text)))
  line.end(`${order}\n`)
  await once(line, 'close')
  const complaint = words.join('').trim()
  if (complaint) throw new Error(`${order}: ${complaint}`)
}

async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return (http.address() as AddressInfo).port
}
