/** `적립금 …`: a member's wallet, and what the desk does to it by hand. */
import type { App } from '../app.js'
import { dayOf } from '../domain/time.js'
import { ledgerWords } from '../ledger-words.js'
import { readAmount } from './amounts.js'
import { commandKeyOf } from './command-keys.js'
import { done, notDone, type Command, type Said } from './command.js'
import { memberNamed, sayNumbered } from './member-handles.js'
import { sayDate, sayWon } from './words.js'

export const points: readonly Command[] = [
  {
    words: ['적립금 보기', 'points show'],
    takes: '회원',
    does: '그 회원의 적립금과 최근 내역을 보여 줘요. 회원은 전화번호나 회원번호로 적어요',
    run: showPoints,
  },
  {
    words: ['적립금 선물', 'points give'],
    takes: '회원 금액 까닭',
    does: '돈을 받지 않고 적립금을 드려요. 예) 적립금 선물 010-1234-5678 3000 찢어진 책을 드려서',
    run: (app, rest) => byHand(app, rest, gift),
  },
  {
    words: ['적립금 회수', 'points take'],
    takes: '회원 금액 까닭',
    does: '잘못 드린 선물을 남은 만큼까지 되찾아요',
    run: (app, rest) => byHand(app, rest, takingBack),
  },
  {
    words: ['적립금 현금', 'points cash'],
    takes: '회원 금액 영수증번호',
    does: '창구에서 현금을 받고 충전해요. 예) 적립금 현금 010-1234-5678 10000 영수증 27',
    run: (app, rest) => byHand(app, rest, cash),
  },
]

const linesShown = 10

async function showPoints(app: App, [word, ...more]: readonly string[]): Promise<Said> {
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  if (more.length > 0) return notDone('한 번에 한 회원씩 적어 주세요.')
  const page = await app.views.ledger(member.memberId, null, linesShown)
  if (!page) return notDone('그런 회원이 없어요. 번호를 다시 확인해 주세요.')
  const { balanceWon, bonusWon, lines } = page
  return done(
    `${sayNumbered(member)} · 잔액 ${sayWon(balanceWon)} · 돌려드릴 수 있는 돈 ${sayWon(balanceWon - bonusWon)} · 선물 ${sayWon(bonusWon)}`,
    ...lines.map((line) =>
      [
        sayDate(dayOf(new Date(line.writtenAt))),
        ledgerWords[line.kind],
        `${line.amountWon > 0 ? '+' : ''}${sayWon(line.amountWon)}`,
        `잔액 ${sayWon(line.balanceAfterWon)}`,
        ...(line.reason === null ? [] : [line.reason]),
      ].join(' · '),
    ),
    ...(lines.length === 0 ? ['아직 내역이 없어요.'] : []),
    ...(page.hasMore ? [`최근 ${linesShown}줄만 보여 드렸어요.`] : []),
  )
}

type Input = Parameters<App['givePoints']>[0]
type Outcome = Awaited<ReturnType<App['givePoints' | 'takePointsBack' | 'takeCash']>>
type Refusal = Extract<Outcome, { ok: false }>['refusals'][number]

type Deed = {
  readonly name: 'gift' | 'take-back' | 'cash'
  readonly needs: string
  readonly already: string
  act(app: App, input: Input): Promise<Outcome>
  said(amount: string): string
  readonly after: string
}

const gift: Deed = {
  name: 'gift',
  needs: '회원과 금액 뒤에 까닭을 적어 주세요. 회원의 적립금 내역에 그대로 보여요.',
  already: '오늘 같은 까닭으로 이미 드렸어요. 한 번 더 드리려면 까닭을 다르게 적어 주세요.',
  act: (app, input) => app.givePoints(input),
  said: (amount) => `${amount}을 드렸어요.`,
  after: '회원에게 곧 알려 드려요. 밤이면 아침에 알려요.',
}

const takingBack: Deed = {
  name: 'take-back',
  needs: '회원과 금액 뒤에 까닭을 적어 주세요. 회원의 적립금 내역에 그대로 보여요.',
  already: '오늘 같은 까닭으로 이미 되찾았어요. 한 번 더 되찾으려면 까닭을 다르게 적어 주세요.',
  act: (app, input) => app.takePointsBack(input),
  said: (amount) => `${amount}을 되찾았어요.`,
  after: '회원에게 따로 알리지 않으니 직접 말씀해 주세요.',
}

const cash: Deed = {
  name: 'cash',
  needs: '회원과 금액 뒤에 영수증 번호를 적어 주세요. 같은 돈을 두 번 적지 않게 지켜 줘요.',
  already: '오늘 같은 영수증 번호로 이미 충전했어요. 다른 돈이라면 영수증 번호를 다르게 적어 주세요.',
  act: (app, input) => app.takeCash(input),
  said: (amount) => `현금 ${amount}을 받아 충전했어요.`,
  after: '회원에게 곧 알려 드려요.',
}

async function byHand(app: App, [word, sum, ...words]: readonly string[], deed: Deed): Promise<Said> {
  const member = await memberNamed(app, word)
  if (typeof member === 'string') return notDone(member)
  const amountWon = readAmount(sum)
  if (amountWon === null)
    return notDone(
      sum === undefined
        ? '회원 뒤에 금액을 적어 주세요. 예) 3000'
        : `‘${sum}’에서 금액을 읽지 못했어요. 3000처럼 적어 주세요.`,
    )
  const reason = words.join(' ')
  const { memberId } = member
  // the same line typed twice on one day is the same command
  const commandKey = commandKeyOf(memberId, deed.name, String(amountWon), reason, app.today())
  const acted = await deed.act(app, { memberId, amountWon, reason, commandKey })
  if (!acted.ok) return notDone(...acted.refusals.map((refusal) => sayRefusal(refusal, deed)))
  const { balanceAfterWon, isNew } = acted.value
  if (!isNew) return done(`아무것도 바꾸지 않았어요. ${sayNumbered(member)}`, deed.already)
  return done(
    `${sayNumbered(member)} · ${deed.said(sayWon(amountWon))} 지금 잔액은 ${sayWon(balanceAfterWon)}이에요.`,
    deed.after,
  )
}

function sayRefusal(refusal: Refusal, deed: Deed): string {
  switch (refusal.kind) {
    case 'unknown-member':
    case 'already-left':
      return '그런 회원이 없어요. 번호를 다시 확인해 주세요.'
    case 'not-an-amount':
      return '1원 이상의 금액을 적어 주세요.'
    case 'reason-missing':
      return deed.needs
    case 'reason-too-long':
      return '까닭은 100자 안으로 적어 주세요.'
    case 'more-than-given':
      return refusal.bonusWon > 0
        ? `되찾을 수 있는 선물은 ${sayWon(refusal.bonusWon)}까지예요. 회원이 낸 돈은 환불로만 돌려드려요.`
        : '되찾을 선물이 남아 있지 않아요. 회원이 낸 돈은 환불로만 돌려드려요.'
    case 'amount-too-small':
      return `${sayWon(refusal.minWon)}부터 충전할 수 있어요.`
    case 'amount-too-large':
      return `한 번에 ${sayWon(refusal.maxWon)}까지 충전할 수 있어요.`
    case 'balance-would-be-too-large':
      return `적립금은 ${sayWon(refusal.balanceMaxWon)}까지 가질 수 있어요. 지금 ${sayWon(refusal.balanceWon)}이 있어서 ${refusal.roomWon > 0 ? `${sayWon(refusal.roomWon)}까지 더 넣을 수 있어요.` : '더 넣을 수 없어요.'}`
  }
}
