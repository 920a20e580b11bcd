/** What was said to the question that is open goes to whoever asked it. */
import { goOnChangingPhone } from './change-phone.js'
import { goOnJoining } from './join.js'
import { goOnLinking } from './link.js'
import type { Reply } from './reply.js'
import type { Wish } from './understand.js'
import type { Visit } from './visit.js'

export function goOn(visit: Visit, want: Wish['want']): Promise<Reply> {
  const { step, draft } = visit.visitor.dialogue ?? { step: '', draft: {} }
  const { userKey } = visit.turn
  if (userKey && (step === 'link-phone' || step === 'link-code')) return goOnLinking(visit, userKey, step, draft)
  return step === 'new-phone' ? goOnChangingPhone(visit) : goOnJoining(visit, want)
}

/** Said of the very thing that is asked for: an answer, whatever else it may sound like. */
export function isAboutQuestion(step: string, said: string): boolean {
  return (
    step === 'link-code' &&
    /^(?:코드|인증\s*번호)?[가는를이은]?\s*(?:아직\s*)?(?:없|몰라|모르|못\s*받|안\s*받)/.test(said)
  )
}
