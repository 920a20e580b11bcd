/** Sentences that ask for money back: `환불`, `만원 환불해줘`, `적립금 전액 돌려줘`, and what our own button says. */
import { readWon } from './read-won.js'
import { request } from './sayings.js'
import { sayWon } from './words.js'

/**
 * `amountWon`: `null` for all of it. `isOrder`: said as the button says it, which does it; everything else asks first.
 */
export type RefundSaid = { readonly amountWon: number | null; readonly isOrder: boolean }

/** `12,000원 환불 신청`: what the button of the card says, a sum that was shown before. */
export function sayOrder(amountWon: number): string {
  return `${sayWon(amountWon)} 환불 신청`
}

const order = /^([1-9][\d,]*원)\s*환불\s*신청$/

const money =
  '(?:(?:내|제|남은|충전한|안\\s*쓴)\\s*)*(?:돈|적립금|포인트|(?<=충전한\\s*)(?:거|것))[을를은]?\\s*(?:중에?서?\\s*|에서\\s*)?'
const give =
  '(?:다시\\s*)?돌려\\s*(?:줘|주라|줄래|주세요|주실래|주십시오|받을래|받을게|받고\\s*싶(?:어|은데|습니다))요?'
const deed = `(?:환불|환급|출금)[을를]?\\s*(?:좀\\s*)?(?:${request}|신청(?:\\s*(?:${request}))?|받을래요?|받고\\s*싶(?:어|은데|습니다)요?)?`
const wish = new RegExp(`^(${money})?(.*?)[을를]?\\s*(?:${deed}|(${give}))$`)
const afterwards = /^(?:환불|환급)\s*(?:요청|신청)?\s*[:,]?\s+(.+)$/
const all = /^(?:모두|다|전부|전체|전액|싹|몽땅)(?:\s*다)?$/

/** How much is wanted back; `null` when the sentence asks for nothing of the kind. */
export function refundIn(sentence: string): RefundSaid | null {
  const ordered = order.exec(sentence)
  if (ordered) return said(ordered[1] ?? '', true)
  const wished = wish.exec(sentence)
  if (!wished) return said(afterwards.exec(sentence)?.[1] ?? '', false)
  const [, named, amount = '', isReturning] = wished
  if (amount !== '') return said(amount, false)
  // `돌려줘` alone may be about anything
  return named === undefined && isReturning !== undefined ? null : { amountWon: null, isOrder: false }
}

function said(amount: string, isOrder: boolean): RefundSaid | null {
  if (all.test(amount)) return { amountWon: null, isOrder }
  const bare = amount.replace(/(?:만|정도|어치)$/, '')
  const isMoney = /[원만천]\s*$/.test(bare) || /^[1-9]\d{0,2},?\d{3}$/.test(amount)
  const amountWon = isMoney ? (readWon(amount) ?? readWon(bare)) : null
  return amountWon === null ? null : { amountWon, isOrder }
}
