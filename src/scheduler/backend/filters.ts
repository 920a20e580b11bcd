/** Which jobs a question or an order of Agenda's is about, as far as SQL can tell. */
import type { JobsQueryOptions, RemoveJobsOptions } from 'agenda'
import type { SqlValue } from './statement.js'

export interface Condition {
  sql: string
  values: readonly SqlValue[]
}

/** Jobs by id and by name; one id goes before several, one name before several; an empty list says nothing. */
export function named({ id, ids, name, names, notNames }: JobsQueryOptions & RemoveJobsOptions): Condition[] {
  const byId = id ? [id] : (ids ?? [])
  const byName = name ? [name] : (names ?? [])
  const byOthers = byName.length === 0 ? (notNames ?? []) : []
  return [anyOf('id', byId), anyOf('name', byName), noneOf('name', byOthers)].filter(({ values }) => values.length > 0)
}

export const anyOf = (column: string, values: readonly string[]): Condition => ({
  sql: `${column} IN (${values.map(() => '?').join(', ')})`,
  values,
})

const noneOf = (column: string, values: readonly string[]): Condition => ({
  sql: `${column} NOT IN (${values.map(() => '?').join(', ')})`,
  values,
})

/** Text that holds this piece as it stands; whether capitals matter depends on the engine. */
export function containing(column: string, piece: string): Condition {
  return { sql: `${column} LIKE ? ESCAPE '!'`, values: [`%${piece.replace(/[!%_]/g, '!$&')}%`] }
}

/** A WHERE clause of all the conditions, or nothing at all. */
export function where(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: '', values: [] }
  return {
    sql: `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  }
}
