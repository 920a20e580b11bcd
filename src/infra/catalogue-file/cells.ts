/** Which cells does a row have? */
import { parse } from 'csv-parse/sync'
import type { RawRecord } from './record-splitter.js'

/** One answer a record, in order; null when its cells cannot be told apart. */
export function cellsOf(records: readonly RawRecord[], delimiter: string): (string[] | null)[] {
  const together = records.every(({ form }) => form === 'csv') ? parseAll(records, delimiter) : null
  return together ?? records.map((record) => cellsOfOne(record, delimiter))
}

function cellsOfOne(record: RawRecord, delimiter: string): string[] | null {
  if (record.form === 'csv') return parseAll([record], delimiter)?.[0] ?? null
  if (record.form === 'too-long') return null
  return record.text.split(delimiter).map((cell) => cell.replace(/^"/, ''))
}

function parseAll(records: readonly RawRecord[], delimiter: string): string[][] | null {
  try {
    const rows = parse(records.map(({ text }) => text).join('\n'), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
    })
    return rows.length === records.length ? rows : null
  } catch {
    return null
  }
}
