/** What `/metrics` of a house says: the value of a line by its name and labels. */
import { expect } from '@jest/globals'

export type Scraped = { readonly text: string; of(line: string): number | undefined }

export async function scraped({ url }: { readonly url: string }): Promise<Scraped> {
  const answer = await fetch(`${url}/metrics`)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const lines = new Map(text.split('\n').map((line) => [line.slice(0, line.lastIndexOf(' ')), line.split(' ').at(-1)]))
  return { text, of: (line) => (lines.has(line) ? Number(lines.get(line)) : undefined) }
}
