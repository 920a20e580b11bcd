/** Creates a table from its columns, said as in the table files, but frozen in time with the migration that calls it. */
import { Table, TableIndex, type QueryRunner, type TableColumnOptions } from 'typeorm'

type Column = Omit<TableColumnOptions, 'name' | 'isNullable' | 'isPrimary'> & { nullable?: true; primary?: true }
type Index = { readonly name: string; readonly columns: string[]; readonly unique?: boolean }
type Rest = {
  readonly indices?: readonly Index[]
  readonly check?: { readonly name: string; readonly expression: string }
  readonly withoutRowid?: true
}

export async function createTable(
  queryRunner: QueryRunner,
  name: string,
  columns: Readonly<Record<string, Column>>,
  { indices = [], check, withoutRowid }: Rest = {},
): Promise<void> {
  const isSqlite = queryRunner.connection.options.type === 'better-sqlite3'
  await queryRunner.createTable(
    new Table({
      name,
      columns: Object.entries(columns).map(([key, { nullable, primary, ...column }]) => ({
        ...(isSqlite ? asOnSqlite(column) : column),
        name: key,
        isNullable: nullable ?? false,
        isPrimary: primary ?? false,
      })),
      indices: indices.map(
        (index) => new TableIndex({ name: index.name, columnNames: index.columns, isUnique: index.unique ?? false }),
      ),
      ...(check && isSqlite ? { checks: [check] } : {}),
      withoutRowid: withoutRowid ?? false,
    }),
  )
  // TypeORM leaves CHECK out on MySQL and MariaDB.
  if (check && !isSqlite)
    await queryRunner.query(`ALTER TABLE ${name} ADD CONSTRAINT ${check.name} CHECK (${check.expression})`)
}

/** SQLite compares text byte by byte without being told, and calls whole numbers `integer`. */
function asOnSqlite({ charset: _charset, collation: _collation, ...column }: Column): Column {
  return column.type === 'int' ? { ...column, type: 'integer' } : column
}
