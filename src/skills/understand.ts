/** What a typed sentence wishes for. */
import { alternativesIn, type Alternatives } from './alternatives.js'
import { isCourtesy, withoutCourtesies } from './courtesies.js'
import { hintIn } from './hints.js'
import { negationIn, type Negation } from './negations.js'
import { objectionIn } from './objections.js'
import { isPhone } from './phones.js'
import { questionIn, type Asked } from './questions.js'
import { readWon } from './read-won.js'
import { refundIn, type RefundSaid } from './refund-words.js'
import { sayingIn } from './sayings.js'
import { readSentence } from './sentences.js'
import { hangulOf, mendEnding } from './slips.js'

/** What is done with a book that is named, by words or by its number. */
export type Named = 'rent' | 'return' | 'claim' | 'renew' | 'hold' | 'hold-cancel'

/** What is stored of me. What ends in `now` has no way back, and is said in so many words only. */
type AboutMe = 'keep-history' | 'drop-history' | 'forget-now' | 'leave-now' | 'withdraw'

export type Wish =
  | {
      want:
        | Exclude<Asked, 'refund' | 'deposit'>
        | 'greeting'
        | 'signup'
        | 'link'
        | 'agree'
        | 'cancel'
        | 'more'
        | 'renew-all'
        | AboutMe
    }
  /** By the sound of the question; it may also be a title. */
  | { want: Exclude<Asked, 'refund' | 'deposit'> | 'greeting'; isGuess: true }
  /** Paid money back. */
  | ({ want: 'refund'; isGuess?: true } & RefundSaid)
  /** A telephone number, which nobody is asked for outside of joining. */
  | { want: 'phone' }
  /** No deed: not wanted, not done yet, or taken back. */
  | ({ want: 'unsaid' } & Negation)
  | { want: 'search'; query: string; page: number | null }
  /** A page of 적립금 내역. */
  | { want: 'ledger'; page: number }
  | { want: 'book' | Named; bookNo: number }
  | { want: Named; query: string }
  /** Only hinted at; it may also be a title. */
  | { want: 'claim' | 'renew'; query: string; isGuess: true }
  | { want: 'deposit'; amountWon: number | null; isGuess?: true }
  /** One of several deeds, and it was not said which. */
  | ({ want: 'either' } & Alternatives)
  /** A sum of money and nothing else. */
  | { want: 'amount'; amountWon: number }
  /** No wish that we know by its words; most likely the name of a book. */
  | { want: 'unclear'; query: string }

/** Never fails: what is no known way of speaking is taken for the name of a book. */
export function understand(said: string): Wish {
  const hangul = hangulOf(said)
  return (hangul === null ? null : withSlip(read(hangul))) ?? read(said)
}

/** Read as Korean that was typed on the Latin keyboard: enough to show something, and not to do it. */
function withSlip(wish: Wish): Wish | null {
  const isSum = 'amountWon' in wish && wish.amountWon !== null
  if (wish.want === 'unclear' || wish.want.endsWith('-now') || isSum) return null
  const isDeed = 'query' in wish && wish.query !== '' && wish.want !== 'search'
  return isDeed ? { want: 'search', query: wish.query, page: null } : wish
}

function read(said: string): Wish {
  const sentence = sentenceIn(said)
  return (
    withNumber(sentence) ??
    withPage(sentence) ??
    withPhone(sentence) ??
    withDoubt(said) ??
    withSaying(sentence) ??
    withRefund(sentence) ??
    withObjection(sentence) ??
    withHint(sentence) ??
    withQuestion(sentence) ??
    withNegation(sentence) ??
    withAlternatives(sentence) ??
    withDeed(sentence) ??
    withAmount(sentence) ?? { want: 'unclear', query: sentence }
  )
}

/** What may be a title in it: all of it, or what something was to be done with. */
export function namesIn(said: string): string[] {
  const thing = readSentence(sentenceIn(said))?.thing
  return thing ? [said, thing] : [said]
}

function sentenceIn(said: string): string {
  const bare = said.replace(ending, '').replace(laughter, '').replace(ending, '')
  return mendEnding(withoutCourtesies(bare).replace(ending, ''))
}

