/** Have all nodes of a cluster the same in their tables. */
import { ask } from '../mariadb.js'

export async function differingNodes(urls: readonly string[]): Promise<string[]> {
  const [first, ...others] = await Promise.all(urls.map(sumsOf))
  return others.flatMap((other, index) =>
    [...(first ?? [])].flatMap(([table, sum]) =>
      other.get(table) === sum ? [] : [`${table} on node ${index + 2} is not what it is on node 1`],
    ),
  )
}

async function sumsOf(url: string): Promise<Map<string, string>> {
  const tables = await ask<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`,
  )
  const names = tables.map(({ name }) => `\`${name}\``).join(', ')
  const sums = await ask<{ Table: string; Checksum: number }>(url, `CHECKSUM TABLE ${names}`)
  return new Map(sums.map(({ Table, Checksum }) => [Table, String(Checksum)]))
}
