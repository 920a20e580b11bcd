/** How many rows of a book list are taken in a second, and put on lending's shelf, beside the bare INSERT of the same rows? */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { BookRecord } from '../src/domain/catalogue-record.js'
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { insertBare, rowsOf, type TableRows } from './bare-inserts.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import { madeUpBooks } from './made-up-books.js'
import type { BenchOptions } from './options.js'
import { middle, sayTable, whole } from './tables.js'

const heads = ['isbn13', 'title', 'author', 'publisher', 'year', 'kdc', 'copies', 'fee', 'popularity'] as const

/** Writes a list of made-up books as a librarian would send it; `edition` makes them others than those of another list. */
export async function writeBookList(path: string, count: number, edition: string): Promise<void> {
  const lines: string[] = [heads.join()]
  for await (const book of madeUpBooks(count)) lines.push(lineOf(book, `${edition}-${lines.length}`))
  writeFileSync(path, `${lines.join('\n')}\n`)
}

function lineOf(
  { title, author, publisher, publishedYear, kdc, feeWon, popularity }: BookRecord,
  edition: string,
): string {
  const cells = ['', `${title} ${edition}`, author, publisher, publishedYear, kdc, 1, feeWon, popularity]
  return cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join()
}

export async function benchImports({ imports, catalogue }: BenchOptions, databases: Databases): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-import-'))
  const path = catalogue ?? join(folder, 'books.csv')
  if (!catalogue) await writeBookList(path, imports.rows, 'bench')
  try {
    const rows: string[][] = []
    for (const engine of ['mariadb', 'sqlite'] as const) {
      const rounds: Round[] = []
      for (let round = 0; round < imports.rounds; round += 1)
        rounds.push(await measure(path, `import_${round}`, engine, databases))
      rows.push(...draw(engine, rounds))
    }
    sayTable(
      catalogue ? `A book list of ${whole(imports.rows)} rows and more taken in` : 'A made-up book list taken in',
      [
        'store',
        '',
        'rows of the list',
        'rows a second',
        'rows written',
        'bare INSERT: rows of the list a second',
        'ratio',
      ],
      rows,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Step = { readonly ms: number; readonly bareMs: number; readonly written: number }
type Round = { readonly listed: number; readonly taking: Step; readonly shelving: Step }

async function measure(path: string, name: string, engine: 'mariadb' | 'sqlite', databases: Databases): Promise<Round> {
  const place = (what: string) => (engine === 'mariadb' ? databases.mariadbUrl(what) : databases.sqliteUrl(what))
  const [url, bareUrl] = [await place(name), await place(`${name}_bare`)]
  await (await openDataSource(bareUrl)).destroy()
  const { app, close } = await openHouseHere(url)
  const sql = openSql(app.dataSource)
  const own = (await rowsOf(sql, [])).map(({ table }) => table)
  const takingAt = performance.now()
  const { done } = await app.startImport({ path, fileName: basename(path), startedBy: 'bench' })
  const { rows: listed } = await done
  const takingMs = performance.now() - takingAt
  const taken = await rowsOf(sql, [...own, 'imports', 'import_refusals'])
  const taking = { ms: takingMs, bareMs: await insertBare(bareUrl, taken), written: sizeOf(taken) }
  const shelvingAt = performance.now()
  while ((await app.deliverLetters(['stock-shelf'])) > 0);
  const shelvingMs = performance.now() - shelvingAt
  const shelved = await rowsOf(sql, [...own, 'imports', 'import_refusals', ...taken.map(({ table }) => table)])
  const shelving = { ms: shelvingMs, bareMs: await insertBare(bareUrl, shelved), written: sizeOf(shelved) }
  await close()
  return { listed, taking, shelving }
}

function sizeOf(tables: readonly TableRows[]): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0)
}

function draw(engine: string, rounds: readonly Round[]): string[][] {
  const listed = rounds[0]?.listed ?? 0
  const steps = [
    ['taken into the catalogue', rounds.map(({ taking }) => taking)],
    ['put on lending’s shelf', rounds.map(({ shelving }) => shelving)],
  ] as const
  return steps.map(([name, all]) => {
    const rate = (ms: number) => whole((listed / ms) * 1_000)
    const quick = middle(all.map(({ ms, bareMs }) => bareMs / ms))
    return [
      ...[engine, name, whole(listed), rate(middle(all.map(({ ms }) => ms))), whole(all[0]?.written ?? 0)],
      ...[rate(middle(all.map(({ bareMs }) => bareMs))), quick.toFixed(2)],
    ]
  })
}
