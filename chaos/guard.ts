/** Whatever the suite has started ends with it, however it ends, stopped processes too; and its folder is gone. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Guard = {
  readonly folder: string
  /** Looks after this process until it ends. */
  watch(child: ChildProcess): ChildProcess
  end(): Promise<void>
}

/** A shell that hears of every process by its stdin, and kills those that are left when that closes. */
const script = `
  pids=' '
  while read -r sign pid; do
    case $sign in
      +) pids="$pids$pid " ;;
      -) pids=$(echo "$pids" | sed "s/ $pid / /") ;;
    esac
  done
  for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
  sleep 0.2
  rm -rf "$1"`

export function openGuard(): Guard {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-chaos-'))
  const shell = spawn('sh', ['-c', script, 'guard', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  shell.unref()
  const ended = once(shell, 'exit')
  return {
    folder,
    watch(child) {
      const { pid } = child
      if (pid === undefined) return child
      shell.stdin.write(`+ ${pid}\n`)
      child.once('exit', () => shell.stdin.writable && shell.stdin.write(`- ${pid}\n`))
      return child
    },
    async end() {
      shell.ref()
      shell.stdin.end()
      await ended
    },
  }
}
