/** Is one of several things wished for? `소년이 온다 예약하거나 빌려줘`, `반납할까 연장할까`: which, is for the person to say. */
import { readSentence, type Deed } from './sentences.js'

export type Alternative = Exclude<Deed, 'search' | 'deposit'>

/** `query`: what may be a name in it, empty when nothing was named. */
export type Alternatives = { readonly deeds: readonly Alternative[]; readonly query: string }

/** `빌리다` has no noun of its own to be parted from. */
const borrow = /빌리거나|빌릴(?:까|지)요?/g
const or = /\s*(?:하거나|(?:할까|할지|하지)요?|또는|혹은|아니면|(?<=반납|연장|대여|대출|예약)이?나(?=\s))[\s,?]*/

/** Two deeds and more, with one thing at most; `null` for whatever says what it wants. */
export function alternativesIn(sentence: string): Alternatives | null {
  const parts = sentence
    .replace(borrow, '대여하거나')
    .split(or)
    .filter((part) => part !== '')
  const read = parts.map((part) => readSentence(part))
  const deeds = [...new Set(read.flatMap((one) => (one && isAlternative(one.deed) ? [one.deed] : [])))]
  const things = read.flatMap((one) => (one?.thing ? [one.thing] : []))
  const isAllRead = read.every((one) => one !== null)
  return isAllRead && deeds.length > 1 && things.length <= 1
    ? { deeds, query: (things[0] ?? '').replace(/(?<=..)[을를]$/, '') }
    : null
}

function isAlternative(deed: Deed): deed is Alternative {
  return deed !== 'search' && deed !== 'deposit'
}
