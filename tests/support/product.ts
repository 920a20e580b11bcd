/** The product as a process of its own, started as `npm start` does, that a test can kill. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { house } from './specimens.js'

export type Product = {
  readonly url: string
  readonly pid: number
  /** Every line of its log so far. */
  readonly log: readonly string[]
  /** Sends the signal and waits for the end: the exit code, null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const goWithParent = './go-with-parent.js'
const loaders = ['../scheduler/typescript-loader.js', './workspace-loader.js', goWithParent]

/**
 * What Node is told to run a TypeScript file of ours, named from here: as it was built for this run, or, outside of one and for
 * the sources of another version, `tree`, as it stands.
 */
export function programOf(file: string, tree = house): string[] {
  const built = tree === house ? process.env['TEST_PROGRAMS'] : undefined
  const at = (path: string, of = tree) => join(of, 'tests/support', path)
  if (built) return ['--import', at(goWithParent), at(file.replace(/\.ts$/, '.js'), built)]
  return [...loaders.flatMap((path) => ['--import', at(path)]), at(file)]
}

/** A TypeScript file of ours as a process; what it says arrives line by line. `tree`: of another version. */
export function startProcess(file: string, args: readonly string[], env: Record<string, string>, tree = house) {
  const child = spawn(process.execPath, [...programOf(file, tree), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const complaints: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(line))
  child.stderr.on('data', (text) => complaints.push(String(text)))
  const ended = once(child, 'close')
  return {
    pid: child.pid ?? 0,
    said,
    complaints,
    /** Waits for it to end by itself: the exit code. */
    async over(): Promise<number | null> {
      await ended
      return child.exitCode
    },
    async line(isIt: (line: string) => boolean): Promise<string> {
      for (;;) {
        const found = said.find(isIt)
        if (found !== undefined) return found
        if (hasEnded(child)) throw new Error(`it ended early: ${complaints.join('')}${said.slice(-5).join('\n')}`)
        await Promise.race([once(lines, 'line'), ended])
      }
    },
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

/** `tree`: the version before, or whichever it is to be. */
export async function startProduct(env: Record<string, string>, logLevel = 'info', tree = house): Promise<Product> {
  const { pid, said, line, end } = startProcess(
    '../../src/main.ts',
    [],
    { PORT: '0', ...env, LOG_LEVEL: logLevel },
    tree,
  )
  const open = JSON.parse(await line((one) => one.includes('"msg":"open"'))) as { url: string }
  return { url: open.url, pid, log: said, end }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
