/** `회원 …`: finding, registering and linking members, and their phone numbers. */
import { z } from 'zod'
import type { App } from '../app.js'
import { addDays, beginOf, dayOf } from '../domain/time.js'
import { done, notDone, type Command, type Said } from './command.js'
import { memberNumber, readHandle } from '../domain/member.js'
import { memberNamed, sayMember, type MemberAtDesk } from './member-handles.js'
import { readRegistration } from './register-words.js'
import { sayDate, sayHour, sayMinute, sayWon } from './words.js'

export const members: readonly Command[] = [
  {
    words: ['회원 찾기', 'members find'],
    takes: '이름일부|전화번호|회원번호',
    does: '회원을 찾아요. 전화번호는 가려서 보여 줘요',
    run: findMembers,
  },
  {
    words: ['회원 등록', 'members register'],
    takes: '이름 전화번호 14세이상|보호자 이름 전화번호 동의',
    does: '창구에서 가입을 받아요. 만 14세 미만은 보호자의 동의가 필요해요',
    run: register,
  },
  {
    words: ['회원 연결', 'members link'],
    takes: '회원번호|전화번호',
    does: '카카오톡 챗봇에 연결할 코드를 만들어요. 카카오톡 계정이 바뀐 회원에게도 써요',
    run: issueCode,
  },
  {
    words: ['회원 전화', 'members phone'],
    takes: '회원번호 까닭',
    does: '전화번호를 모두 보여 줘요. 누가 왜 봤는지 기록에 남아요',
    run: showPhone,
  },
  {
    words: ['회원 전화기록', 'members phone-log'],
    takes: '[YYYY-MM]',
    does: '누가 누구의 전화번호를 왜 봤는지 보여 줘요. 달을 안 적으면 이번 달이에요',
    run: listReadings,
  },
]

/** Kept with the member: the sheet that is signed at the desk. */
const consentVersion = 'desk-2026-11'

const shownAtMost = 20
const monthShape = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
const reasonShape = z.string().min(2).max(200)

async function findMembers(app: App, words: readonly string[]): Promise<Said> {
  const sought = words.join(' ')
  if (sought === '') return notDone('이름의 일부나 전화번호, 회원번호를 적어 주세요. 예) 하늘')
  const handle = readHandle(sought)
  const byHandle = handle ? await app.membersAtDesk(handle, shownAtMost + 1) : []
  const found =
    byHandle.length > 0 || (handle && 'phone' in handle)
      ? byHandle
      : await app.membersAtDesk({ namePart: sought }, shownAtMost + 1)
  if (found.length === 0) return done('그런 회원이 없어요.')
  return done(
    ...found.slice(0, shownAtMost).map(sayInFull),
    ...(found.length > shownAtMost ? [`${shownAtMost}명까지만 보여 드려요. 더 있어요.`] : []),
  )
}

function sayInFull(member: MemberAtDesk): string {
  const { name, joinedAt, isLinked, openBooks, balanceWon, guardian } = member
  return [
    name,
    sayMember(member),
    `${sayDate(dayOf(new Date(joinedAt)))} 가입`,
    isLinked ? '카카오톡 연결됨' : '카카오톡 연결 안 됨',
    `대여 ${openBooks}권`,
    `적립금 ${sayWon(balanceWon)}`,
    ...(guardian ? [`보호자 ${guardian.name} ${guardian.maskedPhone}`] : []),
  ].join(' · ')
}

async function register(app: App, words: readonly string[]): Promise<Said> {
  const read = readRegistration(words)
  if (Array.isArray(read)) return notDone(...read)
  const registered = await app.registerMember({ ...read, consentVersion })
  if (!registered.ok) return notDone('이미 가입된 전화번호예요. ‘회원 찾기’로 그 번호를 찾아보세요.')
  const number = memberNumber({ memberId: registered.value.id })
  return done(
    `등록했어요. ${registered.value.name} · 회원번호 ${number}`,
    ...(read.guardian ? [`보호자 ${read.guardian.name} 님의 동의를 적어 뒀어요.`] : []),
    `카카오톡으로 쓰려면 이렇게 적어 코드를 만들어 주세요. 회원 연결 ${number}`,
  )
}

async function issueCode(app: App, words: readonly string[]): Promise<Said> {
  const member = await memberNamed(app, words.length > 0 ? words.join(' ') : undefined)
  if (typeof member === 'string') return notDone(member)
  const issued = await app.issueLinkCode(member.memberId)
  if (!issued.ok) return notDone('그런 회원이 없어요.')
  const { code, expiresAt } = issued.value
  return done(
    `${member.name} · ${sayMember(member)}`,
    `코드 ${code} · ${sayMinute(expiresAt)}까지 쓸 수 있어요. 다시 보여 드리지 않으니, 잊으면 새로 만들어 주세요.`,
    '본인인지 확인하고 알려 주세요. 회원이 챗봇에 ‘연결’이라고 보낸 뒤 전화번호와 이 코드를 차례로 보내면 돼요.',
    ...(member.isLinked ? ['지금 연결된 카카오톡은 이 코드를 쓰는 순간 끊겨요.'] : []),
  )
}

async function showPhone(app: App, [word, ...why]: readonly string[]): Promise<Said> {
  const reason = why.join(' ')
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  if (!reasonShape.safeParse(reason).success)
    return notDone(`회원번호 뒤에 까닭을 200자 안으로 적어 주세요. 예) 회원 전화 ${memberNumber(member)} 연체 안내`)
  const phone = await app.readWholePhone(member.memberId, reason)
  if (!phone.ok) return notDone('그런 회원이 없어요.')
  return done(`${member.name} · 회원번호 ${memberNumber(member)} · ${phone.value}`, '누가 왜 봤는지 적어 뒀어요.')
}

async function listReadings(app: App, [given, ...more]: readonly string[]): Promise<Said> {
  const month = given ?? app.today().slice(0, 7)
  if (!monthShape.safeParse(month).success || more.length > 0)
    return notDone(`‘${[month, ...more].join(' ')}’ 같은 달은 없어요. 2026-12처럼 적어 주세요.`)
  const next = addDays(`${month}-01`, 31).slice(0, 7)
  const found = await app.phoneReadings(beginOf(`${month}-01`), beginOf(`${next}-01`))
  if (found.length === 0) return done(`${month}에는 전화번호를 본 기록이 없어요.`)
  return done(
    ...found.map(({ readAt, librarian, reason, memberId, memberName }) =>
      [sayHour(readAt), librarian, memberName ?? '탈퇴한 회원', `회원번호 ${memberNumber({ memberId })}`, reason].join(
        ' · ',
      ),
    ),
  )
}
