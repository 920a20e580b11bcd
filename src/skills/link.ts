/** Joining this chat to a member whom the library knows already: the phone number, then the code shown at the desk. */
import type { UserKey } from '../domain/ids.js'
import { readCode } from '../domain/link.js'
import { readPhone } from '../domain/member.js'
import { waysOn } from './help.js'
import { sayRefusals } from './refusal-words.js'
import { quick, text, type Reply } from './reply.js'
import type { Visit } from './visit.js'

const cancel = quick('취소')
/** What leads here, where joining finds that the number is known. */
export const linkButton = quick('기존 회원 연결', '연결')

export async function beginLinking({ app, turn, visitor }: Visit): Promise<Reply> {
  if (visitor.member) return alreadyLinked(visitor.member.name)
  if (!turn.userKey)
    return { ...ask('연결은 카카오톡 채널 대화방에서 할 수 있어요.', [quick('처음으로')]), outcome: 'no-user' }
  await app.keepDialogue(turn.userKey, 'link-phone', {})
  return ask(
    '도서관에 등록한 휴대전화번호를 알려 주세요. 그다음에 도서관에서 받은 코드를 여쭤볼게요. 예) 010-1234-5678',
    [cancel, quick('도서관 문의')],
  )
}

export async function goOnLinking(visit: Visit, userKey: UserKey, step: string, draft: Record<string, string>) {
  if (visit.visitor.member) return alreadyLinked(visit.visitor.member.name)
  return step === 'link-phone' ? takePhone(visit, userKey) : takeCode(visit, userKey, draft)
}

/** Whose number it is, if anybody's, is not looked up before the code is there. */
async function takePhone({ app, turn }: Visit, userKey: UserKey): Promise<Reply> {
  const phone = readPhone(turn.said)
  if (!phone) return ask('휴대전화번호를 다시 확인해 주세요. 예) 010-1234-5678', [cancel])
  await app.keepPhoneTyped(userKey, 'link-code', phone)
  return ask('도서관에서 받은 여섯 자리 코드를 보내 주세요. 코드가 없으면 도서관에 말씀해 주세요. 예) 012345', [
    cancel,
    quick('도서관 문의'),
  ])
}

async function takeCode({ app, turn }: Visit, userKey: UserKey, draft: Record<string, string>): Promise<Reply> {
  const code = readCode(turn.said)
  if (!code) return ask('도서관에서 받은 여섯 자리 숫자를 보내 주세요. 예) 012345', [cancel, quick('도서관 문의')])
  const linked = await app.linkMember(userKey, draft, code)
  if (!linked.ok) {
    const [first] = linked.refusals
    await app.endDialogue(userKey)
    if (first.kind === 'already-a-member') return alreadyLinked(first.name)
    return {
      intent: 'signup',
      outcome: first.kind,
      outputs: [text(sayRefusals(linked.refusals))],
      quickReplies: [quick('도서관 문의'), quick('책 찾기'), quick('처음으로')],
    }
  }
  if (!linked.value)
    return {
      ...ask('번호나 코드가 맞지 않아요. 코드를 다시 보내 주시거나, 도서관에 문의해 새 코드를 받아 주세요.', [
        quick('번호부터 다시', '연결'),
        quick('도서관 문의'),
        cancel,
      ]),
      outcome: 'does-not-fit',
    }
  return {
    intent: 'signup',
    outcome: 'ok',
    outputs: [text(`${linked.value.name}님, 연결됐어요! 빌린 책과 적립금을 이제 여기에서 볼 수 있어요.`)],
    quickReplies: waysOn(true),
  }
}

function alreadyLinked(name: string): Reply {
  return {
    intent: 'signup',
    outcome: 'already-a-member',
    outputs: [text(sayRefusals([{ kind: 'already-a-member', name }]))],
    quickReplies: waysOn(true),
  }
}

function ask(said: string, quickReplies: Reply['quickReplies'] = []): Reply {
  return { intent: 'signup', outcome: 'ask', outputs: [text(said)], quickReplies }
}
