/** Letters know whose story they belong to, and events are found by when they happened. Frozen; a later change is a later migration. */
import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm'

const inOrder = new TableIndex({
  name: 'letters_in_order',
  columnNames: ['aggregate_id', 'reaction', 'state', 'event_id'],
})
const byTime = new TableIndex({ name: 'events_by_time', columnNames: ['happened_at', 'id'] })

export class LettersInOrder1732200000004 implements MigrationInterface {
  readonly name = 'LettersInOrder1732200000004'

  async up(queryRunner: QueryRunner): Promise<void> {
    const isSqlite = queryRunner.connection.options.type === 'better-sqlite3'
    const bytes = isSqlite ? '' : 'CHARACTER SET ascii COLLATE ascii_bin'
    // TypeORM would build the whole table anew on SQLite.
    await queryRunner.query(`ALTER TABLE letters ADD COLUMN aggregate_id varchar(36) ${bytes} NULL`)
    await queryRunner.query(
      'UPDATE letters SET aggregate_id = (SELECT e.aggregate_id FROM events e WHERE e.id = letters.event_id)',
    )
    await queryRunner.createIndex('letters', inOrder)
    await queryRunner.createIndex('events', byTime)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('events', byTime)
    await queryRunner.dropIndex('letters', inOrder)
    await queryRunner.query('ALTER TABLE letters DROP COLUMN aggregate_id')
  }
}
