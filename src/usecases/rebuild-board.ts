/** The status board is made anew from what its owners have, a piece at a time while letters go on. */
import { ok } from '../domain/result.js'
import { boardParts, endOfKeys, type BoardPart } from './ports/board.js'
import type { RunInTx, Tx } from './tx.js'

/** Up to where the board has been rebuilt: everything of the parts before, and of this one up to that key. */
export type BoardMark = { readonly part: BoardPart; readonly after: string }

export type RebuildErrands = {
  readonly runInTx: RunInTx
  /** `null`: nothing is under way. */
  readonly mark: { read(): Promise<BoardMark | null>; write(mark: BoardMark | null): Promise<void> }
}

/** Rows copied at once: those who change them wait meanwhile, some milliseconds. */
const inOneGo = 200
const daysInOneGo = 7

/**
 * Begins, or goes on where a rebuild was cut short. After every piece `goesOn` is told where it stands and may stop it.
 * Answers whether all of it is done.
 */
export async function rebuildBoard(
  { runInTx, mark }: RebuildErrands,
  goesOn: (mark: BoardMark) => boolean = () => true,
): Promise<boolean> {
  let next: BoardMark | null = (await mark.read()) ?? { part: boardParts[0], after: '' }
  while (next !== null) {
    const here: BoardMark = next
    const copied = await runInTx(async (tx) => ok(await copyPiece(tx, here)))
    next = copied.ok ? copied.value : null
    await mark.write(next)
    if (next !== null && !goesOn(next)) return false
  }
  return true
}

async function copyPiece(tx: Tx, { part, after }: BoardMark): Promise<BoardMark | null> {
  const last = await tx.board.lastKey(part, after, part === 'days' ? daysInOneGo : inOneGo)
  tx.board.copyRange(part, after, last ?? endOfKeys)
  if (last !== null) return { part, after: last }
  const following = boardParts[boardParts.indexOf(part) + 1]
  return following === undefined ? null : { part: following, after: '' }
}
