/** Keeps a process of the product running, as systemd or Docker would: whatever ends is started again a moment later. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { programOf } from '../tests/support/product.js'
import type { Guard } from './guard.js'

export type Kept = {
  readonly name: string
  readonly url: string
  readonly port: number
  /** Is it there, stopped or not. */
  readonly isThere: () => boolean
  kill(): void
  pause(): void
  goOn(): void
  /** How often it was started. */
  readonly starts: () => number
  /** Sends it home and lets it rest; the exit code, null when it had to be killed. */
  close(): Promise<number | null>
}

/** As built by `npm run build`, or straight from the sources. */
export type Made = 'built' | 'from-source'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const goWithParent = ['--import', at('../tests/support/go-with-parent.js')]
/** Arguments of Node's that make it find our modules. */
export const loaders: Readonly<Record<Made, readonly string[]>> = {
  built: ['--enable-source-maps'],
  'from-source': [
    ...['--import', at('../tests/scheduler/typescript-loader.js')],
    ...['--import', at('../tests/support/workspace-loader.js')],
  ],
}
const programs: Readonly<Record<Made, readonly string[]>> = {
  built: [...loaders.built, ...goWithParent, at('../dist/src/main.js')],
  'from-source': programOf('../../src/main.ts'),
}

const restMs = 300
const patienceMs = 15_000

export function keep(
  guard: Guard,
  options: {
    readonly name: string
    readonly port: number
    readonly env: Readonly<Record<string, string>>
    readonly made: Made
    /** Arguments of Node's besides. */
    readonly besides: readonly string[]
    readonly logTo: string
  },
): Kept {
  const { name, port, env, made, besides, logTo } = options
  const log = createWriteStream(logTo, { flags: 'a' })
  let child: ChildProcess
  let starts = 0
  let isWanted = true
  const isThere = () => child.exitCode === null && child.signalCode === null

  function start(): void {
    starts += 1
    child = guard.watch(
      spawn(process.execPath, [...programs[made].slice(0, -1), ...besides, ...programs[made].slice(-1)], {
        env: { PATH: process.env['PATH'] ?? '', ...env, PORT: String(port) },
        stdio: ['pipe', 'pipe', 'pipe'],
      }),
    )
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    child.stdin?.on('error', () => undefined)
    child.once('exit', () => {
      if (isWanted) setTimeout(() => isWanted && start(), restMs)
    })
  }
  start()

  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    isThere: () => isThere(),
    starts: () => starts,
    kill: () => void child.kill('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async close() {
      isWanted = false
      if (isThere()) {
        const ended = once(child, 'exit')
        child.kill('SIGCONT')
        child.kill('SIGTERM')
        const isLate = await Promise.race([ended.then(() => false), pause(patienceMs, true, { ref: false })])
        if (isLate) child.kill('SIGKILL')
        await ended
      }
      log.end()
      return child.exitCode
    },
  }
}
