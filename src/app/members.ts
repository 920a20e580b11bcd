/** Members beside the chat: registered, linked and looked up at the desk, and their phone numbers. */
import type { MemberId, UserKey } from '../domain/ids.js'
import { triesADayMinutes } from '../domain/link.js'
import { ok } from '../domain/result.js'
import { instantOf, minutesAfter, type Instant } from '../domain/time.js'
import { membersAtDesk, phoneReadings } from '../infra/db/desk-members.js'
import { memberInFull } from '../infra/db/member-in-full.js'
import { phonesToReseal, sealsByKey } from '../infra/db/seals.js'
import { joinLibrary, type JoinInput } from '../usecases/join-library.js'
import { changePhone, readWholePhone, resealPhone, type ChangePhoneInput } from '../usecases/keep-phones.js'
import { issueLinkCode, linkMember } from '../usecases/link-member.js'
import { namePhone } from '../usecases/name-phone.js'
import type { MembersAsked, MemberSought } from '../usecases/ports/desk-members.js'
import { registerMember, type RegisterInput } from '../usecases/register-member.js'
import type { Inside } from './inside.js'

/** What a dialogue remembers of a number that was typed. */
const sealedIn = 'phoneSealed'

export function membersApp({ sql, privacy, runInTx, now, thisDay, rules }: Inside, librarian: string) {
  return {
    registerMember: (input: RegisterInput) => runInTx((tx) => registerMember(tx, input)),
    issueLinkCode: (memberId: MemberId) => runInTx((tx) => issueLinkCode(tx, memberId)),
    /** The number is remembered sealed, like every other; nobody is looked up by it before the code is there. */
    async keepPhoneTyped(userKey: UserKey, step: string, phone: string): Promise<void> {
      await runInTx(async (tx) => {
        const expiresAt = instantOf(minutesAfter(tx.now, rules().dialogueMinutes))
        tx.chat.keepDialogue(userKey, { step, draft: { [sealedIn]: privacy.seal(phone) }, expiresAt })
        return ok(null)
      })
    },
    linkMember: (userKey: UserKey, draft: Record<string, string>, code: string) =>
      runInTx((tx) => linkMember(tx, { userKey, phone: privacy.open(draft[sealedIn] ?? ''), code })),
    joinLibrary: (input: JoinInput) => namePhone(runInTx, input.userKey, (tx) => joinLibrary(tx, input)),
    /** `by`: the chat user who asks. */
    changePhone: (input: ChangePhoneInput, by: UserKey | null = null) =>
      namePhone(runInTx, by, (tx) => changePhone(tx, input)),

    membersAtDesk: (sought: MemberSought, limit: number) => membersAtDesk(sql, privacy, { sought }, thisDay(), limit),
    memberPage: (asked: MembersAsked, limit: number) => membersAtDesk(sql, privacy, asked, thisDay(), limit),
    memberInFull: (memberId: MemberId) => memberInFull(sql, privacy, memberId, thisDay(), rules()),
    readWholePhone: (memberId: MemberId, reason: string) =>
      runInTx((tx) => readWholePhone(tx, { memberId, librarian, reason })),
    phoneReadings: (from: Instant, until: Instant) => phoneReadings(sql, from, until),

    sealsByKey: async () => ({ current: privacy.label.slice(0, -1), keys: await sealsByKey(sql, privacy) }),
    phonesToReseal: (after: MemberId | null, limit: number) => phonesToReseal(sql, privacy, after, limit),
    resealPhone: (memberId: MemberId) => runInTx((tx) => resealPhone(tx, memberId)),
    /** Codes that ran out, and tries that count no more. */
    async forgetLinks(): Promise<void> {
      await runInTx(async (tx) =>
        ok(tx.links.forget(instantOf(now()), instantOf(minutesAfter(now(), -triesADayMinutes)))),
      )
    },
  }
}
