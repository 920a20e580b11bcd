/** Three nodes of a Galera cluster behind HAProxy, on this machine: one is written to, the others stand by. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { freePort } from '../tests/support/free-port.js'
import type { Guard } from './guard.js'
import { openHaproxy } from './haproxy.js'
import { ask, asThatUser, makeServer, mariadbd, type OwnServer } from './mariadb.js'
import type { Server, Store } from './store.js'
import { until } from '../tests/support/until.js'

const nodes = 3
const libraries = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so']

export async function openGalera(guard: Guard): Promise<Store> {
  const ports = await Promise.all(
    Array.from({ length: nodes }, async () => ({
      group: await freePort(),
      ist: await freePort(),
      sst: await freePort(),
    })),
  )
  const everybody = `gcomm://${ports.map(({ group }) => `127.0.0.1:${group}`).join(',')}`
  let isFounded = false
  // what a node starts beside itself drops to nobody when we are root, and then may read nothing
  spawnSync('chmod', ['755', guard.folder])
  const servers: OwnServer[] = []
  for (const [index, own] of ports.entries()) {
    const name = `node-${index + 1}`
    const server: OwnServer = await makeServer(
      guard,
      name,
      () => settingsOf({ name, own, address: isFounded ? everybody : 'gcomm://', home: `${guard.folder}/${name}` }),
      'mysql',
    )
    await server.start()
    await until(`${name} is in step`, () => isInStep(server.url), { atMostMs: 60_000, everyMs: 50 })
    isFounded = true
    servers.push(server)
  }
  const [first] = servers
  if (!first) throw new Error('a cluster without nodes')
  await ask(first.url, 'CREATE DATABASE library')
  const haproxy = await openHaproxy(
    guard,
    servers.map(({ name, port, url }) => ({ name, port, isFit: () => isInStep(url) })),
  )
  return {
    name: 'galera',
    url: `mysql://root@127.0.0.1:${haproxy.port}/library`,
    servers: servers.map(asMember),
    directUrls: servers.map(({ url }) => `${url}/library`),
    async close() {
      await haproxy.close()
      for (const server of servers) server.goOn()
      await Promise.all(servers.map((server) => server.kill()))
    },
  }
}

/** Back is who has all that the others have. */
function asMember(server: OwnServer): Server {
  return {
    ...server,
    async start() {
      await server.start()
      await until(`${server.name} is in step`, () => isInStep(server.url), { atMostMs: 90_000, everyMs: 50 })
    },
  }
}

type Node = {
  readonly name: string
  readonly own: { readonly group: number; readonly ist: number; readonly sst: number }
  readonly address: string
  readonly home: string
}

function settingsOf({ name, own, address, home }: Node): string[] {
  const library = libraries.find((path) => existsSync(path))
  if (!library) throw new Error('libgalera_smm.so is not here: bash scripts/system-parts.sh chaos')
  return [
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--wsrep-on=ON',
    `--wsrep-provider=${library}`,
    '--wsrep-cluster-name=chaekbang-chaos',
    `--wsrep-cluster-address=${address}`,
    `--wsrep-node-name=${name}`,
    '--wsrep-node-address=127.0.0.1',
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${own.sst}`,
    `--wsrep-provider-options=${[
      `gmcast.listen_addr=tcp://127.0.0.1:${own.group}`,
      `ist.recv_addr=127.0.0.1:${own.ist}`,
      'gcache.size=256M',
    ].join(';')}`,
    ...positionIn(home),
  ]
}

/** Where a killed node had come to, so that it is given only what it has missed. */
function positionIn(home: string): string[] {
  if (!existsSync(`${home}/data/grastate.dat`)) return []
  const log = `${home}/recovery.log`
  const [program, args] = asThatUser('mysql', mariadbd(), [
    '--no-defaults',
    `--datadir=${home}/data`,
    `--log-error=${log}`,
    '--wsrep-recover',
    '--skip-networking',
    `--socket=${home}/recovery.sock`,
    `--pid-file=${home}/recovery.pid`,
    '--innodb-log-file-size=32M',
  ])
  spawnSync(program, args, { stdio: 'ignore' })
  const found = [...readFileSync(log, 'utf8').matchAll(/Recovered position: (\S+)/g)].at(-1)?.[1]
  return found ? [`--wsrep-start-position=${found}`] : []
}

/** Takes reads and writes, and is nobody's donor. */
async function isInStep(url: string): Promise<boolean> {
  const rows = await ask<{ Variable_name: string; Value: string }>(
    url,
    `SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state')`,
  ).catch(() => [])
  const said = new Map(rows.map(({ Variable_name, Value }) => [Variable_name, Value]))
  return said.get('wsrep_ready') === 'ON' && said.get('wsrep_local_state') === '4'
}
