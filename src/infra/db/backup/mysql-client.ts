/** The database's own client programs, which know its password from a file that nobody else can read. */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { BackupError } from './backup-error.js'

export type Client = {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  /** Waits for it to end well. @throws a BackupError with its own last words. */
  done(): Promise<void>
}

/** `names`: the program as MariaDB and as MySQL call it; the first that is installed is taken. */
export function startClient(names: readonly string[], url: string, options: readonly string[]): Client {
  const program = names.find((name) => spawnSync(name, ['--version']).status === 0)
  if (program === undefined)
    throw new BackupError(
      `${names.join(' / ')}: 이 프로그램이 있어야 해요. 데비안이라면 apt-get install mariadb-client`,
    )
  const { hostname, port, username, password, pathname } = new URL(url)
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-client-'))
  const settings = join(folder, 'client.cnf')
  const lines = [
    ...['[client]', `host=${quoted(hostname.replace(/^\[|\]$/g, ''))}`, `port=${port || '3306'}`, 'protocol=tcp'],
    ...[`user=${quoted(decodeURIComponent(username))}`, `password=${quoted(decodeURIComponent(password))}`],
    // newer clients demand TLS of every server; we trust this one as the house itself does
    'loose-disable-ssl-verify-server-cert',
  ]
  writeFileSync(settings, `${lines.join('\n')}\n`, { mode: 0o600 })
  const database = decodeURIComponent(pathname.slice(1))
  const child = spawn(program, [`--defaults-extra-file=${settings}`, ...options, database], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (text) => (complaint = `${complaint}${String(text)}`.slice(-2_000)))
  // who does not want to hear more says so by ending
  child.stdin.on('error', () => undefined)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => rmSync(folder, { recursive: true, force: true }))
  return {
    child,
    async done() {
      const code = await ended
      if (code !== 0) throw new BackupError(`${program}: ${complaint.trim() || `끝난 값 ${code}`}`)
    },
  }
}

/** As option files want it. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
