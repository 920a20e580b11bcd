/** How a librarian names a member at the command line: by phone number, or by the last eight characters of the id. */
import type { App } from '../app.js'
import type { MemberId } from '../domain/ids.js'
import { readPhone } from '../domain/member.js'

export type MemberNamed = { readonly memberId: MemberId; readonly name: string }

/** `1a2b3c4d` */
export function handleOf(memberId: MemberId): string {
  return memberId.slice(-8)
}

/** The member, or why nobody can be meant, in a line. */
export async function memberNamed(app: App, word: string | undefined): Promise<MemberNamed | string> {
  if (word === undefined) return '어느 회원인지 전화번호나 회원번호를 적어 주세요. 예) 010-1234-5678'
  const phone = readPhone(word)
  const ending = /^[0-9a-f]{8}$/i.test(word) ? word.toLowerCase() : null
  if (phone === null && ending === null)
    return `‘${word}’에서 전화번호나 회원번호(여덟 글자)를 읽지 못했어요. 010-1234-5678처럼 적어 주세요.`
  const sought = phone === null ? { ending: ending ?? '' } : { phone }
  const [found, another] = await app.membersAtDesk(sought, 2)
  if (!found) return '그런 회원이 없어요. 번호를 다시 확인해 주세요.'
  return another ? '그 회원번호로 끝나는 회원이 여럿이에요. 전화번호로 적어 주세요.' : found
}
