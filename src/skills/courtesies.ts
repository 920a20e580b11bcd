/** What good manners put around a wish: `안녕하세요, … 빌려주세요 감사합니다`. */

const thanks =
  '(?:(?:오|아|와|정말|너무|진짜|늘|항상|미리|네|넵|알겠어요|알겠습니다)\\s*)*(?:감사|고맙|고마)[가-힣]{0,4}(?:요|유|다|워|네|용|해)'
const farewell = '(?:수고|고생|잘\\s*부탁)[가-힣\\s]{1,8}(?:요|다)'
/** `아이가 좋아해서요` */
const reason = '(?=[^?]{2,20}(?:서|거든)요$)(?<=[요까다줘][\\s,.!?]+)[^?]{2,20}(?:서|거든)요'

const opening =
  /^(?:처음(?:인데|이라|왔는데)요?|안녕하(?:세요|십니까)|여보세요|저기요|(?:감사합|고맙습)니다|수고(?:하|많으)(?:세요|십니다))[\s,.!~]+(?=\S)/
const closing = new RegExp(
  `(?<!면|서|덕분에)[\\s,.!~]+(?:${thanks}|${farewell}|${reason}|부탁(?<=[요다줘][\\s,.!~]+부탁)[가-힣]{1,5}(?:요|다))$`,
)
const isCourteous = [
  new RegExp(`^(?:.{0,20}(?:[해줘려와]서|덕분에|네요|군요)\\s*)?(?:${thanks}|${farewell})$`),
  /^(?:덕분에\s*)?(?:책\s*)?잘\s*(?:읽|봤|보고|빌|썼|쓰|쓸|볼|받)[가-힣\s]{0,4}(?:요|다|어)$/,
  /^(?:좋은|즐거운|행복한)\s*(?:하루|밤|저녁|주말|오후|아침|시간)[가-힣\s]{1,6}요$/,
  /^안녕하(?:세요|십니까)\s+(?:사서|선생님|관장님|여러분|책방톡)[가-힣\s]{0,6}$/,
  /^(?:만나서\s*|처음\s*)(?:반갑|반가|뵙)[가-힣]{1,6}$/,
]

/** The sentence without them, unless it is nothing else. */
export function withoutCourtesies(sentence: string): string {
  return isCourtesy(sentence) ? sentence : sentence.replace(opening, '').replace(closing, '')
}

/** Thanks, a greeting or a farewell, and no wish. */
export function isCourtesy(sentence: string): boolean {
  return isCourteous.some((one) => one.test(sentence))
}
