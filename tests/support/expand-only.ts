/** What a release may do to the tables while the version before still works on them: add what that one need not know. */
import type { Table, TableColumn } from 'typeorm'

/** Every answer would break the version before: what, and where. */
export function breaks(before: readonly Table[], after: readonly Table[]): string[] {
  return before.flatMap((table) => {
    const { name } = table
    const now = after.find((one) => one.name === name)
    if (!now) return [`${name} is gone`]
    return [...changed(table, now), ...added(table, now), ...forbidden(table, now)].map((what) => `${name}: ${what}`)
  })
}

function changed({ columns }: Table, now: Table): string[] {
  return columns.flatMap((column) => {
    const { name } = column
    const then = now.findColumnByName(name)
    if (!then) return [`${name} is gone`]
    return [
      ...(holds(then, column) ? [] : [`${name} holds less`]),
      ...(column.isNullable && !then.isNullable ? [`${name} must be given`] : []),
      ...(!column.isNullable && then.isNullable ? [`${name} may be empty, which it never was`] : []),
      ...(column.default !== undefined && column.default !== null && column.default !== then.default
        ? [`${name} has another default`]
        : []),
    ]
  })
}

function added(before: Table, now: Table): string[] {
  return now.columns
    .filter(({ name, isNullable, default: usual }) => {
      const mustBeGiven = !isNullable && (usual === undefined || usual === null)
      return mustBeGiven && !before.findColumnByName(name)
    })
    .map(({ name }) => `${name} is new and must be given`)
}

/** Rows that could be written before. A new column is empty in what the version before writes, and nothing equals nothing. */
function forbidden(before: Table, now: Table): string[] {
  const isEmpty = (name: string) => !before.findColumnByName(name) && now.findColumnByName(name)?.isNullable === true
  const unique = ({ indices, uniques }: Table) => [
    ...indices.filter((one) => one.isUnique),
    ...uniques.map(({ name, columnNames }) => ({ name, columnNames })),
  ]
  const known = new Set(unique(before).map(({ columnNames }) => String(columnNames)))
  const checks = new Set(before.checks.map(({ name }) => name))
  return [
    ...unique(now)
      .filter(({ columnNames }) => !known.has(String(columnNames)) && !columnNames.some(isEmpty))
      .map(({ columnNames }) => `${columnNames.join(' and ')} must be unique`),
    ...now.checks
      .filter(({ name }) => !checks.has(name))
      .map(({ name, expression }) => `${name ?? expression} must hold`),
  ]
}

const wider: Readonly<Record<string, readonly string[]>> = {
  varchar: ['text', 'longtext'],
  text: ['longtext'],
  int: ['bigint'],
  integer: ['bigint'],
}

function holds(now: TableColumn, before: TableColumn): boolean {
  if (now.type !== before.type) return wider[before.type]?.includes(now.type) ?? false
  return now.charset === before.charset && Number(now.length || 0) >= Number(before.length || 0)
}
