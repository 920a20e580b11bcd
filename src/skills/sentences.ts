/** Sentences that name a thing and end in what to do with it: `소년이 온다 빌려줘`, `만원 충전`. */
import { request } from './sayings.js'

export type Deed = 'rent' | 'return' | 'renew' | 'hold' | 'deposit' | 'search'

const asking = '(?:어|나|니|을까|습니까|는지|을지)요?'

/** `빌리다` and its like, in the forms in which somebody asks for it or is going to do it. */
const verbs: { readonly [D in Deed]: readonly string[] } = {
  rent: [
    '빌려\\s*(?:줘|주라|줄래|주세요|주실래|주시겠어|주십시오|(?:줄|주실)\\s*수\\s*있(?:어|나|니|을까)|갈게|갈래|볼게|볼래)요?',
    '빌릴\\s*(?:래|게|께|거야|거예|려고)요?',
    '빌리(?:고\\s*싶(?:어|은데|습니다|네)|려고|자|기|겠습니다)요?',
  ],
  return: ['돌려\\s*(?:줄게|줄래|줄께|드릴게|드려|드리겠습니다)요?', '반납\\s*(?:했어|했습니다|완료)요?'],
  renew: [
    '(?:(?:반납|대여|대출)\\s*)?(?:반납일|기간|기한)[을를]?\\s*(?:좀\\s*)?(?:미뤄|늦춰|늘려|연기해)\\s*(?:줘|주라|줄래|주세요|주실래)요?',
    '더\\s*(?:(?:읽을|볼|빌릴)\\s*(?:래|게|께)|(?:읽|보|빌리)고\\s*싶(?:어|은데|습니다))요?',
  ],
  hold: [
    '(?:반납되면|들어오면|돌아오면)\\s*(?:알려|연락해?)\\s*(?:줘|주세요|주라)요?',
    '예약[을를]?\\s*(?:걸어|넣어|잡아)\\s*(?:줘|주라|줄래|주세요|주실래|둘게|둘래|놓을게)요?',
  ],
  deposit: ['넣(?:을게|을래|어\\s*줘|어\\s*주세요|고\\s*싶어)요?'],
  search: [
    // A question is not an order: it is answered with the book's card.
    `(?:빌릴|대여할|대출할|예약할|볼|읽을)\\s*수\\s*있${asking}`,
    '(?:대여|대출|예약)\\s*(?:가능|되나|돼|될까|중인가|중이에)(?:한가|해|할까|합니까|하나)?요?',
    `[있없](?:${asking}|음)`,
    '있(?:는지|으면)\\s*(?:좀\\s*)?(?:알려|찾아|확인해|궁금).*',
    '빌려\\s*가도\\s*(?:돼|되나|될까)요?',
    '찾아\\s*(?:줘|주라|줄래|봐\\s*줘|봐\\s*주세요|주세요|주실래|주시겠어|볼래|볼게)?요?',
    '찾(?:고\\s*있(?:어|는데|습니다)|습니다|는데|고\\s*싶(?:어|은데))요?',
    '찾기',
    '(?:보여|알려)\\s*(?:줘|줄래|주라|주세요|주실래)요?',
    '(?:읽|보)고\\s*싶(?:어|은데|습니다)요?',
  ],
}

const nouns: { readonly [D in Deed]: string } = {
  rent: '대여|대출',
  return: '반납',
  renew: '(?:(?:대여|대출)\\s*(?:기간\\s*)?)?연장',
  hold: '예약',
  deposit: '충전|입금',
  search: '검색|추천',
}

/** The noun alone needs a space before it, or `무반납` would be a wish; with a polite ending it may be written together. */
function sentence(deed: Deed): RegExp {
  const noun = `(?:${nouns[deed]})\\s*(?:좀\\s*)?`
  const endings = [
    `(?<=^|\\s|[원만천\\d])${noun}`,
    `${noun}(?:신청\\s*)?(?:${request})`,
    `(?<=^|\\s)${noun}신청`,
    ...verbs[deed],
  ]
  return new RegExp(`^(.*?)\\s*(?:${endings.join('|')})$`)
}

