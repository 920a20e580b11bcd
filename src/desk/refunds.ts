/** `환불 …`: refunds that the desk pays out, puts back into the wallet, or has to look at. */
import type { App } from '../app.js'
import type { RefundAtDeskRefusal } from '../domain/refund-at-desk.js'
import { wonAtDesk, wonByKakaoPay, type Refund, type RefundState } from '../domain/refund.js'
import { done, notDone, type Command, type Said } from './command.js'
import { sayHour, sayWon } from './words.js'

export const refunds: readonly Command[] = [
  {
    words: ['환불 목록', 'refunds list'],
    takes: '',
    does: '도서관에서 드릴 환불과 확인할 환불을 보여 줘요',
    run: listRefunds,
  },
  {
    words: ['환불 지급', 'refunds paid'],
    takes: '환불번호 방법',
    does: '그 환불을 도서관에서 드렸어요. 예) 환불 지급 1a2b3c4d 계좌이체',
    run: payOut,
  },
  {
    words: ['환불 되돌리기', 'refunds return'],
    takes: '환불번호',
    does: '드릴 수 없거나 회원이 마음을 바꿔서 적립금에 다시 넣어요',
    run: putBack,
  },
  {
    words: ['환불 확인', 'refunds checked'],
    takes: '환불번호 취소됨|안됨',
    does: '카카오페이에서 결제가 취소됐는지 확인했어요. 예) 환불 확인 1a2b3c4d 취소됨',
    run: settleParked,
  },
]

type Open = Awaited<ReturnType<App['openRefunds']>>[number]

const shownAtMost = 100

async function listRefunds(app: App): Promise<Said> {
  const found = await app.openRefunds(shownAtMost + 1)
  if (found.length === 0) return done('끝나지 않은 환불이 없어요.')
  const shown = found.slice(0, shownAtMost)
  const inState = (state: RefundState) => shown.filter(({ refund }) => refund.state === state)
  return done(
    ...section('도서관에서 드릴 환불이에요. 오래된 것부터예요.', inState('at-desk'), sayAtDesk),
    ...section('카카오페이 가맹점 화면에서 확인할 환불이에요.', inState('parked'), sayParked),
    ...section('카카오페이에서 취소하고 있어요. 기다리시면 돼요.', inState('under-way'), sayUnderWay),
    ...(found.length > shown.length ? [`${shownAtMost}건까지만 보여 드려요. 더 있어요.`] : []),
    '드렸으면 ‘환불 지급’, 드리지 않게 되면 ‘환불 되돌리기’, 확인했으면 ‘환불 확인’ 뒤에 맨 앞의 번호를 적어 주세요.',
  )
}

function section(heading: string, rows: readonly Open[], say: (refund: Refund) => string): string[] {
  if (rows.length === 0) return []
  return [
    heading,
    ...rows.map((one) => `${sayRefund(one)} · ${say(one.refund)} · ${sayHour(one.refund.requestedAt)}부터`),
  ]
}

function sayAtDesk({ parts }: Refund): string {
  const waiting = parts.filter(({ state }) => state === 'at-desk')
  const isAnyRefused = waiting.some(({ triedAt }) => triedAt !== null)
  const isAnyCash = waiting.some(({ triedAt }) => triedAt === null)
  const why = [...(isAnyCash ? ['도서관에서 낸 돈'] : []), ...(isAnyRefused ? ['카카오페이에서 취소하지 못한 돈'] : [])]
  return `드릴 돈 ${sayWon(wonAtDesk(parts))} · ${why.join('과 ')}`
}

/** What has to be looked up at KakaoPay is named as it stands in its list: by amount and by when it was asked. */
function sayParked({ parts }: Refund): string {
  const part = parts.find(({ state }) => state === 'cancelling')
  return part
    ? `확인할 돈 ${sayWon(part.amountWon)}${part.triedAt ? ` · ${sayHour(part.triedAt)}에 취소를 요청` : ''}`
    : '확인할 것이 없어요'
}

function sayUnderWay({ parts }: Refund): string {
  return `카카오페이 ${sayWon(wonByKakaoPay(parts))}`
}

/** `1a2b3c4d · 김하늘 · 12,000원` */
function sayRefund({ refund, memberName }: Open): string {
  return `${refundNumber(refund)} · ${memberName ?? '탈퇴한 회원'} · ${sayWon(refund.amountWon)}`
}

/** `1a2b3c4d`: what the desk calls 환불번호. */
export function refundNumber({ id }: Refund): string {
  return id.slice(-8)
}

