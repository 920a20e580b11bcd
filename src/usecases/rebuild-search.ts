/** The search index is made anew from lending's titles, a piece at a time while members go on searching. */
import { ok, type Result } from '../domain/result.js'
import type { KeyMark } from './ports/title-index.js'
import type { RunInTx, Tx } from './tx.js'

/** Up to where it has been rebuilt: titles up to that number; or all of them, and keys up to that one. */
export type SearchMark =
  { readonly part: 'titles'; readonly after: number } | { readonly part: 'keys'; readonly after: KeyMark | null }

export type RebuildSearchErrands = {
  readonly runInTx: RunInTx
  /** `null`: nothing is under way. */
  readonly mark: { read(): Promise<SearchMark | null>; write(mark: SearchMark | null): Promise<void> }
}

/** Filed in one transaction: whoever changes one of them meanwhile is told again. */
const titlesInOneGo = 100
const keysInOneGo = 2_000

/**
 * Begins, or goes on where a rebuild was cut short. After every piece `goesOn` is told where it stands and may stop it.
 * Answers whether all of it is done.
 */
export async function rebuildSearch(
  { runInTx, mark }: RebuildSearchErrands,
  goesOn: (mark: SearchMark) => boolean = () => true,
): Promise<boolean> {
  let next: SearchMark | null = (await mark.read()) ?? { part: 'titles', after: 0 }
  while (next !== null) {
    const here: SearchMark = next
    const done: Result<SearchMark | null> = await runInTx(async (tx) => ok(await rebuildPiece(tx, here)))
    if (!done.ok) throw new Error('a piece of the index was refused')
    next = done.value
    await mark.write(next)
    if (next !== null && !goesOn(next)) return false
  }
  return true
}

async function rebuildPiece({ titleIndex }: Tx, here: SearchMark): Promise<SearchMark | null> {
  if (here.part === 'keys') {
    const after = await titleIndex.weed(here.after, keysInOneGo)
    return after && { part: 'keys', after }
  }
  const bookNos = await titleIndex.titlesAfter(here.after, titlesInOneGo)
  await titleIndex.refile(bookNos)
  const last = bookNos.at(-1)
  return last === undefined ? { part: 'keys', after: null } : { part: 'titles', after: last }
}
