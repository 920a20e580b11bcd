/** Whether a job's data is what somebody asks for, decided on the values and never in SQL. */

/** JSON with its keys in order: equal values give equal text. What JSON cannot hold counts as null. */
export function canonical(value: unknown): string {
  return JSON.stringify(inOrder(asJson(value)))
}

/** Whether `actual` holds all of `wanted`: objects by their keys, lists by their elements, the rest by being equal. */
export function contains(actual: unknown, wanted: unknown): boolean {
  return holds(asJson(actual), asJson(wanted))
}

/** The value at a path such as `member.id`; undefined where the path leads nowhere. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (place, key) => (isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined),
    value,
  )
}

function holds(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(actual) && wanted.every((one) => actual.some((other) => holds(other, one)))
  }
  if (isObject(wanted)) {
    return isObject(actual) && Object.keys(wanted).every((key) => holds(at(actual, [key]) ?? null, wanted[key]))
  }
  return actual === wanted
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder(value[key])]),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
