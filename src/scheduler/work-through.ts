/** Works a sheet through to its end: a page at a time, one story per row, and a bad row never stops the rest. */
import type { Log } from '../log.js'

export type Sheet<Row> = {
  readonly name: string
  /** The next rows after the given one, in a fixed order. */
  page(after: Row | null, limit: number): Promise<readonly Row[]>
  story(row: Row): Promise<unknown>
}

/** Told how many rows of a sheet are done so far; answers whether to go on. */
export type Beat = (sheet: string, rows: number) => Promise<boolean>

export type Worked = { readonly rows: number; readonly failed: number }

/** Rows held at once: a hundred bytes or so each. */
export const pageLength = 2_000
/** Stories under way at once. They wait for the database more than they compute. */
const atOnce = 8

export async function workThrough<Row>(sheet: Sheet<Row>, log: Log, beat?: Beat): Promise<Worked> {
  let rows = 0
  let failed = 0
  async function work(row: Row): Promise<void> {
    rows += 1
    try {
      await sheet.story(row)
    } catch (error) {
      failed += 1
      log.error({ err: error, job: sheet.name }, 'a row failed; the next one goes on')
    }
  }
  let goesOn = true
  for (let page = await sheet.page(null, pageLength); page.length > 0 && goesOn;) {
    for (let from = 0; from < page.length && goesOn; from += atOnce) {
      await Promise.all(page.slice(from, from + atOnce).map(work))
      goesOn = (await beat?.(sheet.name, rows)) ?? true
    }
    const last = page.at(-1)
    page = page.length < pageLength || last === undefined ? [] : await sheet.page(last, pageLength)
  }
  if (rows > 0) log.info({ job: sheet.name, rows, failed }, 'job')
  return { rows, failed }
}
