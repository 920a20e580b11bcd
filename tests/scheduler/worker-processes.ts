/** How do the tests start workers in processes of their own, and learn what they do? */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { programOf } from '../support/product.js'

export interface WorkerProcess {
  /** What it said so far, line by line. */
  said: string[]
  /** Waits until it has said as much. Throws when it ends without. */
  until: (isEnough: (said: string[]) => boolean) => Promise<void>
  /** Sends the signal and waits for the end; answers with the exit code, null after SIGKILL. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
}

export function startWorker(address: string, name: string, times: { lockMs: number; workMs: number }): WorkerProcess {
  const args = [address, name, `${times.lockMs}`, `${times.workMs}`]
  const child = spawn(process.execPath, [...programOf('../scheduler/worker.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const complaints: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(line))
  child.stderr.on('data', (text) => complaints.push(String(text)))
  const ended = once(child, 'close')
  return {
    said,
    until: async (isEnough) => {
      while (!isEnough(said)) {
        if (hasEnded(child)) throw new Error(`The worker ended early: ${complaints.join('')}`)
        await Promise.race([once(lines, 'line'), ended])
      }
    },
    end: async (signal) => {
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
