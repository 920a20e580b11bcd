/** What a database is asked. */
import type { Param, Sql } from '../../src/infra/db/sql.js'

export type Question = { readonly text: string; readonly params: readonly Param[] }

/** The same database, and every question that goes through. */
export function overheard(sql: Sql): { readonly sql: Sql; readonly asked: readonly Question[] } {
  const asked: Question[] = []
  return {
    asked,
    sql: {
      ...sql,
      all: (text, params = []) => {
        asked.push({ text, params })
        return sql.all(text, params)
      },
    },
  }
}
