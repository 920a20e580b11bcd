/** One MariaDB server as it runs anywhere: killed, it is started again on the data that it left. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../tests/support/free-port.js'
import type { Guard } from './guard.js'
import type { Server, Store } from './store.js'
import { until } from '../tests/support/until.js'

const isRoot = process.getuid?.() === 0

export async function openMariadb(guard: Guard): Promise<Store> {
  const server = await makeServer(guard, 'database')
  await server.start()
  await ask(server.url, 'CREATE DATABASE library')
  return {
    name: 'mariadb',
    url: `${server.url}/library`,
    servers: [server],
    directUrls: [`${server.url}/library`],
    async close() {
      server.goOn()
      await server.kill()
    },
  }
}

export type OwnServer = Server & { readonly url: string; readonly port: number; readonly home: string }

/** `settings`: what it is told besides, anew at every start. `asUser`: who it runs as when we are root. */
export async function makeServer(
  guard: Guard,
  name: string,
  settings: () => readonly string[] | Promise<readonly string[]> = () => [],
  asUser = 'root',
): Promise<OwnServer> {
  const home = `${guard.folder}/${name}`
  const port = await freePort()
  const url = `mysql://root@127.0.0.1:${port}`
  mkdirSync(home, { recursive: true })
  install(home, asUser)
  let child: ChildProcess | null = null
  const isUp = () => child !== null && child.exitCode === null && child.signalCode === null
  return {
    name,
    url,
    port,
    home,
    isUp,
    async kill() {
      if (!child || !isUp()) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    pause: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async start() {
      const [program, args] = asThatUser(asUser, mariadbd(), [
        '--no-defaults',
        ...(isRoot && asUser === 'root' ? ['--user=root'] : []),
        ...placesIn(home, port),
        ...sizes,
        ...(await settings()),
      ])
      child = guard.watch(spawn(program, args, { stdio: 'ignore' }))
      const isAnswering = async () => {
        if (!isUp()) throw new Error(`${name} ended:\n${readFileSync(`${home}/log.err`, 'utf8').slice(-3_000)}`)
        return canAnswer(url)
      }
      await until(`${name} answers`, isAnswering, { atMostMs: 60_000, everyMs: 50 })
    },
  }
}

const sizes = [
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--max-connections=300',
  '--innodb-log-file-size=32M',
  '--innodb-buffer-pool-size=128M',
]

function placesIn(home: string, port: number): string[] {
  return [
    `--datadir=${home}/data`,
    `--tmpdir=${home}`,
    `--socket=${home}/sock`,
    `--pid-file=${home}/pid`,
    `--log-error=${home}/log.err`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
  ]
}

/** What a cluster's node starts beside itself must not run as root. */
export function asThatUser(user: string, program: string, args: readonly string[]): [string, string[]] {
  if (!isRoot || user === 'root') return [program, [...args]]
  return ['setpriv', [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', program, ...args]]
}

export function mariadbd(): string {
  return ['/usr/sbin/mariadbd', '/usr/libexec/mariadbd'].find((path) => existsSync(path)) ?? 'mariadbd'
}

function install(home: string, asUser: string): void {
  if (isRoot && asUser !== 'root') spawnSync('chown', ['-R', `${asUser}:`, home])
  const [program, args] = asThatUser(asUser, 'mariadb-install-db', [
    '--no-defaults',
    ...(isRoot && asUser === 'root' ? ['--user=root'] : []),
    `--datadir=${home}/data`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=32M',
  ])
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mariadb-install-db failed:\n${stdout}\n${stderr}`)
}

export async function canAnswer(url: string): Promise<boolean> {
  return ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  )
}

export async function ask<Row>(url: string, statement: string): Promise<Row[]> {
  const connection = await createConnection({ uri: url, connectTimeout: 1_000 })
  // a server that dies between two words is told of by the next one
  connection.on('error', () => undefined)
  try {
    const [rows] = await connection.query(statement)
    return rows as Row[]
  } finally {
    connection.destroy()
  }
}
