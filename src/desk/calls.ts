/** `전화 목록`: members whom no message reached, to be called. */
import type { App } from '../app.js'
import { strike } from '../log.js'
import { done, type Command, type Said } from './command.js'
import { sayMember } from './member-handles.js'
import { sayDate, sayHour } from './words.js'

export const calls: readonly Command[] = [
  {
    words: ['전화 목록', 'calls list'],
    takes: '',
    does: '알림이 닿지 않아 전화로 알려야 하는 회원을 보여 줘요',
    run: listCalls,
  },
]

type Call = Awaited<ReturnType<App['deskViews']['unreachable']>>[number]

const shownAtMost = 100

async function listCalls(app: App): Promise<Said> {
  const found = await app.deskViews.unreachable(shownAtMost + 1)
  if (found.length === 0) return done('전화할 회원이 없어요.')
  const shown = found.slice(0, shownAtMost)
  return done(
    '알림이 닿지 않은 회원이에요. 최근 것부터예요.',
    ...shown.map((call) =>
      [call.memberName, sayMember(call), sayWhat(call), sayHour(call.createdAt), ...sayWhy(call)].join(' · '),
    ),
    ...(found.length > shown.length ? [`${shownAtMost}건까지만 보여 드려요. 더 있어요.`] : []),
    '전화번호를 모두 보려면 이렇게 적어 주세요. 누가 왜 봤는지 기록에 남아요. 회원 전화 회원번호 까닭',
  )
}

function sayWhat({ body, books }: Call): string {
  const [first, ...others] = books
  const named = [first ? `${first.title} #${first.bookNo}` : '', others.length > 0 ? `외 ${others.length}권` : '']
  const what = named.filter(Boolean).join(' ')
  switch (body.kind) {
    case 'overdue':
      return `연체: ${what}`
    case 'hold-ready':
      return `예약 도착: ${what}, ${sayDate(body.pickupUntil)}까지`
    case 'claim-settled':
      return `반납했다는 책이 없어요: ${what}`
  }
}

/** What is known of the member and the channel, and what the other ways said. */
function sayWhy({ channel, misses }: Call): string[] {
  const known = channel === 'blocked' || channel === 'not-a-friend' ? [ofChannel[channel]] : []
  const said = misses
    .filter((miss) => known.length === 0 || miss.channel !== 'event-api')
    .map((miss) => `${miss.channel === 'alimtalk' ? '알림톡' : '카카오톡'}: ${strike(miss.reason)}`)
  const why = [...known, ...said]
  return why.length > 0 ? why : ['보낼 방법이 없었어요']
}

const ofChannel = { blocked: '채널을 차단했어요', 'not-a-friend': '채널을 추가하지 않았어요' } as const
