/** A librarian's browser: signs in, and sends every command with its key until the desk says yes or no. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.js'
import type { Command, History, Told } from './history.js'

export type Answered = {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly version: string | null
}

export type DeskPhone = {
  /** `null`: no answer of use. */
  looks(path: string): Promise<Answered | null>
  commands(asked: Wish): Promise<Answered | null>
}

export type Wish = {
  readonly deed: string
  readonly method: 'POST' | 'PATCH' | 'PUT'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly key: string
  readonly about?: Command['about']
  readonly ifMatch?: string
}

export type DeskPhoneOptions = {
  readonly name: string
  readonly url: string
  readonly librarian: { readonly email: string; readonly password: string }
  readonly history: History
  readonly chance: Chance
  readonly isOn: () => boolean
}

const patienceMs = 8_000
const triesAtMost = 12

export function openDeskPhone({ name, url, librarian, history, chance, isOn }: DeskPhoneOptions): DeskPhone {
  let cookie: string | null = null

  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${url}/admin/api${path}`, {
      method,
      headers: {
        ...(cookie === null ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => null)
    const text = await response?.text().catch(() => null)
    if (!response || text === null || text === undefined) return null
    const [given] = response.headers.getSetCookie()
    if (given) cookie = given.split(';')[0] ?? null
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : {}) as Answered['body'],
      version: response.headers.get('etag'),
    }
  }

  async function atWork(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    if (cookie === null) {
      const signedIn = await ask('POST', '/session', librarian, { 'idempotency-key': `sign-in-${chance.draw()}` })
      history.count('sign in', toldBy(signedIn))
      if (signedIn?.status !== 200) return null
    }
    const answered = await ask(method, path, body, headers)
    if (answered?.status === 401) cookie = null
    return answered
  }

  return {
    async looks(path) {
      const answered = await atWork('GET', path)
      history.count('desk looks', toldBy(answered))
      return answered?.status === 200 ? answered : null
    },
    async commands({ deed, method, path, body, key, about = {}, ifMatch }) {
      const command = history.begin({ who: name, deed, key, about })
      for (let tries = 1; tries <= triesAtMost; tries += 1) {
        const [at, startedAt] = [Date.now(), performance.now()]
        const headers = { 'idempotency-key': key, ...(ifMatch ? { 'if-match': ifMatch } : {}) }
        const answered = await atWork(method, path, body, headers)
        const told = toldBy(answered)
        const code = answered?.body['code']
        const outcome = answered ? (typeof code === 'string' ? code : String(answered.status)) : 'silence'
        command.attempts.push({ told, outcome, at, ms: Math.round(performance.now() - startedAt) })
        history.count(tries === 1 ? deed : `${deed} again`, told)
        if (told === 'ok' && answered) command.result = answered.body
        if (told === 'ok' || told === 'refused') return answered
        if (!isOn()) return null
        await pause(chance.between(300, 1_500))
      }
      return null
    },
  }
}

function toldBy(answered: Answered | null): Told {
  if (!answered) return 'silence'
  if (answered.status < 300) return 'ok'
  // whoever is not signed in any more, or comes too fast, has not been heard
  if ([401, 429, 503].includes(answered.status)) return 'turned-away'
  return answered.status >= 500 ? 'broken' : 'refused'
}
