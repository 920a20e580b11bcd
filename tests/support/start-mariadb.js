/** What every run of the tests has once: a private MariaDB server in a temp directory, and our programs as JavaScript. Gone when it ends. */
import { execFile, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { buildPrograms } from './build-programs.js'

const READY_WITHIN_MS = 30_000
const GIB = 2 ** 30
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []

/** Ends the guard, which ends the server and removes its directory. Filled in when we started one ourselves. */
export let stopMariadb = async () => {}

export default async function startMariadb() {
  if (process.env.TEST_MARIADB_URL) return
  const server = find('mariadbd')
  const installer = find('mariadb-install-db')
  if (!server || !installer) {
    console.error('The tests need MariaDB: sudo apt-get install -y --no-install-recommends mariadb-server')
    process.exit(1)
  }
  const home = mkdtempSync(join(roomyMemory(GIB) ?? tmpdir(), 'chaekbang-mariadb-'))
  const [programs] = await Promise.all([buildPrograms(), install(installer, home)])
  process.env.TEST_MARIADB_URL = await serve(server, home, programs)
  process.env.TEST_PROGRAMS = programs
  // whatever the tests write lies where the server's files do, and goes with them
  // what browsers and clusters write beside it may be as much again
  if (roomyMemory(3 * GIB)) process.env.TMPDIR = folderIn(home, 'tmp')
  process.env.TEST_MODELS = folderIn(home, 'models')
}

function folderIn(home, name) {
  const folder = join(home, name)
  mkdirSync(folder)
  return folder
}

function find(program) {
  const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec']
  return places
    .map((place) => join(place, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** Memory-backed files make commits as durable as the product asks for cost nothing; containers often give too few. */
function roomyMemory(bytes) {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    accessSync('/dev/shm', constants.W_OK)
    return bavail * bsize > bytes ? '/dev/shm' : undefined
  } catch {
    return undefined
  }
}

async function install(installer, home) {
  await promisify(execFile)(installer, [
    '--no-defaults',
    ...asRoot,
    `--datadir=${home}/data`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=32M',
  ])
}

/** Nobody reads its files after it: what is killed and comes back is a server of the test's own. */
const forgetful = [
  '--loose-innodb-flush-log-at-trx-commit=0',
  '--loose-innodb-flush-method=nosync',
  '--loose-innodb-doublewrite=0',
  '--loose-innodb-file-per-table=0',
]

async function serve(server, home, programs) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const child = spawn(
      server,
      [
        '--no-defaults',
        ...asRoot,
        `--datadir=${home}/data`,
        `--tmpdir=${home}`,
        `--socket=${home}/sock`,
        `--pid-file=${home}/pid`,
        `--log-error=${home}/log.err`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--max-connections=500',
        '--innodb-log-file-size=32M',
        '--innodb-buffer-pool-size=128M',
        ...forgetful,
      ],
      { stdio: 'ignore', detached: true },
    )
    child.unref()
    const guard = guardOf(child.pid, home, programs)
    if (await answers(child, port)) {
      stopMariadb = guard.end
      return `mysql://root@127.0.0.1:${port}`
    }
    const log = readFileSync(`${home}/log.err`, 'utf8').slice(-2000)
    const portWasTaken = /bind|address already in use/i.test(log)
    if (!portWasTaken || attempt === 3) {
      await guard.end()
      throw new Error(`mariadbd did not start:\n${log}`)
    }
  }
}

/**
 * A shell that outlives us just long enough: its stdin closes when this process ends, however it ends,
 * and it then stops the server and removes the directories.
 */
function guardOf(serverPid, ...folders) {
  const script = `
    cat >/dev/null
    kill -KILL "$1" 2>/dev/null
    tries=0
    while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.02; done
    shift
    rm -rf "$@"`
  const guard = spawn('sh', ['-c', script, 'guard', String(serverPid), ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  guard.stdin.unref()
  const ended = new Promise((resolve) => guard.once('exit', resolve))
  return {
    end: () => {
      guard.ref()
      guard.stdin.end()
      return ended
    },
  }
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function answers(child, port) {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 1000 })
      await connection.query('SELECT 1')
      await connection.end()
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  return false
}
