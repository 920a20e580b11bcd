/** Does a sentence say no to a deed: not wanted, not done, or taken back? */
import type { Deed } from './sentences.js'

/** What was said no to, if that was named. */
export type Negation = { readonly deed: Denied | null }

export type Denied = Deed | 'refund'

const stems: readonly (readonly [Denied, string])[] = [
  ['return', '반납|돌려'],
  ['rent', '빌[려릴리렸]|대여|대출'],
  ['deposit', '충전|입금|넣[어을]|결제'],
  ['renew', '연장'],
  ['hold', '예약'],
  ['refund', '환불|환급'],
]
const verb = `(?:${stems.map(([, stem]) => stem).join('|')})`

/** A `안` that is part of a word (`데미안 반납`) is none. */
const noes = [
  `(?:^|\\s)(?:안|못)\\s*${verb}`,
  `${verb}[가-힣]*\\s*(?:안|못)\\s*[해했할하합함]`,
  `${verb}[가-힣]*지(?:는|도)?\\s*(?:않|못|마|말)`,
  `${verb}[가-힣]*기(?:는|도)?\\s*싫`,
  `${verb}[가-힣]*\\s*(?:생각|마음|필요)[이은도]?\\s*없`,
  `${verb}[가-힣]*\\s*취소`,
  '싶지(?:는|도)?\\s*않',
  '(?:^|\\s)말[고구](?:\\s|$)',
  '(?:^|\\s)아직(?:이[요에]|$)',
  '(?:^|\\s)아직(?:은|도)?\\s*(?:다\\s*)?(?:안|못|덜|읽|보고|반납|빌)',
].map((no) => new RegExp(no))

export function negationIn(sentence: string): Negation | null {
  if (!noes.some((no) => no.test(sentence))) return null
  const [named] = stems
    .map(([deed, stem]) => ({ deed, at: sentence.search(new RegExp(stem)) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.at - one.at)
  return { deed: named?.deed ?? null }
}
