/** Imports as the desk looks at them: how each came along, what it left out, what is left of it once it is undone. */
import type { BookId, CopyId, ImportId } from '../../domain/ids.js'
import type { ImportBatch } from '../../domain/import-batch.js'
import type { Day, Instant } from '../../domain/time.js'
import type { ImportCounts, ImportRefusedRow } from '../../usecases/ports/imports.js'
import { booksInUse } from './books-in-use.js'
import { importOf, type ImportRow } from './imports.js'
import { onward, one, type Sql } from './sql.js'

export type ImportSeen = ImportBatch & {
  readonly counts: ImportCounts
  /** Korean sentences about the file as a whole. */
  readonly notices: readonly string[]
}

/** What an undone import had to leave, and why: somebody has it, it was set aside, is waited for, or has copies from elsewhere. */
export type ImportLeft = {
  readonly bookNo: number
  readonly title: string
  /** `null`: the book as such. */
  readonly copyNo: number | null
  readonly barcode: string | null
  readonly why: 'on-loan' | 'set-aside' | 'members-waiting' | 'other-copies'
  readonly dueOn: Day | null
}

type SeenRow = ImportRow & {
  bytes_read: number
  total_bytes: number
  row_count: number
  taken: number
  joined: number
  unchanged: number
  archived: number
  refused: number
  notices: string
}

export function importViews(sql: Sql) {
  return {
    /** The latest first. */
    async imports(limit: number, after?: ImportPlace): Promise<ImportSeen[]> {
      const [behind, params] = after
        ? [onward('started_at', 'id', '<'), [after.startedAt, after.startedAt, after.id]]
        : ['', []]
      const rows = await sql.all<SeenRow>(
        `SELECT * FROM imports WHERE 1 = 1 ${behind} ORDER BY started_at DESC, id DESC LIMIT ${Math.trunc(limit)}`,
        params,
      )
      return rows.map(seenOf)
    },
    async import(id: ImportId): Promise<ImportSeen | null> {
      const row = await one<SeenRow>(sql, 'SELECT * FROM imports WHERE id = ?', [id])
      return row && seenOf(row)
    },
    /** The first thousand at most. */
    async refusedRows(id: ImportId, afterLine: number, limit: number): Promise<ImportRefusedRow[]> {
      const rows = await sql.all<{ line_no: number; reason: string; excerpt: string }>(
        `SELECT line_no, reason, excerpt FROM import_refusals WHERE import_id = ? AND line_no > ?
         ORDER BY line_no LIMIT ${Math.trunc(limit)}`,
        [id, afterLine],
      )
      return rows.map(({ line_no, reason, excerpt }) => ({ line: line_no, reason, excerpt }))
    },
    left: (id: ImportId, limit: number) => leftOf(sql, id, limit),
    /** Of the copies it brought: how many there were, and how many are still there. */
    async copies(id: ImportId): Promise<{ brought: number; stillThere: number }> {
      const row = await one<{ brought: number; still_there: number | null }>(
        sql,
        `SELECT COUNT(*) AS brought, SUM(CASE WHEN state IN ('withdrawn', 'deleted') THEN 0 ELSE 1 END) AS still_there
         FROM catalogue_copies WHERE import_id = ?`,
        [id],
      )
      return { brought: Number(row?.brought ?? 0), stillThere: Number(row?.still_there ?? 0) }
    },
  }
}

export type ImportPlace = { readonly startedAt: Instant; readonly id: ImportId }

function seenOf(row: SeenRow): ImportSeen {
  const { taken, joined, unchanged, archived, refused } = row
  return {
    ...importOf(row),
    counts: {
      ...{ taken, joined, unchanged, archived, refused },
      rows: row.row_count,
      bytesRead: row.bytes_read,
      totalBytes: row.total_bytes,
    },
    notices: JSON.parse(row.notices) as string[],
  }
}

export async function importsUndoing(sql: Sql, limit: number): Promise<ImportId[]> {
  const rows = await sql.all<{ id: ImportId }>(
    `SELECT id FROM imports WHERE state = 'undoing' ORDER BY id LIMIT ${Math.trunc(limit)}`,
  )
  return rows.map(({ id }) => id)
}

/** Books that an import brought, or brought copies of, and that are still there. */
export async function booksOfImport(sql: Sql, id: ImportId, after: BookId | null, limit: number): Promise<BookId[]> {
  const page = `LIMIT ${Math.trunc(limit)}`
  const rows = await sql.all<{ book_id: BookId }>(
    `SELECT * FROM (SELECT id AS book_id FROM catalogue_books
                    WHERE import_id = ? AND id > ? AND state = 'kept' ORDER BY id ${page}) b
     UNION
     SELECT * FROM (SELECT DISTINCT book_id FROM catalogue_copies
                    WHERE import_id = ? AND book_id > ? AND state NOT IN ('withdrawn', 'deleted') ORDER BY book_id ${page}) c
     ORDER BY book_id ${page}`,
    [id, after ?? '', id, after ?? ''],
  )
  return rows.map(({ book_id }) => book_id)
}

type LeftRow = {
  book_id: BookId
  book_no: number
  title: string
  copy_id: CopyId | null
  copy_no: number | null
  barcode: string | null
}

async function leftOf(sql: Sql, id: ImportId, limit: number): Promise<ImportLeft[]> {
  const page = `LIMIT ${Math.trunc(limit)}`
  const copies = await sql.all<LeftRow>(
    `SELECT c.book_id, b.book_no, b.title, c.id AS copy_id, c.copy_no, c.barcode
     FROM catalogue_copies c JOIN catalogue_books b ON b.id = c.book_id
     WHERE c.import_id = ? AND c.state NOT IN ('withdrawn', 'deleted') ORDER BY b.book_no, c.copy_no ${page}`,
    [id],
  )
  const books = await sql.all<LeftRow>(
    `SELECT b.id AS book_id, b.book_no, b.title, NULL AS copy_id, NULL AS copy_no, NULL AS barcode FROM catalogue_books b
     WHERE b.import_id = ? AND b.state = 'kept'
       AND NOT EXISTS (SELECT 1 FROM catalogue_copies c
                       WHERE c.book_id = b.id AND c.import_id = b.import_id AND c.state NOT IN ('withdrawn', 'deleted'))
     ORDER BY b.book_no ${page}`,
    [id],
  )
  const rows = [...copies, ...books].slice(0, limit)
  const inUse = await booksInUse(sql, [...new Set(rows.map(({ book_id }) => book_id))])
  return rows.map(({ book_id, book_no, title, copy_id, copy_no, barcode }): ImportLeft => {
    const book = inUse.get(book_id)
    const use = copy_id ? book?.copies.get(copy_id) : undefined
    const why = use?.dueOn
      ? 'on-loan'
      : use?.isSetAside
        ? 'set-aside'
        : copy_id === null && (book?.waiting ?? 0) > 0
          ? 'members-waiting'
          : 'other-copies'
    return { bookNo: book_no, title, copyNo: copy_no, barcode, why, dueOn: use?.dueOn ?? null }
  })
}
