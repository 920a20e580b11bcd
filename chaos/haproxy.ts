/** HAProxy before the nodes: one is written to, the others are for when it is gone, and whoever is with a lost one is sent away. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { freePort } from '../tests/support/free-port.js'
import type { Guard } from './guard.js'
import { canAnswer } from './mariadb.js'
import { until } from '../tests/support/until.js'

export type Balanced = { readonly name: string; readonly port: number; readonly isFit: () => Promise<boolean> }

/** A node that does not say within this time that it is fit is not. */
const fitWithinMs = 800

export async function openHaproxy(
  guard: Guard,
  nodes: readonly Balanced[],
): Promise<{ port: number; close(): Promise<void> }> {
  const port = await freePort()
  const doors = await Promise.all(nodes.map(openFitnessDoor))
  const lines = nodes.map(({ name, port: nodePort }, index) => {
    const how = `check port ${doors[index]?.port ?? 0} inter 250 fall 2 rise 2 on-marked-down shutdown-sessions`
    return `  server ${name} 127.0.0.1:${nodePort} ${how}${index === 0 ? '' : ' backup'}`
  })
  const file = `${guard.folder}/haproxy.cfg`
  writeFileSync(file, `${[...head, `  bind 127.0.0.1:${port}`, ...lines].join('\n')}\n`)
  const child = guard.watch(spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' }))
  await until('haproxy has found who is fit', () => canAnswer(`mysql://root@127.0.0.1:${port}`), {
    atMostMs: 10_000,
    everyMs: 50,
  })
  return {
    port,
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      for (const { server } of doors) server.close()
    },
  }
}

const head = [
  'global',
  '  maxconn 1000',
  'defaults',
  '  mode tcp',
  '  timeout connect 1s',
  '  timeout client 1h',
  '  timeout server 1h',
  '  timeout check 1s',
  'listen galera',
  '  option httpchk GET /',
]

/** What a small script beside every node answers elsewhere: 200 where the node is fit, 503 where it is not. */
async function openFitnessDoor({ isFit }: Balanced): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), fitWithinMs).unref())
      void Promise.race([isFit(), late]).then((fit) =>
        socket.end(`HTTP/1.0 ${fit ? '200 OK' : '503 Service Unavailable'}\r\nContent-Length: 0\r\n\r\n`),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server }
}
