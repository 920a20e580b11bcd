/** Lists from the first row to the last, a part at a time. */
import type { MemberId } from '../domain/ids.js'
import { allCopies, type CopyPlace } from '../infra/db/all-copies.js'
import { allMembers } from '../infra/db/all-members.js'
import type { Inside } from './inside.js'

export function wholeLists({ sql, privacy }: Inside) {
  return {
    allCopies: (limit: number, after?: CopyPlace) => allCopies(sql, limit, after),
    /** Phone numbers masked. */
    allMembers: (limit: number, after?: MemberId) => allMembers(sql, privacy, limit, after),
  }
}
