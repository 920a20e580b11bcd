/** Sentences that name a thing and end in what to do with it: `소년이 온다 빌려줘`, `만원 충전`. */
import { please, request } from './sayings.js'

export type Deed = 'rent' | 'return' | 'renew' | 'hold' | 'deposit' | 'search'

const asking = '(?:어|나|니|을까|습니까|는지|을지)요?'

/** `빌리다` and its like, in the forms in which somebody asks for it or is going to do it. */
const verbs: { readonly [D in Deed]: readonly string[] } = {
  rent: [
    `빌려\\s*(?:${please}|(?:갈[게께래]|가려고|볼[게께래]|[가보]겠습니다)요?)`,
    '빌릴\\s*(?:래|게|께|거야|거예|려고)요?',
    '빌리(?:고\\s*싶(?:어|은데|습니다|네)|려고\\s*(?:해|합니다|하는데)?|러\\s*왔(?:어|습니다|는데)|자|기|겠습니다)요?',
  ],
  return: ['돌려\\s*(?:줄게|줄래|줄께|드릴게|드려|드리겠습니다)요?', '반납\\s*(?:했어|했습니다|완료)요?'],
  renew: [
    '(?:(?:반납|대여|대출)\\s*)?(?:반납일|기간|기한|반납)[을를]?\\s*(?:(?:좀|하루만?|이틀만?|며칠만?|조금만?|일주일만?)\\s*)?(?:미뤄|늦춰|늘려|연기해)\\s*(?:줘|주라|줄래|주세요|주실래)요?',
    '더\\s*(?:(?:읽을|볼|빌릴)\\s*(?:래|게|께)|(?:읽|보|빌리)고\\s*싶(?:어|은데|습니다))요?',
  ],
  hold: [
    `(?:반납되면|들어오면|돌아오면|나오면)\\s*(?:알려|연락해?)\\s*${please}`,
    `(?:예약|대기)[을를]?\\s*(?:걸어|넣어|잡아)\\s*(?:(?:놔|둬)?\\s*${please}|(?:둘게|둘래|놓을게)요?)`,
    `(?<=^|\\s)찜\\s*(?:${request})`,
  ],
  deposit: [
    '(?:넣을|채울)[게래]요?',
    `(?:넣어|채워)\\s*${please}`,
    '(?:넣|채우)고\\s*싶어요?',
    '충전\\s*(?:가능|되나|돼|될까)(?:할까|한가|해)?요?',
  ],
  search: [
    // A question is not an order: it is answered with the book's card.
    `(?:빌릴|대여할|대출할|예약할|볼|읽을|구할)\\s*수\\s*있${asking}`,
    '(?:대여|대출|예약)\\s*(?:가능|되나|돼|될까|중인가|중이[에야니])(?:한가|해|할까|합니까|하나)?요?',
    `[있없](?:${asking}|음)`,
    '있(?:는지|으면)\\s*(?:좀\\s*)?(?:알려|찾아|확인해|궁금).*',
    `(?:들어왔|나갔|입고됐|입고되었)${asking}`,
    '언제\\s*(?:쯤\\s*)?(?:들어|돌아)?(?:오나|와|올까|옵니까)요?',
    '빌려\\s*가도\\s*(?:돼|되나|될까)요?',
    `찾아\\s*(?:봐\\s*)?${please}`,
    '찾아\\s*(?:볼래|볼게)?요?',
    '(?<=책)\\s*(?:좀\\s*)?부탁\\s*(?:해|드려|합니다|드립니다)요?',
    '찾(?:고\\s*있(?:어|는데|습니다)|습니다|는데|고\\s*싶(?:어|은데))요?',
    '찾기',
    `(?:보여|알려)\\s*${please}`,
    '(?:읽|보)고\\s*싶(?:어|은데|습니다)요?',
  ],
}

const nouns: { readonly [D in Deed]: string } = {
  rent: '대여|대출',
  return: '반납',
  renew: '(?:(?:대여|대출)\\s*(?:기간\\s*)?)?연장',
  hold: '예약',
  deposit: '충전|입금|결제',
  search: '검색|추천|(?:재고|소장)\\s*(?:확인|조회)',
}

/** The noun alone needs a space before it, or `무반납` would be a wish; with a polite ending it may be written together. */
function sentence(deed: Deed): RegExp {
  const noun = `(?:${nouns[deed]})\\s*(?:(?:좀|한\\s*번만?|꼭|빨리)\\s*)*`
  const endings = [
    `(?<=^|\\s|[원만천\\d])${noun}`,
    `${noun}(?:신청\\s*|처리\\s*)?(?:${request})`,
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
const before = /^(?:(?:안녕하세요|안녕|저기요?|혹시|그럼|그러면|저는|저|나|ISBN)[,.:!~]*\s+)+/i
const after =
  /(?:(?:^|\s+)(?:좀|제가|하나만?|한\s*권만?|일\s*권|몇\s*권(?:이나)?|지금|오늘|이제|바로|어디|재고[가는]?|(?:소장|보유)(?:하고)?|(?:빌릴|대여할)\s*수\s*있[가-힣]*\?*|목록|뭐가?|뭐뭐|어떤\s*거|남은\s*(?:거|것|책)|전권|(?:읽|보|빌리|배우|공부하)고\s*싶은데요?(?:\s*책)?|(?:대여|대출|예약|연장|반납)\s*(?:되나|돼|가능한가|가능해)요?\?*|이거|다음\s*순서로|가져왔(?:어|습니다)요?|(?:다|잘|재[밌미]있?게)\s*(?:읽었|봤)(?:어|습니다|으니까?|응[게께]|으니께|는데|네)?요?|(?:반납되면|들어오면|돌아오면|나오면|(?:대여|대출)?\s*가능하면)))+$/
/** `모모라는 책`, and what it is put in when it is written with care. */
const called = /(?<=.)(?:이?라는|이?란)\s*(?:책|도서|소설|작품)[이가은는을를]?$|(?<=..)이?라고$/
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
    const named = thingIn(found[1] ?? '')
    const thing = deed === 'renew' ? named.replace(forAWhile, '') : named
    return { deed, thing: isOfMine(deed, thing) ? '' : thing }
  }
  return null
}

export const aWhile =
  '(?:(?:하루|이틀|사흘|나흘|며칠|몇\\s*일|일주일|한\\s*주|조금|\\d{1,2}\\s*(?:일|주일?))(?:만|정도만?)?|한\\s*번만?\\s*더)'
/** `아몬드 일주일 연장`: for how long is a rule of the house. */
const forAWhile = new RegExp(`(?<=^|\\s)${aWhile}$`)

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
