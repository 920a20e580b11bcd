/** Somebody objects or takes back: `이미 반납했어요`, `소년이 온다 예약 취소`. No question and no no, whatever it sounds like. */
import { request } from './sayings.js'
import { deedIn } from './sentences.js'

export type Objection = { readonly deed: 'claim' | 'hold-cancel'; readonly thing: string }

/** That it was done some time ago tells it from `반납했어요`, which does it. */
const already = '(?:이미|벌써|진작에?|분명히?|아까|어제|그저께|엊그제|지난\\s*주에?|저번에?|지난번에?)'
const gaveBack = '(?:반납[을를]?\\s*(?:다\\s*)?(?:했|하였|완료)|(?:돌려|갖다|가져다)\\s*(?:줬|드렸|놨|놓았|뒀))'
const insists = '(?:어|습니다|는데|거든|다고|다니까|지|음)?요?'
const complains = '(?:\\s*(?:왜|또|자꾸|계속|연체|알림|안내).*)?'
const all = '(?:다\\s*|모두\\s*)?'

const claims = [
  new RegExp(`^(.*?)\\s*(?<=^|\\s)${already}\\s*${all}${gaveBack}${insists}${complains}$`),
  new RegExp(`^${already}\\s+(.+?)\\s*${gaveBack}${insists}$`),
  /^(.*?)\s*(?<=^|\s)(?:반납[을를]?\s*했|냈|돌려\s*줬|갖다\s*줬)는데(?:도|요)?\s*(?:왜|또|자꾸|계속|연체|알림).*$/,
]

const hold = '예약(?:한\\s*(?:거|것|책))?[을를은]?\\s*(?:좀\\s*)?'
const takingBack = `${hold}(?:취소\\s*(?:좀\\s*)?(?:${request})|(?:빼|지워|풀어)\\s*(?:줘|주세요)요?)`

const cancellations = [
  new RegExp(`^(.*?)\\s*(?<=^|\\s)(?:${takingBack}|${hold}취소(?:\\s*좀)?)$`),
  new RegExp(`^(.*?)\\s*(?<=^|\\s)예약\\s*안\\s*할[래게]요?[\\s,]+취소\\s*(?:${request})$`),
  new RegExp(`^${takingBack}[\\s,]+(.+)$`),
]

/** What is objected to, `thing` being empty when no book was named; `null` when nothing is. */
export function objectionIn(sentence: string): Objection | null {
  return deedIn(sentence, 'claim', claims) ?? deedIn(sentence, 'hold-cancel', cancellations)
}
