/** The desk keeps its copies: lost, damaged, in repair, withdrawn, and back in circulation. */
import type { CopyState } from '../domain/events.js'
import type { CopyId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

export type CopyStateInput = { readonly copyId: CopyId; readonly state: CopyState }

/** Lending hears of it by the event. The same state again changes nothing. */
export async function changeCopyState(
  tx: Tx,
  { copyId, state }: CopyStateInput,
): Promise<Result<{ isNew: boolean }, { kind: 'unknown-copy' }>> {
  const kept = await tx.catalogue.copy(copyId)
  if (!kept) return refuse({ kind: 'unknown-copy' })
  if (kept.state === state) return ok({ isNew: false })
  const version = kept.version + 1
  tx.catalogue.changeCopy(copyId, state, version)
  const { bookId, copyNo } = kept.copy
  tx.emit({ type: 'CopyStateChanged', bookId, copyId, copyNo, state, version })
  return ok({ isNew: true })
}
