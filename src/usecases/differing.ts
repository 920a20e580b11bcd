type Fields = Readonly<Record<string, unknown>>

/** Of two states only what differs, as the audit log keeps it: before, and after. */
export function differing(before: Fields, after: Fields): readonly [Fields, Fields] {
  const names = Object.keys(after).filter((name) => before[name] !== after[name])
  const some = (fields: Fields): Fields => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]))
  return [some(before), some(after)]
}
