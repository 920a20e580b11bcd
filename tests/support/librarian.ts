/** A librarian at the desk's API: signed in over real HTTP, with the cookie a browser would keep. */
import { randomUUID } from 'node:crypto'
import { readConfig } from '../../src/config.js'
import { openLog, type Log } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import type { TestDatabase } from './empty-database.js'
import { openLibrary, testEnv, type Library } from './library.js'
import type { Engine } from './empty-database.js'

export const boss = { email: 'boss@library.kr', password: 'first-password-1' } as const

/** A library whose desk is open, with a manager who can sign in at once. */
export function openDesk(
  engine: Engine,
  options: { database?: TestDatabase; env?: Record<string, string>; log?: Log } = {},
): Promise<Library> {
  const { env, ...rest } = options
  return openLibrary(engine, {
    ...rest,
    env: { ROLES: 'bot,desk,simulator', ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password, ...env },
  })
}

/** One more process of the same library, with its desk only. */
export function openSecondDesk(database: TestDatabase, now: () => Date): Promise<House> {
  const config = readConfig(testEnv(database.url, { ROLES: 'desk' }))
  return openHouse(config, openLog('silent'), { world: { now } })
}

export type Answered = {
  readonly status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever was answered is looked at as it is
  readonly body: any
  readonly etag: string | null
  readonly headers: Headers
}

export type Ask = {
  readonly body?: unknown
  readonly ifMatch?: string | null | undefined
  readonly key?: string | null
  readonly headers?: Record<string, string>
}

export type Caller = {
  cookie: string | null
  ask(method: string, path: string, more?: Ask): Promise<Answered>
  get(path: string): Promise<Answered>
  signIn(email?: string, password?: string): Promise<Answered>
}

/** Somebody who calls the API there, signed in or not. Commands get a key of their own unless one is given. */
export function caller(url: string | (() => string)): Caller {
  const self: Caller = {
    cookie: null,
    async ask(method, path, { body, ifMatch, key, headers } = {}) {
      const isWrite = method !== 'GET'
      const base = typeof url === 'string' ? url : url()
      const response = await fetch(`${base}/admin/api${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(self.cookie === null ? {} : { cookie: self.cookie }),
          ...(isWrite && method !== 'DELETE' ? { 'content-type': 'application/json' } : {}),
          ...(isWrite && key !== null ? { 'idempotency-key': key ?? randomUUID() } : {}),
          ...(ifMatch ? { 'if-match': ifMatch } : {}),
          ...headers,
        },
        ...(isWrite && method !== 'DELETE'
          ? { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body ?? {}) }
          : {}),
      })
      const text = await response.text()
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        self.cookie = pair.endsWith('=') ? null : pair
      }
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        etag: response.headers.get('etag'),
        headers: response.headers,
      }
    },
    get: (path) => self.ask('GET', path),
    signIn: (email = boss.email, password = boss.password) =>
      self.ask('POST', '/session', { body: { email, password } }),
  }
  return self
}

/** A caller who has signed in as the manager of `openDesk`. */
export async function manager({ url }: { readonly url: string }): Promise<Caller> {
  const self = caller(url)
  const { status, body } = await self.signIn()
  if (status !== 200) throw new Error(`cannot sign in: ${JSON.stringify(body)}`)
  return self
}

/** A librarian whom the manager has added and who has chosen a password. */
export async function librarian(
  house: { readonly url: string },
  by: Caller,
  name = '김사서',
): Promise<Caller & { email: string; password: string; id: string }> {
  const email = `${randomUUID().slice(0, 8)}@library.kr`
  const [given, password] = ['given-by-boss-1', 'chosen-by-self-1']
  const added = await by.ask('POST', '/librarians', { body: { email, name, role: 'librarian', password: given } })
  if (added.status !== 201) throw new Error(`cannot add: ${JSON.stringify(added.body)}`)
  const self = caller(house.url)
  await self.signIn(email, given)
  const changed = await self.ask('PUT', '/session/password', { body: { current: given, next: password } })
  if (changed.status !== 204) throw new Error(`cannot choose: ${JSON.stringify(changed.body)}`)
  return Object.assign(self, { email, password, id: String(added.body.id) })
}
