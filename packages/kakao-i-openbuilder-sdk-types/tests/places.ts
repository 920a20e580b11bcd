// Where in a JSON value is something, and what if it were something else?

export type Path = string[]

/** Every place of a value, the whole (an empty path) first. */
export const placesIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, key) => (Object(inner) as Record<string, unknown>)[key], value)

/** A copy with another value at a place; `undefined` takes a field away. */
export const replaced = (value: unknown, [key, ...rest]: Path, put: unknown): unknown => {
  if (key === undefined) return put
  if (Array.isArray(value)) return value.map((one: unknown, i) => (String(i) === key ? replaced(one, rest, put) : one))
  const fields = Object(value) as Record<string, unknown>
  return { ...fields, [key]: replaced(fields[key], rest, put) }
}

/** As a breach writes it: `template.outputs[0].simpleText`. */
export const written = (path: Path): string =>
  path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`), '')
