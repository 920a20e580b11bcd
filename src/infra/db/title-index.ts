/** The search index: what each title is found by, and the keys that lead to it in the order of rank. */
import type { BookId } from '../../domain/ids.js'
import { indexLimits, keysOf, type FiledTitle, type IndexedTitle } from '../../domain/title-index.js'
import { lettersBeside, signatureOfTitle } from '../../domain/title-signature.js'
import { column } from './columns.js'
import { inserts, marks, orUpdate, type Dialect, type Param, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

/**
 * In the order of rank, as the keys are: what lies side by side there, does so here. `version` is that of the title; below zero where
 * the title is filed in full. The version before writes it above zero, whatever it files or files anew.
 */
export const indexedTitlesTable = table(
  'indexed_titles',
  {
    rk: key(column.int),
    book_no: key(column.int),
    book_id: column.id,
    version: column.int,
    title_norm: column.text(indexLimits.title),
    stem: column.text(indexLimits.title),
    volume: maybe(column.int),
    part: maybe(column.int),
    author_norm: column.text(indexLimits.author),
    fields: column.text(indexLimits.fields),
    initials: column.text(indexLimits.title),
  },
  {
    indices: [
      { name: 'indexed_titles_book_no', columns: ['book_no'], unique: true },
      { name: 'indexed_titles_version', columns: ['version'] },
    ],
    withoutRowid: true,
  },
)

/**
 * Some fifty rows a title; `rk` stands in them, so that whoever walks a key meets its titles in order. `letters` is empty where the
 * version before has filed the title.
 */
export const titleIndexTable = table(
  'title_index',
  {
    gram: key(column.text(indexLimits.key)),
    rk: key(column.int),
    book_no: key(column.int),
    signature: column.bigInt,
    letters: maybe(column.bigInt),
  },
  { withoutRowid: true },
)

export const indexColumns = [
  'rk',
  'book_no',
  'book_id',
  'version',
  'title_norm',
  'stem',
  'volume',
  'part',
  'author_norm',
  'fields',
  'initials',
] as const

export const keyColumns = ['gram', 'rk', 'book_no', 'signature', 'letters'] as const

export type IndexRow = {
  rk: number
  book_no: number
  version: number
  title_norm: string
  stem: string
  volume: number | null
  part: number | null
  author_norm: string
  fields: string
  initials: string
}

export function indexedOf(row: IndexRow): FiledTitle {
  return {
    isInFull: row.version < 0,
    bookNo: row.book_no,
    rank: row.rk,
    title: row.title_norm,
    stem: row.stem,
    volume: row.volume,
    part: row.part,
    author: row.author_norm,
    fields: row.fields,
    initials: row.initials,
  }
}

export type Filing = {
  /** As it is filed now; `null` when it is not. */
  readonly before: FiledTitle | null
  readonly now: IndexedTitle & { readonly bookId: BookId; readonly version: number }
}

/** Files titles, writing only the keys that differ. `anew`: all of them, whatever is there. */
export function fileTitles(dialect: Dialect, filings: readonly Filing[], anew = false): Write[] {
  const rowsOf = (some: readonly Filing[]) =>
    some.map(({ now }): Param[] => [
      ...[now.rank, now.bookNo, now.bookId, -now.version, now.title, now.stem, now.volume, now.part],
      ...[now.author, now.fields, now.initials],
    ])
  const moved = filings.filter(({ before, now }) => before !== null && before.rank !== now.rank)
  const stale = filings.flatMap(({ before, now }) => (before === null ? [] : keysGone(before, now)))
  const fresh = filings.flatMap(({ before, now }) => keyRows(now, anew ? null : before))
  return [
    ...stale,
    ...moved.flatMap(({ now }) => dropRow(now.bookNo)),
    // who has filed it in this very moment did so at a rank we do not know of: then this is told again
    ...inserts('indexed_titles', indexColumns, rowsOf(filings.filter(isUnfiled))),
    ...inserts(
      'indexed_titles',
      indexColumns,
      rowsOf(filings.filter((filing) => !isUnfiled(filing))),
      orUpdate(dialect, ['rk', 'book_no'], indexColumns.slice(2)),
    ),
    ...inserts('title_index', keyColumns, fresh, orUpdate(dialect, keyColumns.slice(0, 3), keyColumns.slice(3))),
  ]
}

function isUnfiled({ before }: Filing): boolean {
  return before === null
}

/** The title is found no more. */
export function unfileTitle(before: IndexedTitle): Write[] {
  return [...keysGone(before, null), ...dropRow(before.bookNo)]
}

export function keyRows(now: IndexedTitle, before: FiledTitle | null = null): (string | number)[][] {
  const rowsOf = (book: IndexedTitle) => {
    const [signature, letters] = [signatureOfTitle(book), lettersBeside(book)]
    return keysOf(book).map((gram) => [gram, book.rank, book.bookNo, signature, letters(gram)])
  }
  const there = new Set(before?.isInFull ? rowsOf(before).map(String) : [])
  return rowsOf(now).filter((row) => !there.has(String(row)))
}

function keysGone(before: IndexedTitle, now: IndexedTitle | null): Write[] {
  const stay = new Set(now?.rank === before.rank ? keysOf(now) : [])
  const gone = keysOf(before).filter((gram) => !stay.has(gram))
  if (gone.length === 0) return []
  const sql = `DELETE FROM title_index WHERE rk = ? AND book_no = ? AND gram IN (${marks(gone.length)})`
  return [{ sql, params: [before.rank, before.bookNo, ...gone], isBulk: true }]
}

function dropRow(bookNo: number): Write[] {
  return [{ sql: 'DELETE FROM indexed_titles WHERE book_no = ?', params: [bookNo] }]
}
