/** A member has another phone number: asked for, checked, and shown as far as a screen may. */
import { maskedPhone, readPhone } from '../domain/member.js'
import { waysOn } from './help.js'
import { sayRefusals } from './refusal-words.js'
import { quick, text, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'

const cancel = quick('취소')

export function beginChangingPhone(visit: Visit): Promise<Reply> {
  const { app, turn } = visit
  return forMembers(visit, 'mypage', async () => {
    if (turn.userKey) await app.keepDialogue(turn.userKey, 'new-phone', {})
    return ask('새 휴대전화번호를 알려 주세요. 예) 010-1234-5678')
  })
}

export function goOnChangingPhone(visit: Visit): Promise<Reply> {
  const { app, turn } = visit
  return forMembers(visit, 'mypage', async (member) => {
    const phone = readPhone(turn.said)
    if (!phone) return ask('휴대전화번호를 다시 확인해 주세요. 예) 010-1234-5678')
    const changed = await app.changePhone({ memberId: member.id, phone }, turn.userKey)
    const refused = changed.ok ? null : changed.refusals[0].kind
    if (!changed.ok && (refused === 'phone-taken' || refused === 'too-many-tries'))
      return { ...ask(sayRefusals(changed.refusals)), outcome: refused }
    if (turn.userKey) await app.endDialogue(turn.userKey)
    return {
      intent: 'mypage',
      outcome: refused ?? 'ok',
      outputs: [
        text(
          changed.ok ? `전화번호를 바꿨어요. 새 번호는 ${maskedPhone(phone)}이에요.` : sayRefusals(changed.refusals),
        ),
      ],
      quickReplies: waysOn(true),
    }
  })
}

function ask(said: string): Reply {
  return { intent: 'mypage', outcome: 'ask', outputs: [text(said)], quickReplies: [cancel, quick('도서관 문의')] }
}
