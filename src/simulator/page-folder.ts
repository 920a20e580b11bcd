/** Where do the chat page's files lie? The same place whether running from src/ or dist/. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!isRoot(folder)) {
    if (folder === dirname(folder))
      throw new Error('the chat page was not found: no package.json with workspaces above')
    folder = dirname(folder)
  }
  return join(folder, 'src', 'simulator', 'page')
}

function isRoot(folder: string): boolean {
  const file = join(folder, 'package.json')
  return existsSync(file) && 'workspaces' in (JSON.parse(readFileSync(file, 'utf8')) as object)
}
