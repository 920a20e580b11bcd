/** How a list becomes a file: which rows, part by part, and what stands in which column. */
import type { App } from '../../src/app.js'
import { csvOf, type Cell } from '../../src/csv.js'
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

const rowsAtATime = 500

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
      const part = (after?: Row) => entry.rows({ app, query: asked, most: rowsAtATime, after })
      // what goes wrong at once is still said as a problem
      const first = await part()
      return { status: 200, file: { name: `${called} ${app.today()}.csv`, text: lines(columns, first, part) } }
    },
  })
}

async function* lines<Row>(
  columns: readonly Column<Row>[],
  first: readonly Row[],
  part: (after: Row) => Promise<readonly Row[]>,
): AsyncGenerator<string> {
  yield csvOf([columns.map(([heading]) => heading)])
  for (let rows = first; rows.length > 0;) {
    yield csvOf(
      rows.map((row) => columns.map(([, of]) => of(row))),
      true,
    )
    const last = rows.at(-1)
    rows = rows.length < rowsAtATime || last === undefined ? [] : await part(last)
  }
}
