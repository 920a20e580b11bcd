/** Works a sheet through to its end: a page at a time, one story per row, and a bad row never stops the rest. */
import type { Log } from '../log.js'

export type Sheet<Row> = {
  readonly name: string
  /** The next rows after the given one, in a fixed order. */
  page(after: Row | null, limit: number): Promise<readonly Row[]>
  story(row: Row): Promise<unknown>
}

export type Worked = { readonly rows: number; readonly failed: number }

const pageLength = 200

export async function workThrough<Row>(sheet: Sheet<Row>, log: Log): Promise<Worked> {
  let rows = 0
  let failed = 0
  for (let page = await sheet.page(null, pageLength); page.length > 0;) {
    for (const row of page) {
      rows += 1
      try {
        await sheet.story(row)
      } catch (error) {
        failed += 1
        log.error({ err: error, job: sheet.name }, 'a row failed; the next one goes on')
      }
    }
    const last = page.at(-1)
    page = page.length < pageLength || last === undefined ? [] : await sheet.page(last, pageLength)
  }
  if (rows > 0) log.info({ job: sheet.name, rows, failed }, 'job')
  return { rows, failed }
}
