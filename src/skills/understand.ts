/** What a typed sentence wishes for. */
import { readWon } from './read-won.js'
import { sayingIn } from './sayings.js'
import { readSentence } from './sentences.js'

export type Wish =
  | { want: 'help' | 'signup' | 'mypage' | 'hold-cancel' | 'refund' | 'leave' | 'contact' | 'hours' | 'recommend' }
  | { want: 'agree' | 'cancel' | 'more' }
  | { want: 'search'; query: string; page: number | null }
  | { want: 'book' | 'rent' | 'return'; bookNo: number }
  | { want: 'rent' | 'return' | 'renew' | 'hold'; query: string }
  | { want: 'deposit'; amountWon: number | null }
  /** A sum of money and nothing else. */
  | { want: 'amount'; amountWon: number }
  /** No wish that we know by its words; most likely the name of a book. */
  | { want: 'unclear'; query: string }

/** Never fails: what is no known way of speaking is taken for the name of a book. */
export function understand(said: string): Wish {
  const sentence = said.replace(ending, '').replace(laughter, '').replace(ending, '')
  return (
    withNumber(sentence) ??
    withPage(sentence) ??
    withSaying(sentence) ??
    withQuestion(sentence) ??
    withDeed(sentence) ??
    withAmount(sentence) ?? { want: 'unclear', query: sentence }
  )
}

/** A wish said in so many words, strong enough to end a dialogue that asks for something else. */
export function isClear(wish: Wish): boolean {
  return wish.want !== 'unclear' && wish.want !== 'agree' && wish.want !== 'amount'
}

/** `!`, `~~`, smileys; `ㅎㅎ` and `ㅠㅠ` after a word, which initials looked for (`ㅎㄹㅍㅌ`) are not. */
const ending = /[\s.,!?~…^;♡♥\p{Extended_Pictographic}\u{fe0f}\u{200d}\u{1f3fb}-\u{1f3ff}]+$/u
const laughter = /(?<=[^ㄱ-ㅣ])[ㅋㅎㅠㅜ]+$/

/** `#1024`, `소년이 온다 #1024`, `#1024 빌려줘`: the number says which book, what is behind it what to do. */
function withNumber(sentence: string): Wish | null {
  const found = /^(?:.*\s)?#(\d{1,9})(?:\s+(.+))?$/.exec(sentence)
  if (!found) return null
  const bookNo = Number(found[1])
  const deed = found[2] === undefined ? null : readSentence(found[2])
  return { want: deed?.deed === 'rent' || deed?.deed === 'return' ? deed.deed : 'book', bookNo }
}

/** `한강 검색 2쪽`, as our own buttons say it. */
function withPage(sentence: string): Wish | null {
  const found = /^(.+) 검색 (\d{1,3})쪽$/.exec(sentence)
  return found && { want: 'search', query: found[1] ?? '', page: Number(found[2]) }
}

function withSaying(sentence: string): Wish | null {
  const want = sayingIn(sentence)
  if (want === null) return null
  if (want === 'search') return { want, query: '', page: null }
  if (want === 'deposit') return { want, amountWon: null }
  return want === 'rent' || want === 'return' || want === 'renew' || want === 'hold' ? { want, query: '' } : { want }
}

/** Questions about the house and about oneself, which nobody puts in the same words twice. */
const questions: readonly (readonly ['mypage' | 'hours' | 'contact' | 'recommend' | 'help', RegExp])[] = [
  ['mypage', /^(?:내\s*|제\s*)?(?:적립금|포인트|잔액|돈)[은이을]?\s*(?:잔액|얼마|남은|남았|확인|조회|알려|보여).*$/],
  ['mypage', /^(?:내|제)가\s*빌린\s*(?:책|거|것|도서).*$/],
  ['mypage', /^(?:빌린|대여\s*중인)\s*책\s*(?:확인|조회|알려|보여|뭐|목록).*$/],
  ['mypage', /^(?:반납(?:\s*예정)?일|언제까지).*(?:언제|확인|알려|반납).*$/],
  ['mypage', /^반납[은을]?\s*(?:어떻게|어디|가능|되나|돼|할\s*수\s*있).*$/],
  ['mypage', /^(?:내\s*정보|내\s*책|마이\s*페이지)[를을]?\s*(?:확인|조회|알려|보여).*$/],
  ['hours', /^(?:도서관|거기)?[은는]?\s*(?:몇\s*시|언제)(?:까지|부터|에)?\s*(?:열|닫|쉬|여|하|해|예|이).*$/],
  ['hours', /^(?:도서관\s*)?(?:운영|이용|영업|개관)\s*시간.*$/],
  ['hours', /^(?:휴관일|쉬는\s*날)[이은]?\s*(?:언제|있|알려|요일).*$/],
  ['contact', /^(?:상담원|직원|사서|사람)(?:님|이랑|하고|과|에게|한테|이)?\s*(?:연결|통화|상담|바꿔|문의).*$/],
  ['contact', /^(?:직원|사서|사람)(?:님)?(?:이랑|하고|한테)\s*(?:얘기|이야기|말).*$/],
  ['contact', /^(?:도서관\s*)?(?:전화\s*번호|연락처|전화)[는가를]?\s*(?:뭐|몇|알려|좀|어떻게).*$/],
  [
    'recommend',
    /^(?:요즘\s*|재미있는\s*|재밌는\s*|좋은\s*|읽을\s*만한\s*|인기\s*|아무\s*)+(?:책|도서|거)\s*(?:좀\s*)?(?:추천|알려|뭐|있).*$/,
  ],
  ['help', /^(?:뭐|뭘|무엇을|어떤\s*걸)\s*(?:할|도와)\s*(?:수|줄).*$/],
  ['help', /^(?:이용|사용|대여|대출)[은는]?\s*(?:방법|어떻게).*$/],
]

function withQuestion(sentence: string): Wish | null {
  const found = questions.find(([, pattern]) => pattern.test(sentence))
  return found ? { want: found[0] } : null
}

function withDeed(sentence: string): Wish | null {
  const read = readSentence(sentence)
  if (!read) return withLabel(sentence)
  const { deed, thing } = read
  if (deed === 'search') return { want: deed, query: thing, page: null }
  if (deed !== 'deposit') return { want: deed, query: thing }
  const amount = thing.replace(/^(?:적립금|포인트|돈)[을를에]?\s*/, '')
  if (amount === '') return { want: deed, amountWon: null }
  const amountWon = readWon(amount) ?? readWon(amount.replace(/(?:만|정도|어치|[을를])$/, ''))
  return amountWon === null ? null : { want: deed, amountWon }
}

/** `검색 소년이 온다`, `책 찾기: 한강` */
function withLabel(sentence: string): Wish | null {
  const found = /^(?:(?:책|도서)\s*)?(?:검색|찾기)\s*[:,]?\s+(.+)$/.exec(sentence)
  return found && { want: 'search', query: found[1] ?? '', page: null }
}

/** `30,000원`, `3만`, and plain digits when they are thousands: `1984` is a book. */
function withAmount(sentence: string): Wish | null {
  const isMoney =
    /원$/.test(sentence) || /^\d[\d.,]*\s*[만천](?:\s*\d\s*천)?$/.test(sentence) || /^[1-9]\d{0,3},?000$/.test(sentence)
  const amountWon = isMoney ? readWon(sentence) : null
  return amountWon === null ? null : { want: 'amount', amountWon }
}
