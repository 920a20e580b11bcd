/** How the house's few kinds of columns are spelt, alike on SQLite, MariaDB and MySQL. */
const ascii = { charset: 'ascii', collation: 'ascii_bin' } as const
const unicode = { charset: 'utf8mb4', collation: 'utf8mb4_bin' } as const

/** Spread into an EntitySchema column or a migration's TableColumn; names, keys and nullability stay there. */
export const column = {
  /** A UUIDv7 or another id of ours. */
  id: { type: 'varchar', length: '36', ...ascii },
  /** A machine word: a state, a kind, a key; never shown as it is. */
  word: (length: number) => ({ type: 'varchar', length: String(length), ...ascii }) as const,
  /** Text that people wrote. */
  text: (length: number) => ({ type: 'varchar', length: String(length), ...unicode }) as const,
  /** JSON or other long text, read whole and never searched. */
  longText: { type: 'text', ...unicode },
  /** An instant, as ISO-8601 text in UTC with milliseconds: the same bytes, order and precision on every engine. */
  instant: { type: 'varchar', length: '24', ...ascii },
  /** A civil day in Seoul, `YYYY-MM-DD`. */
  day: { type: 'varchar', length: '10', ...ascii },
  /** A whole number: won, a version, a count. */
  int: { type: 'int' },
  /** A whole number of more than 31 bits, and of 53 at most. */
  bigInt: { type: 'bigint' },
} as const
