/** What a member can see and do about what the house knows of them. */
import type { MemberId } from '../domain/ids.js'
import { leaveRefusals } from '../domain/leave.js'
import { maskedPhone } from '../domain/member.js'
import { ok } from '../domain/result.js'
import { leaveFacts } from '../infra/db/leaving.js'
import { storedData } from '../infra/db/my-data.js'
import { chooseHistory, forgetHistory, type HistoryChoice } from '../usecases/forget-history.js'
import { leaveLibrary } from '../usecases/leave-library.js'
import type { BeforeLeaving, MyData } from '../usecases/views.js'
import type { Inside } from './inside.js'

export function myDataViews({ sql, runInTx }: Inside) {
  return {
    async myData(memberId: MemberId): Promise<MyData | null> {
      const stored = await storedData(sql, memberId)
      const phone = await runInTx(async (tx) => ok(await tx.members.phoneOf(memberId)))
      return stored && phone.ok && phone.value !== null ? { ...stored, maskedPhone: maskedPhone(phone.value) } : null
    },
    async beforeLeaving(memberId: MemberId): Promise<BeforeLeaving | null> {
      const facts = await leaveFacts(sql, memberId)
      const stored = facts && (await storedData(sql, memberId))
      return stored && { ...stored, refusals: leaveRefusals(facts), bonusWon: facts.wallet.bonusWon }
    },
  }
}

export function myDataStories({ runInTx }: Inside) {
  return {
    chooseHistory: (choice: HistoryChoice) => runInTx((tx) => chooseHistory(tx, choice)),
    forgetHistory: (memberId: MemberId) => runInTx((tx) => forgetHistory(tx, { memberId, reason: 'asked' })),
    leaveLibrary: (memberId: MemberId) => runInTx((tx) => leaveLibrary(tx, memberId)),
  }
}
