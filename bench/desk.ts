/** A librarian at the desk's API, signed in. */
import { randomUUID } from 'node:crypto'
import { librarian, type ServerProcess } from './servers.js'

export type Desk = {
  get(path: string): Promise<string>
  /** JSON, or the bytes of a file. */
  post(path: string, body: object | Buffer): Promise<string>
}

export async function signIn({ port }: Pick<ServerProcess, 'port'>): Promise<Desk> {
  let cookie = ''
  async function ask(path: string, body: object | Buffer | null): Promise<string> {
    const isFile = Buffer.isBuffer(body)
    const answered = await fetch(`http://127.0.0.1:${port}/admin/api${path}`, {
      headers: { cookie, ...(body ? headersOf(isFile) : {}) },
      ...(body ? { method: 'POST', body: isFile ? body : JSON.stringify(body) } : {}),
    })
    for (const one of answered.headers.getSetCookie()) cookie = one.split(';')[0] ?? ''
    const text = await answered.text()
    if (!answered.ok) throw new Error(`${path}: ${answered.status} ${text.slice(0, 500)}`)
    return text
  }
  await ask('/session', librarian)
  return { get: (path) => ask(path, null), post: ask }
}

function headersOf(isFile: boolean): Record<string, string> {
  return {
    'content-type': isFile ? 'application/octet-stream' : 'application/json',
    'idempotency-key': randomUUID(),
  }
}
