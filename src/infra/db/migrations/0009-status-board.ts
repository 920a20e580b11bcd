/** The status board: what the desk sees of rentals, holds, members and days. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column } from '../columns.js'
import { key } from '../table.js'
import { createTable } from './create-table.js'

export class StatusBoard1732200000009 implements MigrationInterface {
  readonly name = 'StatusBoard1732200000009'

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(
      queryRunner,
      'board_rows',
      {
        id: key(column.id),
        kind: column.word(8),
        state: column.word(16),
        member_id: column.id,
        book_id: column.id,
        copy_id: column.id,
        began_at: column.instant,
        due_on: column.day,
        ended_at: column.instant,
        renewals: column.int,
        fee_won: column.int,
      },
      {
        indices: [
          { name: 'board_rows_by_due', columns: ['state', 'due_on', 'id'] },
          { name: 'board_rows_by_begin', columns: ['began_at', 'id'] },
          { name: 'board_rows_by_end', columns: ['ended_at', 'id'] },
          { name: 'board_rows_of_member', columns: ['member_id', 'began_at'] },
          { name: 'board_rows_of_copy', columns: ['copy_id', 'began_at'] },
        ],
        withoutRowid: true,
      },
    )
    await createTable(queryRunner, 'board_books', {
      book_id: key(column.id),
      book_no: column.int,
      title: column.text(300),
      title_norm: column.text(300),
      version: column.int,
    })
    await createTable(
      queryRunner,
      'board_copies',
      {
        copy_id: key(column.id),
        book_id: column.id,
        copy_no: column.int,
        state: column.word(16),
        version: column.int,
      },
      { indices: [{ name: 'board_copies_of_book', columns: ['book_id', 'copy_no'] }] },
    )
    await createTable(queryRunner, 'board_members', {
      member_id: key(column.id),
      name: column.text(60),
      balance_won: column.int,
      bonus_won: column.int,
    })
    await createTable(queryRunner, 'board_days', {
      day: key(column.day),
      rentals: column.int,
      returns: column.int,
      kakao_pay_won: column.int,
      cash_won: column.int,
      fees_won: column.int,
      refunds_won: column.int,
    })
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['board_days', 'board_members', 'board_copies', 'board_books', 'board_rows'])
      await queryRunner.dropTable(name)
  }
}
