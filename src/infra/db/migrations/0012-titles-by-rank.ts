/**
 * The index that finds titles in the order of rank, filled with what is there. The tables are frozen; what they are filled with is
 * as the domain reads titles on the day it runs, and a domain that needs other columns must fill them in a migration of its own.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { indexed, keysOf, type IndexedTitle } from '../../../domain/title-index.js'
import { signatureOfTitle } from '../../../domain/title-signature.js'
import { column } from '../columns.js'
import { key, maybe } from '../table.js'
import { addColumn } from './add-column.js'
import { createTable } from './create-table.js'

type Row = {
  book_id: string
  book_no: number
  version: number
  title: string
  author: string
  publisher: string
  published_year: number | null
  popularity: number
  series: string | null
}

const titlesAtATime = 2_000
const rowsAtATime = 1_000

export class TitlesByRank1732200000012 implements MigrationInterface {
  readonly name = 'TitlesByRank1732200000012'

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'titles', 'series', column.text(200))
    await createTable(
      queryRunner,
      'indexed_titles',
      {
        rk: key(column.int),
        book_no: key(column.int),
        book_id: column.id,
        version: column.int,
        title_norm: column.text(300),
        stem: column.text(300),
        volume: maybe(column.int),
        part: maybe(column.int),
        author_norm: column.text(200),
        fields: column.text(900),
        initials: column.text(300),
      },
      { indices: [{ name: 'indexed_titles_book_no', columns: ['book_no'], unique: true }], withoutRowid: true },
    )
    await createTable(
      queryRunner,
      'title_index',
      { gram: key(column.text(60)), rk: key(column.int), book_no: key(column.int), signature: column.bigInt },
      { withoutRowid: true },
    )
    await takeSeries(queryRunner)
    for (let rows = await unfiled(queryRunner); rows.length > 0; rows = await unfiled(queryRunner))
      await file(queryRunner, rows)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('title_index')
    await queryRunner.dropTable('indexed_titles')
    await queryRunner.query('ALTER TABLE titles DROP COLUMN series')
  }
}

/** Portion by portion, so that nobody who stocks the shelf meanwhile waits for long. */
async function takeSeries(queryRunner: QueryRunner): Promise<void> {
  const [row] = (await queryRunner.query('SELECT MAX(book_no) AS last FROM titles')) as { last: number | null }[]
  for (let from = 0; from < Number(row?.last ?? 0); from += titlesAtATime)
    await queryRunner.query(
      `UPDATE titles SET series = (SELECT b.series FROM catalogue_books b WHERE b.id = titles.book_id)
       WHERE book_no > ? AND book_no <= ?`,
      [from, from + titlesAtATime],
    )
}

/** In the order of their numbers: whoever goes on after another sees by the last one how far that was. */
function unfiled(queryRunner: QueryRunner): Promise<Row[]> {
  return queryRunner.query(
    `SELECT book_id, book_no, version, title, author, publisher, published_year, popularity, series FROM titles
     WHERE state = 'in-circulation' AND book_no > (SELECT COALESCE(MAX(book_no), 0) FROM indexed_titles)
     ORDER BY book_no LIMIT ${titlesAtATime}`,
  )
}

/** The keys first: what they lead to is filed when they are all there. */
async function file(queryRunner: QueryRunner, rows: readonly Row[]): Promise<void> {
  const filed = rows.map((row): IndexedTitle & { bookId: string; version: number } => ({
    ...indexed({ ...row, bookNo: row.book_no, publishedYear: row.published_year }),
    bookId: row.book_id,
    version: row.version,
  }))
  const keys = filed.flatMap((one) =>
    keysOf(one).map((gram) => [gram, one.rank, one.bookNo, signatureOfTitle(one)] as const),
  )
  keys.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  await insert(queryRunner, 'title_index (gram, rk, book_no, signature)', keys)
  await insert(
    queryRunner,
    'indexed_titles (rk, book_no, book_id, version, title_norm, stem, volume, part, author_norm, fields, initials)',
    filed.map((one) => [
      ...[one.rank, one.bookNo, one.bookId, one.version, one.title, one.stem, one.volume, one.part],
      ...[one.author, one.fields, one.initials],
    ]),
  )
}

async function insert(queryRunner: QueryRunner, into: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const isFile = queryRunner.connection.options.type === 'better-sqlite3'
  const orNot = isFile ? 'ON CONFLICT DO NOTHING' : 'ON DUPLICATE KEY UPDATE rk = rk'
  for (let from = 0; from < rows.length; from += rowsAtATime) {
    const part = rows.slice(from, from + rowsAtATime)
    const values = part.map((row) => `(${row.map(() => '?').join(', ')})`)
    await queryRunner.query(`INSERT INTO ${into} VALUES ${values.join(', ')} ${orNot}`, part.flat())
  }
}