const isNoun = new RegExp(`^(?:${Object.values(nouns).join('|')}|찾기)$`)

/** `더 읽고 싶어요` is no search, although `읽고 싶어요` is one; nor is `빌려 줄 수 있나요`, although `있나요` is. */
const deeds = (['renew', 'rent', 'return', 'hold', 'search', 'deposit'] as const).map(
  (deed) => [deed, sentence(deed)] as const,
)

/** Words before the thing that say nothing about it, and after it. */
const before = /^(?:(?:안녕하세요|안녕|저기요?|혹시|그럼|그러면|저는|저|나)[,.!~]*\s+)+/
const after =
  /(?:(?:^|\s+)(?:좀|하나|한\s*권|[1일]\s*권|몇\s*권(?:이나)?|지금|오늘|이제|바로|어디|재고[가는]?|소장(?:하고)?|목록|뭐가?|어떤\s*거|다\s*(?:읽었|봤)(?:어|습니다|으니까?|는데|네)?요?|(?:반납되면|들어오면|돌아오면|(?:대여|대출)?\s*가능하면)))+$/
/** `모모라는 책`, and what it is put in when it is written with care. */
const called = /(?<=.)(?:이?라는|이?란)\s*(?:책|도서|소설|작품)[이가은는을를]?$/
const quotes = /["'“”‘’「」『』《》〈〉<>]/g
/** `이 책`, `세 권만`: nothing that could be looked for. */
const pointing =
  /^(?:(?:이|그|저|내|제|아무|다른)\s*(?:책|거|것)?|책|도서|아무거나)?[을를은는이가]?$|^(?:책\s*)?(?:\d{1,2}|[한두세네]|다섯)\s*권(?:만|정도|까지)?$/

/** What is to be done with what, `thing` being empty when nothing was named; `null` when no deed is in the sentence. */
export function readSentence(sentence: string): { deed: Deed; thing: string } | null {
  return atTheEnd(sentence) ?? atTheBeginning(sentence)
}

function atTheEnd(sentence: string): { deed: Deed; thing: string } | null {
  for (const [deed, pattern] of deeds) {
    const found = pattern.exec(sentence)
    if (!found) continue
    const thing = thingIn(found[1] ?? '')
    return { deed, thing: isOfMine(deed, thing) ? '' : thing }
  }
  return null
}

/** `빌린 책 반납할게요`: what is at home is given back, or kept; what is not there may be called so. */
function isOfMine(deed: Deed, thing: string): boolean {
  return (
    (deed === 'return' || deed === 'renew') &&
    /^(?:내가\s*|제가\s*)?(?:빌린|대여한|대출한|대여\s*중인)\s*(?:책|거|것)[을를은]?$/.test(thing)
  )
}

/** What may be a name in what stands before a deed; empty when it only points. */
function thingIn(said: string): string {
  const bare = said
    .replace(quotes, '')
    .replace(before, '')
    .replace(/[\s,]+$/, '')
    .trim()
  const thing = bare.replace(after, '').replace(called, '').trim()
  return pointing.test(thing) ? '' : thing
}

/** The deed and what it is about, when the sentence is one of these; each of them captures what may be a name. */
export function deedIn<D>(sentence: string, deed: D, patterns: readonly RegExp[]): { deed: D; thing: string } | null {
  for (const pattern of patterns) {
    const found = pattern.exec(sentence)
    if (found) return { deed, thing: thingIn(found[1] ?? '') }
  }
  return null
}

/** `반납할게요 소년이 온다`: a polite ending makes sure that it is not the first word of a title. */
function atTheBeginning(sentence: string): { deed: Deed; thing: string } | null {
  const [, head = '', thing = ''] = /^(\S+)[\s,.!~]+(.+)$/.exec(sentence) ?? []
  const read = isNoun.test(head) ? null : atTheEnd(head)
  return read && read.thing === '' ? { deed: read.deed, thing } : null
}
