/** Copies with call number and barcode, covers and series, and imports that can be undone. Frozen; a later change is a later migration. */
import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { addColumn } from './add-column.js'
import { createTable } from './create-table.js'

const added = [
  ['catalogue_books', 'volume', column.text(50)],
  ['catalogue_books', 'series', column.text(200)],
  ['catalogue_books', 'cover_url', column.text(500)],
  ['catalogue_books', 'import_id', column.id],
  ['catalogue_copies', 'call_number', column.text(100)],
  ['catalogue_copies', 'barcode', column.text(40)],
  ['catalogue_copies', 'import_id', column.id],
  ['titles', 'cover_url', column.text(500)],
  ['copies', 'call_number', column.text(100)],
  ['copies', 'barcode', column.text(40)],
] as const

const indices: readonly (readonly [table: string, name: string, columns: string[], isUnique?: true])[] = [
  ['catalogue_books', 'catalogue_books_isbn13', ['isbn13']],
  ['catalogue_books', 'catalogue_books_of_import', ['import_id', 'id']],
  ['catalogue_copies', 'catalogue_copies_barcode', ['barcode'], true],
  ['catalogue_copies', 'catalogue_copies_of_import', ['import_id', 'book_id']],
  ['copies', 'copies_by_barcode', ['barcode']],
]

const count = { ...column.int, default: 0 }

export class BooksByHand1732200000008 implements MigrationInterface {
  readonly name = 'BooksByHand1732200000008'

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name, one] of added) await addColumn(queryRunner, table, name, one)
    for (const [table, name, columnNames, isUnique = false] of indices)
      await queryRunner.createIndex(table, new TableIndex({ name, columnNames, isUnique }))
    await createTable(
      queryRunner,
      'imports',
      {
        id: key(column.id),
        file_name: column.text(200),
        started_by: column.text(60),
        started_at: column.instant,
        touched_at: column.instant,
        ended_at: maybe(column.instant),
        state: column.word(16),
        bytes_read: count,
        total_bytes: count,
        row_count: count,
        taken: count,
        joined: count,
        unchanged: count,
        archived: count,
        refused: count,
        notices: column.longText,
      },
      {
        indices: [
          { name: 'imports_by_time', columns: ['started_at', 'id'] },
          { name: 'imports_by_state', columns: ['state', 'id'] },
        ],
      },
    )
    await createTable(queryRunner, 'import_refusals', {
      import_id: key(column.id),
      line_no: key(column.int),
      reason: column.word(30),
      excerpt: column.text(200),
    })
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('import_refusals')
    await queryRunner.dropTable('imports')
    for (const [table, name] of indices.toReversed()) await queryRunner.dropIndex(table, name)
    for (const [table, name] of added.toReversed()) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`)
  }
}
