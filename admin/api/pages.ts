/** Lists come in pages: `limit`, `after`, and the cursor of the next page in every answer. */
import { problem, type Problem } from './problems.js'
import { reply, type Reply } from './route.js'
import { z } from './zod.js'

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `next` of the page before. */
  after: z.string().max(400).optional(),
}

export function pageOf(name: string, item: z.ZodType) {
  return z.object({ items: z.array(item), next: z.string().nullable() }).openapi(`PageOf${name}`)
}

export type Paging<Key extends z.ZodType, Row> = {
  /** What a cursor of this list holds. */
  readonly key: Key
  keyOf(row: Row): z.infer<Key>
  look(limit: number, after: z.infer<Key> | undefined): Promise<readonly Row[]>
}

/** One row more than asked for is looked up: is there a next page. */
export async function page<Key extends z.ZodType, Row, Shown>(
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  { key, keyOf, look }: Paging<Key, Row>,
  shown: (rows: readonly Row[]) => Promise<readonly Shown[]> | readonly Shown[] = (rows) => rows as unknown as Shown[],
): Promise<Reply | Problem> {
  const read = after === undefined ? undefined : key.safeParse(cursorIn(after))
  if (read && !read.success) return problem('bad-cursor')
  const rows = await look(limit + 1, read?.data)
  const here = rows.slice(0, limit)
  const last = here.at(-1)
  const next = rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null
  return reply({ items: await shown(here), next })
}

function cursorOf(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function cursorIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
