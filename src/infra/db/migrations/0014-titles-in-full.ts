/**
 * What stands beside a key for telling titles apart by their letters, and which titles are filed in full. The clock files those that
 * are there anew. Frozen; a later change is a later migration.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { addColumn } from './add-column.js'

export class TitlesInFull1732200000014 implements MigrationInterface {
  readonly name = 'TitlesInFull1732200000014'

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'title_index', 'letters', column.bigInt)
    await queryRunner.query('CREATE INDEX indexed_titles_version ON indexed_titles (version)')
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('indexed_titles', 'indexed_titles_version')
    await queryRunner.query('ALTER TABLE title_index DROP COLUMN letters')
  }
}
