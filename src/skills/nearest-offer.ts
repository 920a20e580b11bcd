/** What may have been wanted when no book is called so: told by one word in it, and only ever offered. */

/** A line more is a word more: what is heard, and the button, which says what it does. */
const offers: readonly (readonly [RegExp, string])[] = [
  [/가입|회원|등록/, '회원가입'],
  [/환불|환급|돌려\s*[주줘받]|내놔/, '환불'],
  [/충전|입금|결제|페이|적립|포인트/, '적립금 충전'],
  [/잔액|(?<!어)얼마|돈\b/, '마이페이지'],
  [/연장|미[뤄루]|늘려|더\s*(?:읽|보|볼|빌)/, '연장하기'],
  [/반납|돌려|갖다|가져다/, '반납하기'],
  [/예약|대기|순번|차례/, '내 예약'],
  [/빌[려리린릴렸]|대여|대출|연체|며칠|몇\s*권/, '마이페이지'],
  [/탈퇴|해지/, '탈퇴하기'],
  [/시간|몇\s*시|휴관|문\s*(?:열|닫|여)|(?:가도|와도)\s*(?:돼|되)|하나요$/, '운영 시간'],
  [/추천|재[미밌]|골라|인기|읽을/, '추천 도서'],
  [/신간|새로|신착/, '새로 들어온 책'],
  [/규칙|연체료|늦[으게]|벌금|공짜|무료/, '이용 규칙'],
  [/전화|통화|직원|사서|사람|문의|기증|택배|불친절|고장|이상해|잃어|낙서|찢|어디/, '도서관 문의'],
]

const atMost = 3

/** What the nearest buttons say, the likeliest first; none when no word gives a hint. */
export function nearestOffers(said: string): string[] {
  const heard = offers.flatMap(([word, button]) => (word.test(said) ? [button] : []))
  return [...new Set(heard)].slice(0, atMost)
}
