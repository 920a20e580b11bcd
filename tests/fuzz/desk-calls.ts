/** Requests to the desk's API, drawn at random from its own table of routes: who asks, for what, with what. */
import fc from 'fast-check'
import { z } from 'zod'
import type { Route } from '../../admin/api/route.js'
import { routes } from '../../admin/api/routes.js'
import { damage, damaged, type Damage } from './damage.js'
import { fillIn, inJson, type Facts } from './facts.js'
import { fromSchema, idNamed, valueNamed } from './from-schema.js'
import { change, changed } from './mutate.js'
import { oddText, written } from './odd.js'
import type { Wire } from './wire.js'

export const callers = ['manager', 'librarian', 'newcomer', 'gone', 'forged', 'nobody'] as const
export type CallerKind = (typeof callers)[number]

const who = fc.oneof(
  { weight: 10, arbitrary: fc.constant<CallerKind>('manager') },
  { weight: 6, arbitrary: fc.constant<CallerKind>('librarian') },
  { weight: 2, arbitrary: fc.constantFrom<CallerKind>('newcomer', 'gone', 'forged', 'nobody') },
)

const headers = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Record<string, string>>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      ...[
        { 'content-type': 'text/plain' },
        { 'content-type': 'application/json; charset=utf-16' },
        { 'content-type': 'application/octet-stream' },
        { 'content-type': '' },
        { 'content-encoding': 'gzip' },
        { 'content-encoding': 'br' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-origin' },
        { 'x-unattended': '1' },
        { 'x-forwarded-for': 'x, 1.2.3.4, fe80::1%eth0' },
        { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
        { accept: 'text/html', range: 'bytes=0-1' },
        { 'if-none-match': '*', 'if-modified-since': 'x' },
      ],
    ),
  },
)

/** In a header fit only letters of ASCII. */
const headerText = oddText.map((text) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300))
const ifMatch = fc.oneof(
  { weight: 8, arbitrary: fc.constant('current') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '*',
      '"1"',
      '"0"',
      'W/"1"',
      '"%"',
      '"1',
      '1',
      '"none"',
      '"9007199254740993"',
      '"1", "2"',
    ),
  },
  { weight: 1, arbitrary: headerText.map((text) => `"${text.replaceAll('"', '')}"`) },
)
const key = fc.oneof(
  { weight: 8, arbitrary: fc.uuid() },
  { weight: 2, arbitrary: fc.nat(20).map((number) => `key-used-again-${number}`) },
  { weight: 1, arbitrary: fc.constantFrom('', 'short', 'x'.repeat(101), 'with space 1', '__proto__') },
  { weight: 1, arbitrary: headerText },
)

/** A list of books that a librarian may have made, or may not. */
const list = fc
  .tuple(
    fc.constantFrom(
      '도서명,저자,ISBN',
      '제목\t지은이',
      'title;author',
      '도서명',
      '',
      'PK\u0003\u0004',
      '\ufeff도서명,복본',
    ),
    fc.array(oddText, { maxLength: 6 }),
  )
  .map(([head, titles]) =>
    [head, ...titles.map((title) => `"${title.replaceAll('"', '""')}",누구,979119800000${title.length % 10}`)].join(
      '\n',
    ),
  )

/** After which the others would have nobody to ask as. */
const isGoodbye = ({ method, path }: Route) => method === 'delete' && path.startsWith('/session')

function planOf(route: Route) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const shape = (part: z.ZodType | undefined) =>
    part ? z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }) : {}
  const query = Object.entries((shape(route.query) as { properties?: Record<string, object> }).properties ?? {})
  const id = (name: string) =>
    fc.oneof(
      { weight: 12, arbitrary: idNamed(name) ?? valueNamed(name, { type: 'string' }).map(String) },
      { weight: 1, arbitrary: oddText },
    )
  return fc.record({
    route: fc.constant(route),
    who: isGoodbye(route) ? fc.constantFrom<CallerKind>('newcomer', 'gone', 'forged', 'nobody') : who,
    params: fc.record(Object.fromEntries(names.map((name) => [name, id(name)]))),
    query: fc.record(
      Object.fromEntries(query.map(([name, one]) => [name, fc.oneof(fc.constant(undefined), valueNamed(name, one))])),
    ),
    body: route.takesFile
      ? list
      : route.body
        ? fromSchema('', shape(route.body))
        : fc.constantFrom<unknown>({}, {}, null),
    changes: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
    ),
    damage: fc.oneof({ weight: 16, arbitrary: fc.constant<Damage | null>(null) }, { weight: 1, arbitrary: damage }),
    tail: fc.oneof(
      { weight: 24, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '/',
          '/x',
          '/%zz',
          '/..',
          '//',
          '%00',
          '?__proto__[x]=1',
          '?limit[a]=1&limit[]=2',
          '?after=%ED%A0%80',
          '?limit=1&limit=2',
        ),
      },
    ),
    method: fc.oneof(
      { weight: 30, arbitrary: fc.constant(route.method.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom('PUT', 'OPTIONS', 'HEAD', 'PROPFIND', 'DELETE', 'POST') },
    ),
    ifMatch,
    key,
    headers,
  })
}

