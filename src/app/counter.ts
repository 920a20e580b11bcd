/** The counter: what is scanned or typed there, and the members who stand at it, as a librarian deals with them. */
import type { CopyAtCounter } from '../domain/counter.js'
import type { LibrarianId, MemberId, MemberNoteId } from '../domain/ids.js'
import { isIsbn13 } from '../domain/isbn.js'
import { readHandle } from '../domain/member.js'
import { copiesAtCounter } from '../infra/db/counter.js'
import { membersAtDesk } from '../infra/db/desk-members.js'
import { rentCopy, renewCopy, returnCopy, type RentCopyInput, type ReturnCopyInput } from '../usecases/at-counter.js'
import {
  addNote,
  blockMember,
  deleteNote,
  unblockMember,
  type BlockInput,
  type NoteInput,
} from '../usecases/keep-remarks.js'
import { changePhone, readWholePhone, type ChangePhoneInput } from '../usecases/keep-phones.js'
import { issueLinkCode } from '../usecases/link-member.js'
import type { MemberAtDesk } from '../usecases/ports/desk-members.js'
import { registerMember, type RegisterInput } from '../usecases/register-member.js'
import { requestRefund, type RefundInput } from '../usecases/request-refund.js'
import type { Inside } from './inside.js'

/** What the code may stand for. */
export type Scanned = { readonly members: readonly MemberAtDesk[]; readonly copies: readonly CopyAtCounter[] }

const membersShown = 20

export function counterViews({ sql, privacy, thisDay }: Inside) {
  async function copiesOf(code: string): Promise<CopyAtCounter[]> {
    const marked = /^[\x21-\x7e]{1,40}$/.test(code) ? await copiesAtCounter(sql, { barcode: code }) : []
    if (marked.length > 0) return marked
    const digits = code.replace(/[\s-]/g, '')
    if (isIsbn13(digits)) return copiesAtCounter(sql, { isbn13: digits })
    const [, book, copy] = /^#?(\d{1,9})(?:[-·.](\d{1,9}))?$/.exec(code) ?? []
    if (book === undefined) return []
    return copiesAtCounter(sql, { bookNo: Number(book), copyNo: copy === undefined ? null : Number(copy) })
  }

  return {
    /** By barcode, ISBN or number of a book; by phone number, member number or part of the name of a member. */
    async scan(typed: string): Promise<Scanned> {
      const code = typed.normalize('NFKC').trim()
      const handle = readHandle(code)
      const copies = handle && 'phone' in handle ? [] : await copiesOf(code)
      const isName = !handle && copies.length === 0 && /\p{L}{2}/u.test(code)
      const sought = handle ?? (isName ? { namePart: code } : null)
      const members = sought ? await membersAtDesk(sql, privacy, { sought }, thisDay(), membersShown) : []
      return { members, copies }
    },
  }
}

/** `by`: the librarian who does it. */
export function counterApp({ runInTx }: Inside, by: LibrarianId | null) {
  return {
    rentCopy: (input: RentCopyInput) => runInTx((tx) => rentCopy(tx, input)),
    returnCopy: (input: ReturnCopyInput) => runInTx((tx) => returnCopy(tx, input)),
    renewCopy: (input: Pick<RentCopyInput, 'copyId'>) => runInTx((tx) => renewCopy(tx, input)),
    registerMember: (input: RegisterInput) => runInTx((tx) => registerMember(tx, input)),
    issueLinkCode: (memberId: MemberId) => runInTx((tx) => issueLinkCode(tx, memberId)),
    changePhone: (input: ChangePhoneInput) => runInTx((tx) => changePhone(tx, input)),
    readWholePhone: (memberId: MemberId, reason: string) =>
      runInTx(async (tx) => {
        const librarian = (by && (await tx.librarians.byId(by))?.name) ?? ''
        return readWholePhone(tx, { memberId, librarian, reason })
      }),
    blockMember: (input: Omit<BlockInput, 'by'>) => runInTx((tx) => blockMember(tx, { ...input, by })),
    unblockMember: (input: Pick<BlockInput, 'memberId' | 'seen'>) => runInTx((tx) => unblockMember(tx, input)),
    addNote: (input: Omit<NoteInput, 'by'>) => runInTx((tx) => addNote(tx, { ...input, by })),
    deleteNote: (input: { readonly memberId: MemberId; readonly noteId: MemberNoteId }) =>
      runInTx((tx) => deleteNote(tx, input)),
    requestRefund: (input: RefundInput) => runInTx((tx) => requestRefund(tx, input)),
  }
}
