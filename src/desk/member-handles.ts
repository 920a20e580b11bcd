/** How a member is named at the desk: by the phone number, or by the member number, which is the end of the id. */
import type { App } from '../app.js'
import { memberNumber, readHandle } from '../domain/member.js'

export type MemberAtDesk = Awaited<ReturnType<App['membersAtDesk']>>[number]

/** `회원번호 9f3a01bc · 010-****-5678` */
export function sayMember(member: Pick<MemberAtDesk, 'memberId' | 'maskedPhone'>): string {
  return [`회원번호 ${memberNumber(member)}`, member.maskedPhone].filter(Boolean).join(' · ')
}

/** `김하늘 (9f3a01bc)` */
export function sayNumbered(member: Pick<MemberAtDesk, 'memberId' | 'name'>): string {
  return `${member.name} (${memberNumber(member)})`
}

/** The one member of that phone number or member number; or why not, in a line that repeats no phone number. */
export async function memberNamed(app: App, word: string | undefined): Promise<MemberAtDesk | string> {
  if (word === undefined) return '어느 회원인지 전화번호나 회원번호를 적어 주세요. 예) 010-1234-5678, 9f3a01bc'
  const handle = readHandle(word)
  if (!handle) return '전화번호나 회원번호(여덟 글자)를 읽지 못했어요. 모르면 ‘회원 찾기’로 이름을 찾아보세요.'
  const [member, another] = await app.membersAtDesk(handle, 2)
  if (!member) return '그런 회원이 없어요. ‘회원 찾기’로 이름을 찾아보세요.'
  return another ? '회원번호가 같은 회원이 둘이에요. 전화번호를 적어 주세요.' : member
}
