/** What a typed sentence wishes for. */
import { readWon } from './read-won.js'

export type Wish =
  | { want: 'help' | 'signup' | 'mypage' | 'renew' | 'hold' | 'refund' | 'leave' | 'contact' | 'hours' | 'recommend' }
  | { want: 'agree' | 'cancel' | 'more' }
  | { want: 'search'; query: string; page: number | null }
  | { want: 'book' | 'rent' | 'return'; bookNo: number }
  | { want: 'rent' | 'return'; query: string }
  | { want: 'deposit'; amountWon: number | null }
  /** No wish that we know by its words; most likely the name of a book. */
  | { want: 'unclear'; query: string }

type Rule = readonly [pattern: RegExp, wish: (found: RegExpExecArray) => Wish | null]

const please =
  '(?:\\s*(?:좀|해|해줘|해줘요|해주세요|해\\s*주세요|할래|할래요|할게|할게요|하기|하고\\s*싶어|하고\\s*싶어요|하고싶어요|하려고요|부탁해|부탁해요|부탁드려요|요))?'
const end = '[\\s.!?~…]*$'

const rules: readonly Rule[] = [
  [/^#(\d{1,9})(?:\s.*)?\s(?:대여|빌리)[^#]*$/, ([, no]) => ({ want: 'rent', bookNo: Number(no) })],
  [/^#(\d{1,9})(?:\s.*)?\s반납[^#]*$/, ([, no]) => ({ want: 'return', bookNo: Number(no) })],
  [/^#(\d{1,9})(?:\s.*)?$/, ([, no]) => ({ want: 'book', bookNo: Number(no) })],
  [/^(.+) 검색 (\d{1,3})쪽$/, ([, query, page]) => ({ want: 'search', query: query ?? '', page: Number(page) })],
  [
    phrase(
      '안녕|안녕하세요|하이|hi|hello|시작|시작하기|처음|처음으로|메뉴|홈|도움말|도움|도와줘|도와주세요|help|이용\\s*안내|이용\\s*방법|사용법|뭐\\s*할\\s*수\\s*있어',
    ),
    () => ({ want: 'help' }),
  ],
  [phrase('동의하고\\s*가입|동의|동의해요|동의합니다|네\\s*동의해요'), () => ({ want: 'agree' })],
  [
    phrase('취소|그만|그만할래|그만둘래|안\\s*할래|안할래요|아니|아니요|아니오|나가기|중단'),
    () => ({ want: 'cancel' }),
  ],
  [phrase('더\\s*보기|더\\s*보여줘|다음|다음\\s*페이지|계속'), () => ({ want: 'more' })],
  [phrase(`회원\\s*가입${please}|가입${please}|회원\\s*등록${please}`), () => ({ want: 'signup' })],
  [
    phrase(
      '마이\\s*페이지|마이페이지\\s*보기|내\\s*정보|내\\s*책|내\\s*대여|대여\\s*현황|대여\\s*목록|내\\s*서재|내가\\s*빌린\\s*책|빌린\\s*책|적립금\\s*(?:확인|조회|잔액|얼마.*)|잔액|잔액\\s*(?:확인|조회|얼마.*)|연체|반납일|반납일\\s*(?:확인|언제.*)',
    ),
    () => ({ want: 'mypage' }),
  ],
  [phrase(`(?:적립금\\s*|포인트\\s*)?환불${please}`), () => ({ want: 'refund' })],
  [phrase(`(?:회원\\s*)?탈퇴${please}`), () => ({ want: 'leave' })],
  [
    phrase('(?:도서관\\s*)?(?:문의|전화|연락처|전화번호|상담|상담원|직원|사서)(?:하기|\\s*연결)?|사람이랑.*'),
    () => ({ want: 'contact' }),
  ],
  [
    phrase('(?:운영|이용|영업)\\s*시간.*|몇\\s*시.*(?:열|닫|까지|부터).*|휴관일.*|쉬는\\s*날.*'),
    () => ({ want: 'hours' }),
  ],
  [
    phrase('(?:책\\s*|도서\\s*)?추천(?:해줘|해\\s*주세요|해줘요|도서|\\s*책)?|인기\\s*(?:도서|책)|뭐\\s*읽지'),
    () => ({ want: 'recommend' }),
  ],
  [phrase(`(?:대여\\s*|반납일\\s*)?연장${please}`), () => ({ want: 'renew' })],
  [phrase(`(?:책\\s*|도서\\s*)?예약${please}`), () => ({ want: 'hold' })],
  [phrase(`반납${please}|책\\s*반납${please}|반납할\\s*책`), () => ({ want: 'return', query: '' })],
  [phrase(`(.+?)(?:을|를)?\\s+반납${please}`), ([, query]) => ({ want: 'return', query: query ?? '' })],
  [phrase(`(?:적립금|포인트)?\\s*충전${please}|적립금|포인트`), () => ({ want: 'deposit', amountWon: null })],
  [
    phrase(`(?:적립금\\s*|포인트\\s*)?(.+?)(?:을|를|만)?\\s*(?:충전|입금)${please}`),
    ([, amount]) => deposit(amount ?? ''),
  ],
  [phrase('(?:책|도서)?\\s*(?:찾기|검색|검색하기|찾아줘)|책'), () => ({ want: 'search', query: '', page: null })],
  [
    phrase(`(?:책\\s*|도서\\s*)?(?:대여|대출)${please}|빌리기|빌려줘|책\\s*빌려줘|빌릴래요?|빌리고\\s*싶어요?`),
    () => ({ want: 'rent', query: '' }),
  ],
  [phrase(`(.+?)(?:을|를)?\\s+(?:대여|대출)${please}`), ([, query]) => ({ want: 'rent', query: query ?? '' })],
  [
    phrase(
      '(.+?)(?:을|를)?\\s+(?:책\\s*)?(?:좀\\s*)?(?:빌려\\s*줘요?|빌려\\s*주세요|빌릴래요?|빌릴게요?|빌리고\\s*싶어요?|빌릴\\s*수\\s*있(?:어요?|나요|을까요))',
    ),
    ([, query]) => ({ want: 'rent', query: query ?? '' }),
  ],
  [
    phrase(
      '(.+?)(?:을|를)?\\s+(?:책\\s*)?(?:좀\\s*)?(?:찾아\\s*줘요?|찾아\\s*주세요|찾아봐\\s*줘요?|검색|검색해\\s*줘요?|검색해\\s*주세요|보여\\s*줘요?|찾아요|찾고\\s*있어요|찾습니다|찾기)',
    ),
    ([, query]) => ({ want: 'search', query: bookWords(query ?? ''), page: null }),
  ],
  [
    phrase('(.+?)(?:은|는|이|가)?\\s*(?:책\\s*)?(?:있어요?|있나요|있니|있을까요|있습니까|없어요?|없나요)'),
    ([, query]) => ({ want: 'unclear', query: bookWords(query ?? '') }),
  ],
  [/^(?:책|도서)\s*(?:검색|찾기)\s*[:,]?\s+(.+)$/, ([, query]) => ({ want: 'search', query: query ?? '', page: null })],
  [/^검색\s*[:,]?\s+(.+)$/, ([, query]) => ({ want: 'search', query: query ?? '', page: null })],
]

/** Never fails: what no rule knows is taken for the name of a book. */
export function understand(said: string): Wish {
  const text = said.trim()
  for (const [pattern, wish] of rules) {
    const found = pattern.exec(text)
    const understood = found && wish(found)
    if (understood) return understood
  }
  return { want: 'unclear', query: bookWords(text) }
}

/** A wish said in so many words, strong enough to end a dialogue that asks for something else. */
export function isClear(wish: Wish): boolean {
  return wish.want !== 'unclear' && wish.want !== 'agree'
}

function deposit(amount: string): Wish | null {
  const amountWon = readWon(amount)
  return amountWon === null ? null : { want: 'deposit', amountWon }
}

/** `한강 책`, `한강 작가 책` → the words a book is found by. A title that ends in such a word is found without it, too. */
function bookWords(query: string): string {
  const bare = query.replace(
    /\s+(?:작가\s+|작가님\s+)?(?:책|도서|소설|작품)(?:들)?(?:은|는|이|가|을|를)?[\s.!?~]*$/,
    '',
  )
  return (bare || query).replace(/[\s.!?~]+$/, '').trim()
}

function phrase(words: string): RegExp {
  return new RegExp(`^(?:${words})${end}`, 'i')
}
