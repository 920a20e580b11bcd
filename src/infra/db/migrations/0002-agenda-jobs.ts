/** How the table of Agenda's jobs comes and goes. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { createTable } from './create-table.js'

export class AgendaJobs1732200000002 implements MigrationInterface {
  readonly name = 'AgendaJobs1732200000002'

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(
      queryRunner,
      'agenda_jobs',
      {
        id: key(column.id),
        name: column.text(255),
        type: column.word(10),
        priority: column.int,
        data: maybe(column.longText),
        next_run_at: maybe(column.instant),
        repeat_interval: maybe(column.text(255)),
        repeat_timezone: maybe(column.text(100)),
        repeat_at: maybe(column.text(255)),
        start_date: maybe(column.instant),
        end_date: maybe(column.instant),
        skip_days: maybe(column.word(20)),
        disabled: column.int,
        fork: column.int,
        locked_at: maybe(column.instant),
        locked_by: maybe(column.text(255)),
        last_run_at: maybe(column.instant),
        last_finished_at: maybe(column.instant),
        failed_at: maybe(column.instant),
        fail_count: maybe(column.int),
        fail_reason: maybe(column.longText),
        progress: maybe({ type: 'double' }),
        debounce_started_at: maybe(column.instant),
        single_key: maybe(column.text(255)),
        unique_key: maybe(column.word(64)),
        last_modified_by: maybe(column.text(255)),
      },
      {
        indices: [
          { name: 'agenda_jobs_due', columns: ['name', 'locked_at', 'next_run_at'] },
          { name: 'agenda_jobs_single', columns: ['single_key'], unique: true },
          { name: 'agenda_jobs_unique', columns: ['unique_key'], unique: true },
        ],
      },
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('agenda_jobs')
  }
}
