/** Adds a column that may be empty, or has a default, without touching the rows that are there. */
import { TableColumn, type QueryRunner, type TableColumnOptions } from 'typeorm'

type Column = Omit<TableColumnOptions, 'name' | 'isNullable' | 'default'> & { default?: number; check?: Check }
type Check = { readonly name: string; readonly expression: string }

/** On SQLite in plain words: TypeORM would write the whole table anew. */
export async function addColumn(
  queryRunner: QueryRunner,
  table: string,
  name: string,
  { default: usual, check, ...column }: Column,
): Promise<void> {
  if (queryRunner.connection.options.type === 'better-sqlite3') {
    const type = column.type === 'int' ? 'integer' : `${column.type}${column.length ? `(${column.length})` : ''}`
    const rest = usual === undefined ? '' : ` NOT NULL DEFAULT (${usual})`
    const guard = check ? ` CONSTRAINT "${check.name}" CHECK (${check.expression})` : ''
    await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN "${name}" ${type}${rest}${guard}`)
    return
  }
  const added = new TableColumn({
    ...column,
    name,
    isNullable: usual === undefined,
    ...(usual === undefined ? {} : { default: `'${usual}'` }),
  })
  // whoever died over this migration may have added it; TypeORM would then make its index, too, a second time
  if (!(await queryRunner.hasColumn(table, name))) await queryRunner.addColumn(table, added)
  if (check) await queryRunner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${check.name} CHECK (${check.expression})`)
}
