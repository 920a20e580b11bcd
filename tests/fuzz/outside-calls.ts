/** Requests to the other doors, drawn at random: what Kakao and Solapi tell us, the pages around a payment, what an orchestrator asks, and addresses of nothing. */
import fc from 'fast-check'
import { damage, damaged, type Damage } from './damage.js'
import { fillIn, inJson, type Facts } from './facts.js'
import { change, changed } from './mutate.js'
import { named, oddText, oddValue, written } from './odd.js'
import { keys } from './town.js'
import { turnedAway, type Verdict } from './verdict.js'
import type { Heard, Wire } from './wire.js'

const index = fc.nat(90)
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 10, arbitrary: usual }, { weight: 1, arbitrary: odd })

const channelNews = fc.record({
  event: mostly<unknown>(fc.constantFrom('added', 'blocked'), oddValue),
  id: mostly<unknown>(fc.constantFrom('31415926', 31415926), oddValue),
  id_type: mostly<unknown>(fc.constantFrom('app_user_id', 'open_id'), oddValue),
  updated_at: mostly<unknown>(fc.constantFrom('2026-11-26T00:00:00Z', '2026-11-26T09:00:00+09:00'), oddValue),
})
const report = fc.record({
  messageId: mostly<unknown>(
    index.map((at) => `M4V${at}`),
    oddValue,
  ),
  statusCode: mostly<unknown>(fc.constantFrom('4000', '3000', '2000', '3104', '9999'), oddValue),
  reason: mostly<unknown>(fc.constantFrom('수신 거부', null), oddValue),
  customFields: mostly<unknown>(
    index.map((at) => ({ noticeId: named('notice', at) })),
    oddValue,
  ),
})

const token = fc.oneof(
  { weight: 8, arbitrary: index.map((at) => named('payment', at)) },
  { weight: 1, arbitrary: oddText },
)
const pgToken = fc.oneof(
  fc.constantFrom(
    '',
    '?pg_token=x',
    '?pg_token=a&pg_token=b',
    '?pg_token[x]=1',
    '?pg_token=%00',
    '?pg_token=%ED%A0%80',
  ),
  oddText.map((text) => `?pg_token=${inAddress(text)}`),
)

function inAddress(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).slice(0, 4_000)
}

const hook = fc.record({
  method: mostly(fc.constant('POST'), fc.constantFrom('GET', 'PUT', 'HEAD')),
  path: mostly(
    fc.constantFrom('/hooks/kakao-channel', `/hooks/solapi/${keys.solapi}`),
    fc.constantFrom('/hooks/solapi/wrong', '/hooks/solapi/', '/hooks', '/hooks/solapi/%zz', '/hooks/kakao-channel/x'),
  ),
  headers: mostly<Record<string, string>>(
    fc.constant({
      'content-type': 'application/json',
      authorization: `KakaoAK ${keys.kakaoAdmin}`,
      'x-kakao-resource-id': 'r-1',
    }),
    fc.constantFrom<Record<string, string>>(
      {},
      { authorization: 'KakaoAK wrong' },
      { authorization: `KakaoAK ${keys.kakaoAdmin}`, 'content-encoding': 'gzip' },
    ),
  ),
  resource: fc.nat(3_000),
  body: fc.oneof<fc.Arbitrary<unknown>[]>(channelNews, fc.array(report, { maxLength: 5 }), oddValue),
  changes: fc.array(change, { maxLength: 2 }),
  damage: mostly<Damage | null>(fc.constant(null), damage),
})
const page = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'HEAD', 'PUT'),
  token,
  tail: fc.oneof(
    fc.constantFrom('', '', '/cancel', '/fail', '/approve', '/approve', '/x', '/', '%zz'),
    pgToken.map((query) => `/approve${query}`),
  ),
})
const nowhere = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
  path: fc.constantFrom(
    ...[
      '/',
      '//',
      '/..',
      '/%zz',
      '/%00',
      '/*',
      '/health',
      '/health/live',
      '/health/ready',
      '/health/live/x',
      '/metrics',
      '/metrics?x=1',
    ],
    ...[
      '/simulator',
      '/simulator/',
      '/simulator/api/clock',
      '/simulator/kakaopay/ready',
      '/simulator/event-api/v2/bots/x/talk',
    ],
    ...[
      '/favicon.ico',
      '/.env',
      '/package.json',
      '/src/main.ts',
      '/../package.json',
      '/admin/assets/..%2f..%2fpackage.json',
      '/admin/assets/%2e%2e/%2e%2e/.env',
    ],
    ...[
      '/admin/api',
      '/admin/api/',
      '/admin/api/docs',
      '/admin/api/docs/',
      '/admin/api/docs/..%2f..%2fpackage.json',
      '/admin/api/%zz',
      '/pay',
      '/pay/',
      '/pay/style.css',
    ],
    ...[
      '/skills',
      '/SKILLS/dialog',
      `/${'x'.repeat(8_000)}`,
      `/?${'a[]=1&'.repeat(500)}`,
      `/?a${'[b]'.repeat(300)}=1`,
      '/?__proto__[x]=1',
      '/\\..\\..',
      '/%ED%A0%80',
    ],
  ),
  headers: mostly<Record<string, string>>(
    fc.constant({}),
    fc.constantFrom<Record<string, string>>(
      { host: '' },
      { host: 'a b' },
      { 'x-forwarded-for': ','.repeat(500) },
      { cookie: `a=${'%'.repeat(3_000)}` },
      { expect: '100-continue' },
    ),
  ),
})

export const outsidePlan = fc.oneof(
  { weight: 3, arbitrary: hook },
  { weight: 4, arbitrary: page },
  { weight: 2, arbitrary: nowhere },
)
export type OutsidePlan = typeof outsidePlan extends fc.Arbitrary<infer Plan> ? Plan : never

export function outsideWire(plan: OutsidePlan, facts: Facts): Wire {
  const { method } = plan
  if ('token' in plan)
    return {
      method,
      path: `/pay/${inAddress(fillIn(plan.token, facts))}${plan.tail}`,
      headers: {},
      body: method === 'POST' || method === 'PUT' ? Buffer.alloc(0) : null,
    }
  if (!('resource' in plan)) return { method, path: plan.path, headers: plan.headers, body: null }
  const filled = fillIn(JSON.stringify(changed(plan.body, plan.changes)) ?? '', facts, inJson)
  const bytes = Buffer.from(filled === '' ? '' : written(JSON.parse(filled)))
  const isKakao = plan.path.includes('kakao')
  return {
    method,
    path: plan.path,
    headers: { ...plan.headers, ...(isKakao ? { 'x-kakao-resource-id': `r-${plan.resource}` } : {}) },
    body: method === 'GET' || method === 'HEAD' ? null : plan.damage ? damaged(bytes, plan.damage) : bytes,
  }
}

/** A page that is only looked at changes nothing; news may. */
export function judgeOutside({ method, path }: Wire, heard: Heard): Verdict {
  const { status } = heard
  const [, door = '', ...rest] = path.split('?')[0]?.split('/') ?? []
  const isPress =
    door === 'pay' && (method === 'POST' || (method === 'GET' && ['approve', 'cancel', 'fail'].includes(rest[1] ?? '')))
  const isNews = door === 'hooks' && method === 'POST' && status === 200
  return { ...turnedAway(`${door || 'nowhere'} ${method}`, heard), mayChange: (isPress && status < 400) || isNews }
}
