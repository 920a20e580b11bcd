/** The desk's books in the order of their titles, from any place on. Frozen; a later change is a later migration. */
import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm'

export class BooksByTitle1732200000013 implements MigrationInterface {
  readonly name = 'BooksByTitle1732200000013'

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex(
      'catalogue_books',
      new TableIndex({ name: 'catalogue_books_by_title', columnNames: ['title', 'book_no'] }),
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('catalogue_books', 'catalogue_books_by_title')
  }
}
