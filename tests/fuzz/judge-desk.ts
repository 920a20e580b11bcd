/** Is this how the desk's API must answer whatever it was asked? */
import { openApiOf } from '../../admin/api/openapi.js'
import { problems, type ProblemCode } from '../../admin/api/problems.js'
import { routes } from '../../admin/api/routes.js'
import { mayBeLetIn, type DeskPlan } from './desk-calls.js'
import { readObject, turnedAway, type Verdict } from './verdict.js'
import type { Heard, Wire } from './wire.js'

type Described = Record<string, Record<string, { responses: Record<string, { description: string }> }>>
const described = openApiOf(routes).paths as unknown as Described

/** What is refused before anybody looks which route it is for. */
const beforeAnyRoute: readonly string[] = [
  'not-found',
  'malformed-json',
  'not-json',
  'not-a-file',
  'too-large',
  'foreign-origin',
]

export function judgeDesk(
  { route, who, method, tail, headers: sent }: DeskPlan,
  { path }: Wire,
  heard: Heard,
): Verdict {
  const { status, headers, text } = heard
  const isAsked = method === route.method.toUpperCase() && tail === ''
  const name = `desk ${status}`
  if (method === 'HEAD' || method === 'OPTIONS' || status >= 500 || (status === 304 && 'if-none-match' in sent))
    return turnedAway(name, heard)
  const type = String(headers['content-type'] ?? '')
  const faults: string[] = []
  if (status >= 400) {
    const said = readObject(text)
    const code = String(said?.['code']) as ProblemCode
    const known = problems[code]
    if (!type.startsWith('application/problem+json') || !said || !known)
      faults.push(`no problem: ${type} ${text.slice(0, 300)}`)
    else if (known.status !== status || said['status'] !== status) faults.push(`${code} with status ${status}`)
    else if (isAsked && !isDescribed(route, status, code))
      faults.push(`${route.method} ${route.path} says nothing of ${code}`)
    return { label: `${name} ${code}`, faults, mayChange: false }
  }
  if (isAsked) {
    if (!mayBeLetIn(route, who)) faults.push(`lets in ${who}`)
    if (status !== route.answer.status) faults.push(`status ${status}, not ${route.answer.status}`)
    if (route.answer.schema && !route.answer.isCsv && readObject(text) === null)
      faults.push(`no JSON: ${text.slice(0, 200)}`)
  }
  return { label: name, faults, mayChange: method !== 'GET' && !path.includes('/preview') }
}

function isDescribed({ path, method }: DeskPlan['route'], status: number, code: string): boolean {
  const words = described[path]?.[method]?.responses[String(status)]?.description.split(', ') ?? []
  return words.includes(code) || beforeAnyRoute.includes(code)
}