async function payOut(app: App, [handle, ...note]: readonly string[]): Promise<Said> {
  const open = await openRefund(app, handle)
  if ('isDone' in open) return open
  const paid = await app.payOutRefund({ refundId: open.refund.id, note: note.join(' ') })
  if (!paid.ok) return notDone(...sayRefusal(paid.refusals[0], open))
  return done(
    `드렸다고 적었어요. ${sayRefund(open)} 가운데 도서관에서 드린 돈은 ${sayWon(paid.value.paidWon)}이에요.`,
    ...toldSoon(open),
  )
}

async function putBack(app: App, words: readonly string[]): Promise<Said> {
  const open = await openRefund(app, ...words)
  if ('isDone' in open) return open
  const back = await app.putBackRefund({ refundId: open.refund.id })
  if (!back.ok) return notDone(...sayRefusal(back.refusals[0], open))
  const { backWon, balanceWon } = back.value
  return done(
    `되돌렸어요. ${sayRefund(open)} 가운데 ${sayWon(backWon)}을 적립금에 다시 넣었어요. 지금 적립금은 ${sayWon(balanceWon)}이에요.`,
    ...toldSoon(open),
  )
}

const seen: ReadonlyMap<string, boolean> = new Map([
  ['취소됨', true],
  ['cancelled', true],
  ['안됨', false],
  ['not-cancelled', false],
])

async function settleParked(app: App, words: readonly string[]): Promise<Said> {
  const [handle, ...rest] = words
  const isCancelled = seen.get(rest.join(''))
  const open = await openRefund(app, handle)
  if ('isDone' in open) return open
  if (isCancelled === undefined)
    return notDone('카카오페이에서 취소됐으면 ‘취소됨’, 취소되지 않았으면 ‘안됨’이라고 번호 뒤에 적어 주세요.')
  const settled = await app.settleParkedRefund({ refundId: open.refund.id, isCancelled })
  if (!settled.ok) return notDone(...sayRefusal(settled.refusals[0], open))
  const { state, parts } = settled.value
  return done(
    `확인했다고 적었어요. ${sayRefund(open)} 환불이 이어져요.`,
    ...(isCancelled ? [] : ['카카오페이에서 취소되지 않은 돈은 도서관에서 드려요.']),
    ...(state === 'at-desk' ? [`도서관에서 드릴 돈은 ${sayWon(wonAtDesk(parts))}이에요.`] : []),
    ...(state === 'under-way' ? [] : toldSoon(open)),
  )
}

function toldSoon({ memberName }: Open): string[] {
  return memberName === null ? [] : ['회원에게 곧 알려 드려요.']
}

/** The one refund that the words name, or what to say instead. */
async function openRefund(app: App, handle = '', ...others: readonly string[]): Promise<Open | Said> {
  if (handle === '') return notDone('어느 환불인지 환불 번호를 적어 주세요. ‘환불 목록’의 맨 앞에 있어요.')
  if (others.length > 0) return notDone('한 번에 한 건씩 적어 주세요. 아직 아무것도 적지 않았어요.')
  const ending = handle.toLowerCase()
  if (!/^[0-9a-z]{8}$/.test(ending))
    return notDone(`‘${handle}’에서 환불 번호를 읽지 못했어요. 1a2b3c4d처럼 여덟 글자를 적어 주세요.`)
  const [found, second] = await app.openRefundsNamed(ending)
  if (second) return notDone(`${ending} 번호의 환불이 둘이에요. 서버를 돌보는 분에게 알려 주세요.`)
  return found ?? notDone(`${ending} 환불은 없거나 이미 끝났어요. ‘환불 목록’을 다시 봐 주세요.`)
}

function sayRefusal(refusal: RefundAtDeskRefusal, open: Open): string[] {
  switch (refusal.kind) {
    case 'unknown-refund':
      return [`${refundNumber(open.refund)} 환불은 없거나 이미 끝났어요. ‘환불 목록’을 다시 봐 주세요.`]
    case 'refund-stands-otherwise':
      return [`${sayRefund(open)}: ${standing[refusal.state]}`]
    case 'note-missing':
      return ['어떻게 드렸는지 번호 뒤에 적어 주세요. 예) 계좌이체, 현금']
    case 'note-holds-number':
      return ['계좌번호나 전화번호는 적지 않아요. ‘계좌이체’처럼 방법만 적어 주세요. 아직 아무것도 적지 않았어요.']
    case 'member-left':
      return ['탈퇴한 회원이라 적립금에 다시 넣을 수 없어요.']
  }
}

const standing: { readonly [S in RefundState]: string } = {
  'under-way': '카카오페이에서 취소하고 있어요. 끝날 때까지 기다려 주세요.',
  parked: '먼저 카카오페이 가맹점 화면에서 확인하고 ‘환불 확인’을 적어 주세요.',
  'at-desk': '확인할 것이 없어요. 도서관에서 드리면 돼요.',
  done: '이미 끝난 환불이에요.',
}
