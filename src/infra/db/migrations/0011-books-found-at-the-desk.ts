/** What the desk searches its books by. Frozen; a later change is a later migration. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { searchTextOf } from '../../../domain/spelling.js'
import { column } from '../columns.js'
import { addColumn } from './add-column.js'

type Row = { id: string; title: string; author: string; publisher: string; isbn13: string | null }

const atATime = 1_000

export class BooksFoundAtTheDesk1732200000011 implements MigrationInterface {
  readonly name = 'BooksFoundAtTheDesk1732200000011'

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'catalogue_books', 'search_text', column.text(700))
    for (let rows = await unfiled(queryRunner); rows.length > 0; rows = await unfiled(queryRunner))
      for (const row of rows)
        await queryRunner.query('UPDATE catalogue_books SET search_text = ? WHERE id = ?', [searchTextOf(row), row.id])
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE catalogue_books DROP COLUMN search_text')
  }
}

function unfiled(queryRunner: QueryRunner): Promise<Row[]> {
  return queryRunner.query(
    `SELECT id, title, author, publisher, isbn13 FROM catalogue_books WHERE search_text IS NULL LIMIT ${atATime}`,
  )
}
