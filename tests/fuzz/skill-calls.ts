/** Calls of skills, drawn at random: sound ones, and what has become of them on the way. */
import fc from 'fast-check'
import { damage, damaged, type Damage } from './damage.js'
import { fillIn, inJson, type Facts } from './facts.js'
import { change, changed } from './mutate.js'
import { named, oddText, oddValue, written } from './odd.js'
import { formCount, payloadOf } from './payloads.js'
import { saying } from './sayings.js'
import { keys } from './town.js'
import type { Wire } from './wire.js'

/** A button that an answer has shown, and to whom. */
export type Seen = { readonly userKey: string; readonly said: string; readonly extra: unknown }

const skills = [
  ...[
    'help',
    'signup',
    'search',
    'book',
    'rent',
    'return',
    'renew',
    'hold',
    'hold-cancel',
    'deposit',
    'mypage',
    'refund',
    'leave',
  ],
  ...['contact', 'hours', 'recommend', 'notice', 'whatever'],
]
const index = fc.nat(90)
const id = (kind: string) =>
  fc.oneof({ weight: 6, arbitrary: index.map((at) => named(kind, at)) }, { weight: 1, arbitrary: oddValue })
const nonce = fc.oneof(
  fc.uuid(),
  fc.nat(30).map((at) => `nonce-${at}`),
  fc.constant(null),
  oddValue,
)
const won = fc.oneof(fc.constantFrom(1_000, 5_000, 10_000, 100_000), fc.integer({ min: -10, max: 600_000 }), oddValue)
const version = fc.oneof(
  { weight: 12, arbitrary: fc.constant<unknown>(1) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, 2, '1', null, 1.5) },
)
const page = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(100, 101, 1_000, 1e9), oddValue)
const tap = <Fields extends Record<string, fc.Arbitrary<unknown>>>(deed: string, fields: Fields) =>
  fc.record({ v: version, do: fc.constant(deed), ...fields })

/** What stands in a button's `extra`, of one's own rentals and of others'. */
const extra: fc.Arbitrary<unknown> = fc.oneof(
  tap('book', { bookId: id('book') }),
  tap('rent', { bookId: id('book'), nonce }),
  tap('return', { rentalId: fc.oneof(id('rental'), id('openRental')), nonce }),
  tap('claim', { rentalId: fc.oneof(id('rental'), id('openRental')) }),
  tap('renew', { rentalId: fc.oneof(id('rental'), id('openRental')), nonce }),
  tap('renew-all', { nonce }),
  tap('hold', { bookId: id('book'), nonce }),
  tap('hold-cancel', { holdId: id('hold') }),
  tap('deposit', { amountWon: won, nonce }),
  tap('refund', { amountWon: won, nonce }),
  tap('more', { searchId: id('search'), page }),
  tap('ledger', { page, before: page }),
  tap('signup', { wantedBookId: id('book') }),
  fc.record({ v: version, do: fc.constantFrom('forget', 'leave'), nonce }),
  fc.record({ v: version, do: oddText }),
  oddValue,
)

const who = fc.oneof(
  { weight: 12, arbitrary: fc.record({ member: index }) },
  { weight: 4, arbitrary: fc.record({ stranger: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ odd: oddText }) },
)

const header = fc.constantFrom<readonly [string, string]>(
  ...([
    ['content-type', 'text/plain'],
    ['content-type', ''],
    ['content-type', 'application/json; charset=euc-kr'],
    ['content-type', 'application/json; charset=utf-8'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['content-encoding', 'gzip'],
    ['content-encoding', 'br'],
    ['content-encoding', 'identity'],
    ['x-skill-secret', 'wrong'],
    ['x-skill-secret', ''],
    ['accept', 'text/html'],
    ['accept-encoding', 'gzip, br'],
    ['expect', '100-continue'],
    ['x-forwarded-for', '1.2.3.4, ::1, not-an-address'],
    ['host', 'evil.example'],
    ['cookie', '__proto__=1; desk=x; ;;=;%'],
    ['x-http-method-override', 'DELETE'],
  ] as const),
)

const path = fc.oneof(
  { weight: 60, arbitrary: fc.constant('dialog') },
  { weight: 30, arbitrary: fc.constantFrom(...skills) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '',
        '/',
        '%zz',
        '%00',
        '..%2f..%2fadmin',
        'dialog/',
        'dialog/x/y',
        'DIALOG',
        'dialog?x[]=1&x[a]=2&__proto__[a]=1',
        '__proto__',
      ],
      ...['%ED%A0%80', 'a'.repeat(4_000), '%F0%9F%93%9A', 'dialog;x=1', 'dialog%20', '*', '{*any}', 'rent?'.repeat(50)],
    ),
  },
)
const method = fc.oneof(
  { weight: 80, arbitrary: fc.constant('POST') },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND') },
)

export const skillPlan = fc.record({
  tapped: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.record({ seen: fc.nat(5_000), isOwn: fc.boolean() }) },
  ),
  who,
  said: saying,
  extra: fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>({}) }, { weight: 2, arbitrary: extra }),
  form: fc.nat(formCount * 3),
  isFriend: fc.boolean(),
  changes: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(change, { minLength: 1, maxLength: 4 }) },
  ),
  damage: fc.oneof({ weight: 12, arbitrary: fc.constant<Damage | null>(null) }, { weight: 1, arbitrary: damage }),
  headers: fc.oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(header, { minLength: 1, maxLength: 2 }) },
  ),
  path,
  method,
  isChunked: fc.integer({ min: 0, max: 19 }).map((one) => one === 0),
})
export type SkillPlan = typeof skillPlan extends fc.Arbitrary<infer Plan> ? Plan : never

const strangerKey = (number: number) => `57a6${String(number).padStart(2, '0')}`.repeat(11)

export function skillWire(plan: SkillPlan, facts: Facts, seen: readonly Seen[]): Wire {
  const tapped = plan.tapped && seen[plan.tapped.seen % Math.max(1, seen.length)]
  const drawn =
    'member' in plan.who
      ? named('user', plan.who.member)
      : 'stranger' in plan.who
        ? strangerKey(plan.who.stranger)
        : plan.who.odd
  const spoken = {
    userKey: tapped && plan.tapped?.isOwn ? tapped.userKey : drawn,
    said: tapped ? tapped.said : plan.said,
    extra: tapped ? tapped.extra : plan.extra,
    isFriend: plan.isFriend,
  }
  const payload = payloadOf(plan.form < formCount ? plan.form : 0, spoken)
  const text = written(JSON.parse(fillIn(JSON.stringify(changed(payload, plan.changes)) ?? 'null', facts, inJson)))
  const bytes = plan.damage ? damaged(Buffer.from(text), plan.damage) : Buffer.from(text)
  return {
    method: plan.method,
    path: `/skills/${plan.path}`,
    headers: { 'content-type': 'application/json', 'x-skill-secret': keys.skills, ...Object.fromEntries(plan.headers) },
    body: bytes,
    ...(plan.isChunked ? { isChunked: true } : {}),
  }
}
