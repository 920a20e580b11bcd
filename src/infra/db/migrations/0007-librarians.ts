/** Librarians, their sessions, what they did, and what they were answered. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { createTable } from './create-table.js'

export class Librarians1732200000007 implements MigrationInterface {
  readonly name = 'Librarians1732200000007'

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(
      queryRunner,
      'librarians',
      {
        id: key(column.id),
        email: column.text(200),
        name: column.text(60),
        role: column.word(16),
        password_hash: column.word(200),
        must_change_password: column.int,
        is_closed: column.int,
        version: column.int,
        added_at: column.instant,
      },
      { indices: [{ name: 'librarians_email', columns: ['email'], unique: true }] },
    )
    await createTable(
      queryRunner,
      'librarian_sessions',
      {
        print: key(column.word(64)),
        librarian_id: column.id,
        started_at: column.instant,
        idle_until: column.instant,
        ends_at: column.instant,
      },
      {
        indices: [
          { name: 'librarian_sessions_of', columns: ['librarian_id'] },
          { name: 'librarian_sessions_over', columns: ['idle_until'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'audit_log',
      {
        id: key(column.id),
        happened_at: column.instant,
        door: column.word(16),
        librarian_id: maybe(column.id),
        action: column.word(40),
        subject: column.text(120),
        before_json: maybe(column.longText),
        after_json: maybe(column.longText),
        request_id: maybe(column.word(64)),
      },
      {
        indices: [
          { name: 'audit_log_by_time', columns: ['happened_at', 'id'] },
          { name: 'audit_log_of_librarian', columns: ['librarian_id', 'id'] },
          { name: 'audit_log_of_subject', columns: ['subject', 'id'] },
          { name: 'audit_log_of_action', columns: ['action', 'id'] },
        ],
      },
    )
    await createTable(
      queryRunner,
      'api_commands',
      {
        librarian_id: key(column.id),
        command_key: key(column.word(100)),
        print: column.word(64),
        outcome_sealed: column.longText,
        expires_at: column.instant,
      },
      { indices: [{ name: 'api_commands_over', columns: ['expires_at'] }] },
    )
    await createTable(
      queryRunner,
      'rate_limits',
      { bucket: key(column.word(100)), used: column.int, ends_at: column.instant },
      { indices: [{ name: 'rate_limits_over', columns: ['ends_at'] }] },
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['rate_limits', 'api_commands', 'audit_log', 'librarian_sessions', 'librarians'])
      await queryRunner.dropTable(name)
  }
}
