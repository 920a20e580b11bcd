/** Servers as processes of their own: the product as it runs in production, and a bare Express to hold it against. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../src/root.js'
import { secret } from './skill-call.js'

export type ServerProcess = {
  readonly port: number
  readonly pid: number
  /** Milliseconds from its start until it said that it is ready. */
  readonly readyMs: number
  close(): Promise<void>
}

export type ProductOptions = {
  /** The bot alone, unless said. */
  readonly roles?: string
  /** Where to leave a CPU profile. */
  readonly profileTo?: string | null
  readonly env?: Readonly<Record<string, string>>
}

/** Who may sign in at a desk of the bench. */
export const librarian = { email: 'bench@library.example', password: 'bench-password-1' }

const production = {
  NODE_ENV: 'production',
  PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'),
  PUBLIC_URL: 'https://library.example',
  SKILL_SECRET: secret,
  KAKAO_BOT_ID: 'bench',
  KAKAO_REST_API_KEY: 'bench',
  KAKAOPAY_SECRET_KEY: 'bench',
  KAKAOPAY_CID: 'bench',
  ADMIN_EMAIL: librarian.email,
  ADMIN_PASSWORD: librarian.password,
  // nobody there: what is made up for the bench is told to nobody
  KAKAO_EVENT_API_URL: 'http://127.0.0.1:9',
  KAKAOPAY_API_URL: 'http://127.0.0.1:9',
  KAKAO_BOOK_API_URL: 'http://127.0.0.1:9',
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '0',
  // other work of the machine turns nobody away, unless that is what is measured
  STRAINED_AFTER_MS: '5000',
}

/** One process of the product as `npm start` begins it, set as in production; its log lines are thrown away. */
export function startProduct(databaseUrl: string, options: ProductOptions = {}): Promise<ServerProcess> {
  const { roles = 'bot', profileTo = null, env = {} } = options
  return startAsIs({ ...production, ROLES: roles, DATABASE_URL: databaseUrl, ...env }, profileTo)
}

/** With these settings and no others. */
export async function startAsIs(env: Record<string, string>, profileTo: string | null = null): Promise<ServerProcess> {
  const nodeArgs = profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : []
  return startNode(await freePort(), [...nodeArgs, ...startArgs], env)
}

/** Of `npm start`: `node …`. */
const startArgs = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .slice(1)

const bareServers = {
  express: new URL('./bare-express.js', import.meta.url),
  node: new URL('./bare-node.js', import.meta.url),
}

/** A server of the bench's own, which has no settings but its port. */
export async function startBare(name: keyof typeof bareServers): Promise<ServerProcess> {
  return startNode(await freePort(), [fileURLToPath(bareServers[name])], { NODE_ENV: 'production' })
}

function startNode(port: number, args: string[], env: Record<string, string>): Promise<ServerProcess> {
  const isOpen = `http://127.0.0.1:${port}/health/ready`
  return start(process.execPath, args, { port, isOpen }, { ...env, PORT: String(port) })
}

/** `isOpen`: an address that answers well as soon as the server does what it is for. */
export async function start(
  command: string,
  args: string[],
  { port, isOpen }: { port: number; isOpen: string },
  env: Record<string, string>,
): Promise<ServerProcess> {
  const startedAt = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: `${process.env['PATH']}:/usr/sbin`, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(child, isOpen)
  return {
    port,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function answering(child: ChildProcess, isOpen: string): Promise<void> {
  const until = performance.now() + 30_000
  while (performance.now() < until && child.exitCode === null) {
    if (await isWell(isOpen)) return
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
  child.kill()
  throw new Error('the server did not open')
}

/** Asked often, so with as little as can be. */
function isWell(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    }).once('error', () => resolve(false))
  })
}

/** Megabytes of memory that a process has in use. */
export function memoryMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1_024
}

/** Seconds of processor time that a server has used so far, as it says itself. */
export async function cpuSeconds(port: number): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1])
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