/** A wish said in so many words, strong enough to end a dialogue that asks for something else. */
export function isClear(wish: Wish): boolean {
  return !['unclear', 'agree', 'greeting', 'amount', 'phone', 'pick'].includes(wish.want)
}

/** `!`, `~~`, smileys; `ㅎㅎ` and `ㅠㅠ` after a word, which initials looked for (`ㅎㄹㅍㅌ`) are not. */
const ending = /[\s.,!?~…^;♡♥\p{Extended_Pictographic}\u{fe0f}\u{200d}\u{1f3fb}-\u{1f3ff}]+$/u
const laughter = /(?<=[^ㄱ-ㅣ])[ㅋㅎㅠㅜ]+$/

/** `#1024`, `소년이 온다 #1024`, `#1024 빌려줘`: the number says which book, what is behind it what to do. */
function withNumber(sentence: string): Wish | null {
  const found = /^(?:.*\s)?#(\d{1,9})(?:\s+(.+))?$/.exec(sentence)
  if (!found) return null
  const bookNo = Number(found[1])
  const behind = found[2] ?? ''
  const objection = objectionIn(behind)
  if (objection) return { want: objection.deed, bookNo }
  const negation = negationIn(behind)
  if (negation) return { want: 'unsaid', ...negation }
  const deed = readSentence(behind)?.deed
  return { want: deed === undefined || deed === 'search' || deed === 'deposit' ? 'book' : deed, bookNo }
}

/** `한강 검색 2쪽`, `적립금 내역 2쪽`, as our own buttons say it. */
function withPage(sentence: string): Wish | null {
  const ofLedger = /^적립금\s*내역 ([1-9]\d{0,2})쪽$/.exec(sentence)
  if (ofLedger) return { want: 'ledger', page: Number(ofLedger[1]) }
  const found = /^(.+) 검색 (\d{1,3})쪽$/.exec(sentence)
  return found && { want: 'search', query: found[1] ?? '', page: Number(found[2]) }
}

function withPhone(sentence: string): Wish | null {
  return isPhone(sentence) ? { want: 'phone' } : null
}

/** `반납했어요?` asks what `반납했어요` tells. */
function withDoubt(said: string): Wish | null {
  const [, deed] = /(반납|연장|예약)\s*(?:했|됐|되었)(?:어|지)요?\s*\?/.exec(said) ?? []
  if (deed === undefined) return null
  return { want: deed === '예약' ? 'holds' : 'mypage' }
}

function withSaying(sentence: string): Wish | null {
  const want = sayingIn(sentence)
  if (want === null) return isCourtesy(sentence) ? { want: 'greeting', isGuess: true } : null
  if (want === 'search') return { want, query: '', page: null }
  if (want === 'deposit') return { want, amountWon: null }
  if (want === 'refund') return { want, ...allOfIt }
  return want === 'rent' || want === 'return' || want === 'renew' || want === 'hold' ? { want, query: '' } : { want }
}

const allOfIt: RefundSaid = { amountWon: null, isOrder: false }

function withRefund(sentence: string): Wish | null {
  const said = refundIn(sentence)
  if (!said) return null
  return said.isOrder ? { want: 'refund', ...said } : { want: 'refund', ...said, isGuess: true }
}

function withObjection(sentence: string): Wish | null {
  const objection = objectionIn(sentence)
  return objection && { want: objection.deed, query: objection.thing }
}

function withHint(sentence: string): Wish | null {
  const hint = hintIn(sentence)
  return hint && { want: hint.deed, query: hint.thing, isGuess: true }
}

function withQuestion(sentence: string): Wish | null {
  const want = questionIn(sentence)
  if (want === 'refund') return { want, ...allOfIt, isGuess: true }
  if (want === 'deposit') return { want, amountWon: null, isGuess: true }
  return want && { want, isGuess: true }
}

/** `반납 말고 연장해줘`: behind the no there may be a wish in so many words. */
function withNegation(sentence: string): Wish | null {
  const negation = negationIn(sentence)
  if (!negation) return null
  const thing = thingLeft(sentence)
  if (thing !== '') return { want: 'search', query: thing, page: null }
  const instead = withSaying(
    /(?:말[고구]|는데|지만|읽었어요?|봤어요?|^(?:아직\s*|다\s*)*(?:못|안)\s*(?:읽|봤|봐)[가-힣]{0,3}서)[\s,]+(.+)$/.exec(
      sentence,
    )?.[1] ?? '',
  )
  const isHarmless = instead && !['return', 'rent', 'forget-now', 'leave-now'].includes(instead.want)
  return isHarmless ? instead : (withOther(sentence) ?? { want: 'unsaid', ...negation })
}

