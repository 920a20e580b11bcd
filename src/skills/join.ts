/** Joining: consent, name, phone number; each asked again with an example until it is right. */
import type { App } from '../app.js'
import type { BookId, UserKey } from '../domain/ids.js'
import { readName, readPhone } from '../domain/member.js'
import { waysOn } from './help.js'
import { linkButton } from './link.js'
import { sayRefusals } from './refusal-words.js'
import { button, quick, text, textCard, type Reply } from './reply.js'
import type { Wish } from './understand.js'
import type { Visit } from './visit.js'
import { sayNumbered, sayWon } from './words.js'

/** Raised whenever the text below changes: with the numbers in it, it is kept with each member's consent. */
const consentText = '2026-11.5'

function consentVersion(app: App): string {
  const { historyDays, ledgerYears } = app.rules().privacy
  return `${consentText}+${historyDays}d${ledgerYears}y`
}

const cancel = quick('취소')

/**
 * The consent sheet: items, purpose, period, and the right to refuse (개인정보 보호법 제15조). Under 14 a guardian has to
 * consent (제22조의2), which a chat cannot ask for.
 */
export async function beginJoining(visit: Visit, wantedBookId?: BookId): Promise<Reply> {
  const { app, turn, visitor } = visit
  if (visitor.member) return alreadyAMember(visit, visitor.member.name)
  if (!turn.userKey) return noUser()
  const { historyDays, ledgerYears } = app.rules().privacy
  await app.keepDialogue(turn.userKey, 'consent', wantedBookId ? { wantedBookId } : {})
  return {
    intent: 'signup',
    outcome: 'ask',
    outputs: [
      textCard(
        '개인정보 수집·이용 동의',
        [
          '• 항목: 이름, 휴대전화번호, 카카오톡 채널 이용자 식별값, 대여·예약·적립금 거래 기록',
          '• 목적: 회원 확인, 대여·반납·적립금 관리, 반납 안내',
          `• 기간: 탈퇴할 때까지. 대여·예약 기록은 끝나고 ${historyDays}일, 적립금 거래 기록은 법에 따라 탈퇴 뒤 ${ledgerYears}년`,
          '• 동의하지 않을 수 있어요. 그러면 검색만 할 수 있고 대여는 할 수 없어요.',
          '• 만 14세 미만은 보호자와 함께 도서관에 오시면 가입하고, 코드로 챗봇에 연결해 드려요.',
          '‘동의하고 가입’을 누르시면 위 내용에 동의하고, 만 14세 이상임을 확인하시는 거예요.',
        ].join('\n'),
        [button('동의하고 가입', '동의하고 가입'), button('취소', '취소')],
      ),
    ],
  }
}

/** What was said to the question that is open: an agreement, which only the sheet asks for, a greeting, or an answer. */
export async function goOnJoining(visit: Visit, want: Wish['want']): Promise<Reply> {
  const { app, turn, visitor } = visit
  const { dialogue } = visitor
  if (visitor.member || !turn.userKey || dialogue === null) return beginJoining(visit)
  switch (dialogue.step) {
    case 'name':
      return want === 'agree' || want === 'greeting' ? askForName() : takeName(visit, turn.userKey, dialogue.draft)
    case 'phone':
      return takePhone(visit, turn.userKey, dialogue.draft)
    default:
      if (want !== 'agree')
        return ask('가입하시려면 위 안내를 읽고 ‘동의하고 가입’을 눌러 주세요.', [quick('동의하고 가입'), cancel])
      await app.keepDialogue(turn.userKey, 'name', dialogue.draft)
      return askForName()
  }
}

function askForName(): Reply {
  return ask('이름을 알려 주세요. 예) 김하늘', [cancel])
}

async function takeName(visit: Visit, userKey: UserKey, draft: Record<string, string>): Promise<Reply> {
  const name = readName(visit.turn.said)
  if (!name) return ask('이름만 띄어 쓰지 말고 보내 주세요. 예) 김하늘', [cancel])
  await visit.app.keepDialogue(userKey, 'phone', { ...draft, name })
  return ask(`${name}님, 반가워요! 휴대전화번호를 알려 주세요. 예) 010-1234-5678`, [cancel])
}

async function takePhone(visit: Visit, userKey: UserKey, draft: Record<string, string>): Promise<Reply> {
  const { app, turn } = visit
  const phone = readPhone(turn.said)
  if (!phone) return ask('휴대전화번호를 다시 확인해 주세요. 예) 010-1234-5678', [cancel])
  const joined = await app.joinLibrary({
    userKey,
    name: draft['name'] ?? '',
    phone,
    consentVersion: consentVersion(app),
  })
  if (!joined.ok) {
    const [first] = joined.refusals
    if (first.kind === 'already-a-member') return alreadyAMember(visit, first.name)
    const ways = first.kind === 'phone-taken' ? [linkButton, cancel] : []
    return { ...ask(sayRefusals(joined.refusals), [...ways, quick('도서관 문의')]), outcome: first.kind }
  }
  const wanted = draft['wantedBookId'] ? await app.views.hits([draft['wantedBookId'] as BookId]) : []
  return {
    intent: 'signup',
    outcome: 'ok',
    outputs: [
      text(
        `${joined.value.name}님, 회원이 되셨어요! 이제 적립금을 충전하면 바로 빌릴 수 있어요. 대여료는 한 권에 보통 ${sayWon(app.rules().feeWon)}이에요.`,
      ),
    ],
    quickReplies: [
      ...wanted.map((hit) => quick('보던 책으로', sayNumbered(hit), { do: 'book', bookId: hit.bookId })),
      quick('적립금 충전'),
      quick('책 찾기'),
      quick('마이페이지'),
    ],
  }
}

/** A number that nobody asked for is neither looked up nor repeated. */
export function phoneTooEarly(visit: Visit): Reply {
  const { member } = visit.visitor
  if (member) {
    const already = sayRefusals([{ kind: 'already-a-member', name: member.name }])
    return {
      intent: 'signup',
      outcome: 'already-a-member',
      outputs: [text(`${already} 번호를 바꾸시려면 ‘전화번호 바꾸기’를 눌러 주세요.`)],
      quickReplies: [quick('전화번호 바꾸기'), ...waysOn(true)],
    }
  }
  return ask('전화번호는 가입하실 때 여쭤봐요. 가입하시려면 ‘회원가입’을 눌러 주세요.', [
    quick('회원가입', '회원가입', { do: 'signup' }),
    quick('책 찾기'),
    quick('처음으로'),
  ])
}

function alreadyAMember({ visitor }: Visit, name: string): Reply {
  return {
    intent: 'signup',
    outcome: 'already-a-member',
    outputs: [text(sayRefusals([{ kind: 'already-a-member', name }]))],
    quickReplies: waysOn(true).slice(visitor.member ? 0 : 1),
  }
}

function ask(said: string, quickReplies: Reply['quickReplies'] = []): Reply {
  return { intent: 'signup', outcome: 'ask', outputs: [text(said)], quickReplies }
}

function noUser(): Reply {
  return {
    intent: 'signup',
    outcome: 'no-user',
    outputs: [text('가입은 카카오톡 채널 대화방에서 할 수 있어요.')],
    quickReplies: [quick('처음으로')],
  }
}
