/** 적립금 내역: every movement of the wallet, the latest first. */
import { refundableWon } from '../domain/money.js'
import { ledgerWords } from '../ledger-words.js'
import type { LedgerPage, ShownLine } from '../usecases/views.js'
import { cut, quick, text, type Reply } from './reply.js'
import { ledgerPagesAtMost } from './turn.js'
import { forMembers, joinFirst, type Visit } from './visit.js'
import { sayMoment, sayTitle, sayWon } from './words.js'

/** As many as fit one bubble, however long their reasons are. */
const linesOnPage = 8

/** `before`: the line to go on before; a page that is only asked for by its number begins where that page begins now. */
export function ledger(visit: Visit, asked: { page: number; before: number | null }): Promise<Reply> {
  const { page } = asked
  return forMembers(visit, 'mypage', async ({ id }) => {
    const { views } = visit.app
    const latest = await views.ledger(id, asked.before, linesOnPage)
    if (!latest) return joinFirst('mypage')
    const begin = latest.lastLineNo - (page - 1) * linesOnPage + 1
    const isThere = page === 1 || asked.before !== null
    return draw(isThere ? latest : ((await views.ledger(id, Math.max(1, begin), linesOnPage)) ?? latest), page)
  })
}

function draw(found: LedgerPage, page: number): Reply {
  const { lines, hasMore } = found
  const last = lines.at(-1)
  const next = hasMore && last && page < ledgerPagesAtMost ? [moreOf(page + 1, last.lineNo)] : []
  return {
    intent: 'mypage',
    outcome: last ? 'ok' : page === 1 ? 'no-lines' : 'no-more-lines',
    outputs: [
      text(
        [
          sayHead(found, page),
          ...(last ? lines.map(sayLine) : [page === 1 ? '아직 내역이 없어요.' : '더 없어요.']),
        ].join('\n'),
      ),
    ],
    quickReplies: [...next, quick('마이페이지'), quick('적립금 충전'), quick('환불'), quick('처음으로')],
  }
}

function moreOf(page: number, before: number) {
  return quick('더 보기', `적립금 내역 ${page}쪽`, { do: 'ledger', page, before })
}

/** `적립금 35,000원 · 돌려받을 수 있는 돈 30,000원 · 선물 5,000원` */
function sayHead({ balanceWon, bonusWon }: LedgerPage, page: number): string {
  return [
    `적립금 ${sayWon(balanceWon)}`,
    `돌려받을 수 있는 돈 ${sayWon(refundableWon({ balanceWon, bonusWon }))}`,
    ...(bonusWon > 0 ? [`선물 ${sayWon(bonusWon)}`] : []),
    ...(page > 1 ? [`${page}쪽`] : []),
  ].join(' · ')
}

/** `11/28 12:00 대여료 -1,000원 (선물 500원) → 9,000원`, and below it why. */
function sayLine({ kind, amountWon, bonusAmountWon, balanceAfterWon, title, reason, writtenAt }: ShownLine): string {
  const isMixed = kind === 'rental-fee' && bonusAmountWon !== 0
  const gift = isMixed ? ` (선물 ${sayWon(Math.abs(bonusAmountWon))})` : ''
  const why = title === null ? reason : sayTitle(cut(title, 30))
  return [
    `${sayMoment(writtenAt)} ${ledgerWords[kind]} ${sayChange(amountWon)}${gift} → ${sayWon(balanceAfterWon)}`,
    ...(why === null ? [] : [`  ${cut(why, 40)}`]),
  ].join('\n')
}

/** `+10,000원`, `-1,000원`, `0원` */
export function sayChange(amountWon: number): string {
  return `${amountWon > 0 ? '+' : amountWon < 0 ? '-' : ''}${sayWon(Math.abs(amountWon))}`
}
