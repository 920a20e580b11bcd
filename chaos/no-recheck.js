/** Takes the second look at a notice away, from outside: `node --import` this first, and whatever was to be said is said. */
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

const rule = /export function decideSend\(/g

/** As it is on the disk, with the rule deaf to what was found out; nothing else of it is touched. */
function withoutRecheck(source) {
  if (source.match(rule)?.length !== 1) throw new Error('no second look is to be found in the rules of notices')
  return `${source.replace(rule, 'function decideAfterLooking(')}
export const decideSend = (notice, _isStillTrue, ...others) => decideAfterLooking(notice, true, ...others)
`
}

export async function load(url, context, next) {
  const loaded = await next(url, context)
  if (!/\/src\/domain\/notice\.(js|ts)$/.test(url)) return loaded
  const source = loaded.source ?? (await readFile(fileURLToPath(url)))
  return { ...loaded, source: withoutRecheck(String(source)) }
}
