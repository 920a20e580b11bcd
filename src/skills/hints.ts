/** What is meant without being named: `반납함에 넣었어요`, `하루만 더`. It sounds like a wish, and it may also be a title. */
import { request } from './sayings.js'
import { aWhile, deedIn } from './sentences.js'

export type Hint = { readonly deed: 'claim' | 'renew'; readonly thing: string }

const insists = '(?:어|습니다|는데|거든|다고|다니까)요?'
const place = '(?:반납\\s*(?:함|대|통)|도서관|책방|서가|책장|책꽂이)에(?:다가?)?'
const leftThere =
  '(?:넣었|넣고\\s*왔|넣어\\s*(?:놨|뒀)|두고\\s*왔|놓고\\s*왔|놔두고\\s*왔|(?:갖다|가져다)\\s*(?:놨|놓았|뒀|줬|드렸)|꽂았|꽂아\\s*(?:놨|뒀)|반납했)'

const claims = [
  new RegExp(
    `^(.*?)[을를]?\\s*(?<=^|[\\s을를])${place}\\s*(?:책[을은]?\\s*)?(?:이미\\s*|벌써\\s*)?${leftThere}${insists}$`,
  ),
  new RegExp(`^반납\\s*함에(?:다가?)?\\s+(.+?)[을를]?\\s+(?:이미\\s*|벌써\\s*)?(?:넣었|넣고\\s*왔)${insists}$`),
]

const mayI =
  '(?:(?:읽을|볼|빌릴)\\s*수\\s*있(?:어|나|니|을까|습니까|는지)|(?:읽어도|봐도|빌려도)\\s*(?:돼|되나|될까|되겠))요?'
const please =
  '(?:(?:읽을|볼|빌릴)\\s*(?:래|게|께)|(?:읽|보|빌리)고\\s*싶(?:어|은데|습니다)|(?:빌려|연장해)?\\s*(?:줘|주세요|주실래|줄래)|읽게\\s*해\\s*(?:줘|주세요)|연장(?:할게|할래)?)?요?'

/** `아몬드 아직 못 읽어서 연장할게요`: the reason is no no. */
const unread = '(?:(?:시간이?\\s*없어|바빠)서\\s*)?(?:아직(?:도|은)?\\s*)?(?:다\\s*)?못\\s*(?:읽|봤|봐)[가-힣]*'

/** `한 권 더` is another book, not more time. */
const renewals = [
  new RegExp(`^(.*?)\\s*(?<=^|\\s)${unread}[\\s,]+(?:좀\\s*)?(?:대여\\s*|기간\\s*)?연장\\s*(?:${request})$`),
  new RegExp(`^(.*?)\\s*(?<=^|\\s)${aWhile}\\s*더\\s*(?:${mayI}|${please})$`),
  new RegExp(`^(.*?)\\s*(?<=^|\\s)(?<!권\\s*)더\\s*${mayI}$`),
]

/** The deed that is hinted at, `thing` being empty when no book was named; `null` when none is. */
export function hintIn(sentence: string): Hint | null {
  return deedIn(sentence, 'claim', claims) ?? deedIn(sentence, 'renew', renewals)
}
