/**
 * How a list becomes a file: which rows, part by part, and what stands in which column. Every part is read as things are at that
 * moment, and begins behind the last row of the part before: what is written behind that place meanwhile is in the file, what is
 * written before it is not, and no row is there twice unless it was moved behind, as a book that is renamed meanwhile.
 */
import type { App } from '../../src/app.js'
import { csvOf, type Cell } from '../../src/csv.js'
import { unhurried } from '../../src/unhurried.js'
import { route, type Route } from './route.js'
import type { z } from './zod.js'

type Part = z.ZodObject

export type Column<Row> = readonly [heading: string, of: (row: Row) => Cell]

export type Export<Query extends Part, Row> = {
  /** Its address under `/exports/`. */
  readonly name: string
  /** What the file is called, before the day. */
  readonly called: string
  readonly role: Route['role']
  readonly query?: Query
  readonly columns: readonly Column<Row>[]
  /** The rows behind that one, at most so many; fewer only at the end. */
  rows(asked: { app: App; query: z.infer<Query>; most: number; after: Row | undefined }): Promise<readonly Row[]>
}

/** Less than a millisecond in an SQLite file, which keeps the whole process waiting for so long. */
const rowsAtATime = 50

/** An entry of the table of routes; called with the rows' type first, since nothing else says it before the columns. */
export function exportOf<Row>() {
  return <Query extends Part = z.ZodObject<Record<never, never>>>(entry: Export<Query, Row>): Route => routeOf(entry)
}

function routeOf<Query extends Part, Row>(entry: Export<Query, Row>): Route {
  const { name, called, role, query, columns } = entry
  return route<z.ZodObject<Record<never, never>>, Query>({
    method: 'get',
    path: `/exports/${name}`,
    role,
    tag: 'exports',
    summary: `${called}: every row, as CSV for Excel`,
    ...(query ? { query } : {}),
    answer: { status: 200, schema: null, isCsv: true },
    async handle({ app, query: asked }) {
      const part = (after?: Row) =>
        unhurried(async (): Promise<Drawn<Row>> => {
          const rows = await entry.rows({ app, query: asked, most: rowsAtATime, after })
          const text = csvOf(
            rows.map((row) => columns.map(([, of]) => of(row))),
            true,
          )
          return { text, last: rows.length < rowsAtATime ? undefined : rows.at(-1) }
        })
      // what goes wrong at once is still said as a problem
      const first = await part()
      return { status: 200, file: { name: `${called} ${app.today()}.csv`, text: parts(columns, first, part) } }
    },
  })
}

/** `last`: behind which there may be more. */
type Drawn<Row> = { readonly text: string; readonly last: Row | undefined }

async function* parts<Row>(
  columns: readonly Column<Row>[],
  first: Drawn<Row>,
  part: (after: Row) => Promise<Drawn<Row>>,
): AsyncGenerator<string> {
  yield csvOf([columns.map(([heading]) => heading)])
  yield first.text
  for (let { last } = first; last !== undefined;) {
    const drawn = await part(last)
    yield drawn.text
    last = drawn.last
  }
}
