/** A table as TypeORM knows it, said in few words: its columns by the names they have in SQL. */
import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaOptions } from 'typeorm'

type Columns = Readonly<Record<string, EntitySchemaColumnOptions>>
type Index = { readonly name: string; readonly columns: string[]; readonly unique?: boolean }

export function table(
  name: string,
  columns: Columns,
  rest: {
    readonly indices?: readonly Index[]
    readonly checks?: EntitySchemaOptions<object>['checks']
    /** SQLite: the rows stand in the primary key itself, once. InnoDB always does so. */
    readonly withoutRowid?: true
  } = {},
): EntitySchema {
  return new EntitySchema({
    name,
    tableName: name,
    columns: Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, { name: key, ...column }])),
    indices: [...(rest.indices ?? [])],
    ...(rest.checks ? { checks: rest.checks } : {}),
    withoutRowid: rest.withoutRowid ?? false,
  })
}

/** Marks a column as (part of) the primary key. */
export function key<C extends object>(column: C): C & { primary: true } {
  return { ...column, primary: true }
}

/** Marks a column that may be empty. */
export function maybe<C extends object>(column: C): C & { nullable: true } {
  return { ...column, nullable: true }
}
