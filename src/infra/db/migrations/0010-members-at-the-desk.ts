/** Blocks of members by the desk, and what librarians note of them. Frozen; a later change is a later migration. */
import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { addColumn } from './add-column.js'
import { createTable } from './create-table.js'

const added = [
  ['blocked_until', column.day],
  ['block_reason', column.text(200)],
  ['blocked_by', column.id],
  ['blocked_at', column.instant],
] as const

export class MembersAtTheDesk1732200000010 implements MigrationInterface {
  readonly name = 'MembersAtTheDesk1732200000010'

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, one] of added) await addColumn(queryRunner, 'members', name, one)
    await queryRunner.createIndex(
      'members',
      new TableIndex({ name: 'members_blocked', columnNames: ['blocked_until'] }),
    )
    await createTable(
      queryRunner,
      'member_notes',
      {
        id: key(column.id),
        member_id: column.id,
        note: column.text(500),
        librarian_id: maybe(column.id),
        written_at: column.instant,
      },
      { indices: [{ name: 'member_notes_of', columns: ['member_id', 'id'] }] },
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('member_notes')
    await queryRunner.dropIndex('members', 'members_blocked')
    for (const [name] of added) await queryRunner.dropColumn('members', name)
  }
}
