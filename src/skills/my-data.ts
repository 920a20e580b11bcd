/** `내 정보`: what the house knows of me, whether my history is kept, and having it forgotten. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { MemberId } from '../domain/ids.js'
import { dayOf } from '../domain/time.js'
import type { MyData, StoredData } from '../usecases/views.js'
import { button, itemCard, quick, text, textCard, type Reply } from './reply.js'
import { forMembers, joinFirst, type Visit } from './visit.js'
import { sayDate } from './words.js'

const onwards = [quick('마이페이지'), quick('책 찾기'), quick('처음으로')]

export function myData(visit: Visit): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'mypage', async (member) => {
    const data = await app.views.myData(member.id)
    if (!data) return joinFirst('mypage')
    return {
      intent: 'mypage',
      outcome: 'ok',
      outputs: [
        itemCard(
          `${data.name}님의 정보`,
          [
            ['이름', data.name],
            ['전화번호', data.maskedPhone],
            ['가입한 날', sayDate(dayOf(new Date(data.joinedAt)))],
            ['동의', `${sayDate(dayOf(new Date(data.consent.at)))}`],
            ['대여 기록', sayHistory(data)],
          ],
          [button('전화번호 바꾸기', '전화번호 바꾸기'), historyButton(data), button('탈퇴', '탈퇴')],
          { title: '그 밖에 보관하는 것', description: sayRest(app, data) },
        ),
      ],
      quickReplies: [...(isAnyOver(data) ? [quick('내 기록 지워줘')] : []), ...onwards],
    }
  })
}

function sayHistory({ keepsHistory, closedRentals }: MyData): string {
  return `반납한 책 ${closedRentals}권 · ${keepsHistory ? '계속 남겨요' : '때가 되면 지워요'}`
}

function historyButton({ keepsHistory }: StoredData): Button {
  return keepsHistory ? button('기록 남기지 않기', '기록 남기지 않기') : button('기록 남기기', '기록 남기기')
}

function sayRest(app: App, { keepsHistory, ledgerLines, openRentals, openHolds, notices }: StoredData): string {
  const { historyDays, ledgerYears } = app.rules().privacy
  return [
    `지금 빌린 책 ${openRentals}권, 예약 ${openHolds}건, 알림 ${notices}건`,
    `적립금 거래 ${ledgerLines}건: 탈퇴하신 뒤에도 법에 따라 ${ledgerYears}년 동안`,
    keepsHistory ? '대여 기록: 지워 달라고 하실 때까지' : `대여 기록: 반납하고 ${historyDays}일까지`,
  ].join('\n')
}

function isAnyOver({ closedRentals, endedHolds }: StoredData): boolean {
  return closedRentals + endedHolds > 0
}

/** `기록 남기기`, `기록 남기지 않기`; said again, it is still so. */
export function chooseHistory(visit: Visit, isKept: boolean): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'mypage', async (member) => {
    await app.chooseHistory({ memberId: member.id, isKept })
    const { historyDays } = app.rules().privacy
    const said = isKept
      ? '이제 대여 기록을 계속 남길게요. 언제든 ‘내 기록 지워줘’라고 보내시면 지워 드려요.'
      : `이제 대여 기록은 반납하고 ${historyDays}일이 지나면 지워져요. 지금 바로 지우시려면 ‘내 기록 지워줘’라고 보내 주세요.`
    return {
      intent: 'mypage',
      outcome: 'ok',
      outputs: [text(said)],
      quickReplies: [quick('내 정보'), ...(isKept ? [] : [quick('내 기록 지워줘')]), ...onwards],
    }
  })
}

/** Asks once: there is no way back. */
export function askToForget(visit: Visit): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'mypage', async (member) => {
    const data = await app.views.myData(member.id)
    if (!data) return joinFirst('mypage')
    if (!isAnyOver(data)) return nothingToForget()
    const { openRentals, openHolds } = data
    return {
      intent: 'mypage',
      outcome: 'ask',
      outputs: [
        textCard(
          '대여 기록을 지울까요?',
          [
            `${sayOver(data.closedRentals, data.endedHolds)}을 회원님과 이어지지 않게 지워요. 되돌릴 수 없어요.`,
            `지금 빌린 책 ${openRentals}권, 예약 ${openHolds}건과 적립금은 그대로 남아요.`,
          ].join('\n'),
          [
            button('지우기', '내 기록을 모두 지울게요', { do: 'forget', nonce: confirmation(app, member.id) }),
            button('그만두기', '취소'),
          ],
        ),
      ],
    }
  })
}

/** `nonce`: `null` when the words were typed. */
export function forget(visit: Visit, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'mypage', async (member) => {
    if (nonce !== null && nonce !== confirmation(app, member.id)) return askToForget(visit)
    const done = await app.forgetHistory(member.id)
    const { rentals, holds, untold } = done.ok ? done.value : { rentals: 0, holds: 0, untold: 0 }
    const later = untold > 0 ? ` 알림이 아직 가는 중인 ${untold}건은 남아 있어요. 나중에 다시 말씀해 주세요.` : ''
    if (rentals + holds === 0 && untold === 0) return nothingToForget()
    return {
      intent: 'mypage',
      outcome: untold > 0 ? 'some-left' : 'ok',
      outputs: [text(`${sayOver(rentals, holds)}을 지웠어요.${later}`)],
      quickReplies: [quick('내 정보'), ...onwards],
    }
  })
}

function nothingToForget(): Reply {
  return {
    intent: 'mypage',
    outcome: 'nothing-kept',
    outputs: [text('지울 대여 기록이 없어요. 지금 빌린 책과 적립금은 그대로예요.')],
    quickReplies: [quick('내 정보'), ...onwards],
  }
}

/** `반납한 책 3권과 끝난 예약 1건의 기록` */
function sayOver(rentals: number, holds: number): string {
  const parts = [
    ...(rentals > 0 || holds === 0 ? [`반납한 책 ${rentals}권`] : []),
    ...(holds > 0 ? [`끝난 예약 ${holds}건`] : []),
  ]
  return `${parts.join('과 ')}의 기록`
}

/** What makes a button good for this member and this day only: an older one asks again, also after leaving and coming back. */
export function confirmation(app: App, memberId: MemberId): string {
  return `${memberId.slice(-12)}-${app.today()}`
}
