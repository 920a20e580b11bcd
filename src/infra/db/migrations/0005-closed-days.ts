/** How the house's calendar comes and goes. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key } from '../table.js'
import { createTable } from './create-table.js'

export class ClosedDays1732200000005 implements MigrationInterface {
  readonly name = 'ClosedDays1732200000005'

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'closed_days', {
      day: key(column.day),
      name: column.text(100),
      is_closed: column.int,
      source: column.word(20),
    })
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('closed_days')
  }
}