/** Passwords are slow to check, so signing in comes seldom; so does signing out, after which nobody is there to ask. */
const isSeldom = ({ path }: Route) =>
  path.startsWith('/session') || path.endsWith('/password') || path === '/librarians'

export const deskPlan = fc.oneof(
  ...routes.map((route) => ({ weight: isSeldom(route) && route.method !== 'get' ? 1 : 6, arbitrary: planOf(route) })),
)
export type DeskPlan = typeof deskPlan extends fc.Arbitrary<infer Plan> ? Plan : never

/** `cookieOf`: of a caller's sign-in; `versionOf`: the ETag that stands there now. */
export async function deskWire(
  plan: DeskPlan,
  facts: Facts,
  cookieOf: (who: CallerKind) => string | null,
  versionOf: (path: string) => Promise<string | null>,
): Promise<Wire> {
  const { route } = plan
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress(fillIn(plan.params[name] ?? '', facts)))
  const query = Object.entries(plan.query).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          `${name}=${inAddress(fillIn(typeof value === 'string' ? value : JSON.stringify(value), facts).replace(/^⟦raw:|⟧$/g, ''))}`,
        ],
  )
  const address = `${path}${query.length > 0 ? `?${query.join('&')}` : ''}${plan.tail}`
  const isWithBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(plan.method)
  const cookie = cookieOf(plan.who)
  const version = plan.ifMatch === 'current' ? (route.isEdit ? await versionOf(path) : null) : plan.ifMatch
  const text = typeof plan.body === 'string' && route.takesFile ? fillIn(plan.body, facts) : bodyOf(plan, facts)
  const bytes = Buffer.from(text)
  return {
    method: plan.method,
    path: `/admin/api${address}`,
    headers: {
      ...(isWithBody ? { 'content-type': route.takesFile ? 'application/octet-stream' : 'application/json' } : {}),
      ...(cookie ? { cookie } : {}),
      ...(version ? { 'if-match': version } : {}),
      ...(plan.method !== 'GET' && plan.key ? { 'idempotency-key': plan.key } : {}),
      ...plan.headers,
    },
    body: isWithBody ? (plan.damage ? damaged(bytes, plan.damage) : bytes) : null,
  }
}

function bodyOf({ route, body, changes }: DeskPlan, facts: Facts): string {
  const spoilt = changed(body, changes)
  if (route.path === '/policy') keepLimits(spoilt)
  // whoever is made a manager is let in from then on, and rightly
  if (route.path === '/librarians/{librarianId}' && isObject(spoilt) && spoilt['role'] === 'manager')
    spoilt['role'] = 'librarian'
  const filled = fillIn(JSON.stringify(spoilt) ?? '', facts, inJson)
  return filled === '' ? '' : written(JSON.parse(filled))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The audit of the books knows the limits of the house as they are by default; more is not allowed while it looks. */
function keepLimits(policy: unknown): void {
  if (!isObject(policy)) return
  const limits: Readonly<Record<string, number>> = { rentalLimit: 5, limit: 3, times: 1 }
  for (const [name, value] of Object.entries(policy)) {
    const most = limits[name.replace('⟦again⟧', '')]
    if (most !== undefined && value !== null && typeof value !== 'object')
      Reflect.set(policy, name, Math.min(Number(value) || most, most))
    else keepLimits(value)
  }
}

function inAddress(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).slice(0, 6_000)
}

/** Of every kind of caller the routes that none of them may ever be let in to. */
export function mayBeLetIn(route: Route, who: CallerKind): boolean {
  if (route.role === 'anyone') return true
  if (who === 'manager') return true
  if (who === 'librarian') return route.role === 'librarian'
  return who === 'newcomer' && route.isOpenBefore === true
}