/** `아몬드 반납 말고 연장해줘`: what was named is shown, with all that can be done with it. */
function thingLeft(sentence: string): string {
  const [, no = '', yes = ''] = /^(.+?)\s*말[고구][\s,]+(.+)$/.exec(sentence) ?? []
  const isOrder = readSentence(yes)?.thing === ''
  return (isOrder && readSentence(no.replace(/하?지$/, '').trim())?.thing) || ''
}

/** `한강 책 말고 김영하 책`: another book than that. It is shown, also when more was wished for. */
function withOther(sentence: string): Wish | null {
  const [, not = '', other = ''] = /^(.*[^지\s])\s+말[고구][\s,]+(.+)$/.exec(sentence) ?? []
  const [read, isSum] = [readSentence(other), [not, other].some((part) => readWon(part) !== null)]
  if (not === '' || negationIn(other) || readSentence(not) || read?.deed === 'deposit' || isSum) return null
  if (/^다른\s*(?:거|것|걸|책)/.test(other)) return null
  const query = read?.thing ?? other
  return query === '' ? null : { want: 'search', query, page: null }
}

function withAlternatives(sentence: string): Wish | null {
  const alternatives = alternativesIn(sentence)
  return alternatives && { want: 'either', ...alternatives }
}

/** `모두 연장`, `빌린 책 다 연장해 주세요` */
const isAll =
  /^(?:(?:내가\s*)?(?:빌린|대여한|대여\s*중인)\s*)?(?:(?:책|도서|거|것)들?[을를은]?\s*)?(?:모두|다|전부|전체|싹|모든\s*책|전체\s*책)[을를]?(?:\s*다)?$/

function withDeed(sentence: string): Wish | null {
  const read = readSentence(sentence)
  if (!read) return withLabel(sentence)
  const { deed, thing } = read
  if (deed === 'search' && thing === '' && /추천/.test(sentence)) return { want: 'recommend' }
  if (deed === 'search') return { want: deed, query: thing, page: null }
  if (deed === 'renew' && isAll.test(thing)) return { want: 'renew-all' }
  if (deed !== 'deposit') return { want: deed, query: thing }
  const amount = thing
    .replace(/^.*(?:부족|모자라)[가-힣]*\s*|^(?:카카오\s*페이|카톡|카드|현금)(?:으?로)?\s*/, '')
    .replace(/^(?:적립금|포인트|돈)[을를에]?\s*|\s+(?:적립금|포인트)[을를]?$/g, '')
  if (amount === '') return { want: deed, amountWon: null }
  const amountWon = readWon(amount) ?? readWon(amount.replace(/(?:만|정도|어치|짜리|[을를])$/, ''))
  return amountWon === null ? null : { want: deed, amountWon }
}

/** `검색 소년이 온다`, `책 찾기: 한강`, `충전 만원` */
function withLabel(sentence: string): Wish | null {
  const amountWon = readWon(
    /^(?:적립금\s*|포인트\s*)?충전\s+(\S*[\d만천원]+)(?:\s*해\s*(?:줘|주세요)요?)?$/.exec(sentence)?.[1] ?? '',
  )
  if (amountWon !== null) return { want: 'deposit', amountWon }
  const found = /^(?:(?:책|도서)\s*)?(?:검색|찾기)\s*[:,]?\s+(.+)$/.exec(sentence)
  return found && { want: 'search', query: found[1] ?? '', page: null }
}

/** `30,000원`, `3만`, and plain digits when they are thousands: `1984` is a book. */
function withAmount(sentence: string): Wish | null {
  const sum = sentence.replace(/(?<=원)만?(?:이?요|입니다)?$/, '')
  const isMoney = /원$/.test(sum) || /^\d[\d.,]*\s*[만천](?:\s*\d\s*천)?$/.test(sum) || /^[1-9]\d{0,3},?000$/.test(sum)
  const amountWon = isMoney ? readWon(sum) : null
  return amountWon === null ? null : { want: 'amount', amountWon }
}
