/** Servers as processes of their own: the product as it runs in production, and a bare Express to hold it against. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { secret } from './skill-call.js'

export type ServerProcess = { readonly port: number; close(): Promise<void> }

/** One process of the bot, every setting as in production; its log lines are written and thrown away by the system. */
export async function startProduct(databaseUrl: string, profileTo: string | null): Promise<ServerProcess> {
  const port = await freePort()
  const nodeArgs = profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : []
  return startNode(
    port,
    [...nodeArgs, '--enable-source-maps', fileURLToPath(new URL('../src/main.js', import.meta.url))],
    {
      NODE_ENV: 'production',
      ROLES: 'bot',
      DATABASE_URL: databaseUrl,
      PRIVACY_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_URL: 'https://library.example',
      SKILL_SECRET: secret,
      KAKAO_BOT_ID: 'bench',
      KAKAO_REST_API_KEY: 'bench',
      KAKAOPAY_SECRET_KEY: 'bench',
      KAKAOPAY_CID: 'bench',
      LOG_LEVEL: 'info',
      DRAIN_SECONDS: '0',
    },
  )
}

export async function startBareExpress(): Promise<ServerProcess> {
  return startNode(await freePort(), [fileURLToPath(new URL('./bare-express.js', import.meta.url))], {
    NODE_ENV: 'production',
  })
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
  const child = spawn(command, args, {
    env: { PATH: `${process.env['PATH']}:/usr/sbin`, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(child, isOpen)
  return {
    port,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function answering(child: ChildProcess, isOpen: string): Promise<void> {
  const until = performance.now() + 30_000
  while (performance.now() < until && child.exitCode === null) {
    const answer = await fetch(isOpen).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill()
  throw new Error('the server did not open')
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
