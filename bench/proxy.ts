/** The proxy of deploy/haproxy in front of one bot, as members come to it. */
import { join } from 'node:path'
import { root } from '../src/root.js'
import { freePort, start, type ServerProcess } from './servers.js'

export async function startProxy(bot: number): Promise<ServerProcess> {
  const [port, tls, inside] = [await freePort(), await freePort(), await freePort()]
  const files = join(root, 'deploy/haproxy')
  const isOpen = `http://127.0.0.1:${inside}/health/live`
  return start(
    'haproxy',
    ['-db', '-f', join(files, 'haproxy.cfg')],
    { port, isOpen },
    {
      BOT_1: `127.0.0.1:${bot}`,
      DESK_1: `127.0.0.1:${bot}`,
      FILES: files,
      HTTP_BIND: `127.0.0.1:${port}`,
      HTTPS_BIND: `127.0.0.1:${tls}`,
      INSIDE_BIND: `127.0.0.1:${inside}`,
    },
  )
}
