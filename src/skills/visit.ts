/** What a skill has before it: the house, who came, and what they want. */
import type { App } from '../app.js'
import type { BookId, MemberId } from '../domain/ids.js'
import type { Visitor } from '../usecases/views.js'
import { quick, text, type Intent, type Reply } from './reply.js'
import type { Turn } from './turn.js'

export type Visit = {
  readonly app: App
  readonly turn: Turn
  readonly visitor: Visitor
}

type Member = { readonly id: MemberId; readonly name: string }

/** Skills for members: everybody else is invited to join first. */
export async function forMembers(
  visit: Visit,
  intent: Intent,
  answer: (member: Member) => Promise<Reply>,
  wantedBookId?: BookId,
): Promise<Reply> {
  const { member } = visit.visitor
  if (member) return answer(member)
  return joinFirst(intent, wantedBookId)
}

export function joinFirst(intent: Intent, wantedBookId?: BookId): Reply {
  return {
    intent,
    outcome: 'not-a-member',
    outputs: [text('회원만 이용할 수 있어요. 이름과 전화번호만 알려 주시면 1분 안에 가입돼요.')],
    quickReplies: [
      quick('회원가입', '회원가입', { do: 'signup', ...(wantedBookId ? { wantedBookId } : {}) }),
      quick('처음으로'),
    ],
  }
}

/** A command's key: the same tap of the same member is the same command; `null`: it was typed. */
export function commandKey({ turn }: Visit, member: Member, nonce: string | null): string {
  return `${member.id}:${nonce ?? turn.nonce}`
}
