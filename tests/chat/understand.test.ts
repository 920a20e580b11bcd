/** How Korean members speak, and what they wish for. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isClear, understand, type Wish } from '../../src/skills/understand.js'

/** `rent 소년이 온다`, `rent #1024`, `deposit 10000`, `mypage`: a wish in one line. */
function inShort(wish: Wish): string {
  const about =
    'bookNo' in wish
      ? `#${wish.bookNo}`
      : 'query' in wish
        ? wish.query + ('page' in wish && wish.page !== null ? ` p${wish.page}` : '')
        : 'amountWon' in wish
          ? String(wish.amountWon ?? '')
          : ''
  return `${wish.want} ${about}`.trim()
}

/** What is wished for, and the ways of saying it. */
const table: Readonly<Record<string, readonly string[]>> = {
  greeting: [
    '안녕',
    '안녕하세요',
    '안녕하세요~',
    '안녕하세요!! 😊',
    'Hi',
    'hello',
    '고마워요 ㅎㅎ',
    '감사합니다',
    '네',
    '넵',
  ],
  help: ['처음으로', '도움말', '도와주세요', '메뉴', '시작하기', '이용 안내', '이용방법 알려주세요', '뭐 할 수 있어?'],
  signup: ['회원가입', '회원 가입', '가입', '가입할래요', '회원가입 하고 싶어요', '가입하려고요', '가입 신청'],
  agree: ['동의하고 가입', '동의', '동의합니다', '동의해요', '네, 동의합니다', '동의할게요'],
  cancel: ['취소', '취소할게요', '취소해 주세요', '그만', '그만할래', '안 할래요', '아니요', '아니요.', '나가기'],
  more: ['더보기', '더 보기', '더 보여줘', '다음', '다음 페이지'],
  mypage: [
    '마이페이지',
    '마이 페이지',
    '내 정보',
    '내 책',
    '대여 현황',
    '내가 빌린 책',
    '내가 빌린 책 뭐야?',
    '제가 빌린 책 알려 주세요',
    '잔액',
    '적립금 얼마 남았어?',
    '적립금 확인',
    '잔액 조회해줘',
    '반납일',
    '반납일 언제예요?',
    '언제까지 반납해야 해요?',
    '반납은 어떻게 해요?',
    '반납할 수 있나요?',
  ],
  search: ['책 찾기', '도서 검색', '검색', '검색하기', '책 찾아줘', '책'],
  'search 소년이 온다': [
    '소년이 온다 있어요?',
    '소년이 온다 있나요',
    '소년이 온다 있을까요?',
    '소년이 온다있어요??',
    '혹시 소년이 온다 있나요?',
    '안녕하세요 소년이 온다 있나요?',
    '소년이 온다 찾아줘',
    '소년이 온다 찾아 주세요~',
    '소년이 온다 좀 찾아봐줘',
    '소년이 온다 찾고 있어요',
    '소년이 온다 보여줘',
    '소년이 온다 검색',
    '소년이 온다 검색해줘',
    '소년이 온다 빌릴 수 있어요?',
    '소년이 온다 빌릴 수 있을까요?',
    '소년이 온다 대여 가능한가요?',
    '소년이 온다 읽고 싶어요',
    '검색 소년이 온다',
    '책 검색: 소년이 온다',
    '도서 찾기 소년이 온다',
  ],
  'search 한강': ['한강 검색', '한강 있어요?', '한강 추천해줘'],
  'search 한강 책': ['한강 책 찾아줘', '한강 책 있나요?', '혹시 한강 책 좀 보여줄래요?'],
  'search 한강 작가님 소설': ['한강 작가님 소설 추천해 주세요'],
  'rent 한강 책': ['한강 책 좀 빌려줄래요?', '한강 책 한 권 빌려줘'],
  'unclear 한강': ['한강', '한강!'],
  'unclear 한강 책': ['한강 책', '한강 책...'],
  'search 한강 p2': ['한강 검색 2쪽'],
  'book #1024': ['#1024', '소년이 온다 #1024', '#1024 소년이 온다', '#1024 있어요?'],
  'rent #1024': [
    '#1024 대여하기',
    '소년이 온다 #1024 대여하기',
    '#1024 빌려줘',
    '#1024 소년이 온다 빌릴게요',
    '#1024 대출',
  ],
  'return #1024': ['소년이 온다 #1024 반납하기', '#1024 반납', '#1024 반납할게요', '#1024 소년이 온다 반납해줘'],
  'book #7': ['반납의 기술 #7', '#7 반납의 기술', '자전거 대여 #7', '#7 대여점의 비밀'],
  'rent #7': ['반납의 기술 #7 대여하기', '자전거 대여 #7 대여하기'],
  rent: [
    '대여',
    '대여하기',
    '빌려줘',
    '책 빌려줘',
    '책 빌리고 싶어요',
    '이 책 빌려줘',
    '도서 대여해 주세요',
    '빌릴래요',
  ],
  'rent 소년이 온다': [
    '소년이 온다 빌려줘',
    '소년이 온다 빌려줘요!',
    '소년이 온다 빌려주세요',
    '소년이 온다 빌려 주세요~',
    '소년이 온다빌려줘',
    '소년이 온다 좀 빌려줘',
    '소년이 온다 좀 빌려줄래요?',
    '소년이 온다 한 권 빌려 주세요',
    '소년이 온다 빌릴게요',
    '소년이 온다 빌릴래',
    '소년이 온다 빌리고 싶어요',
    '소년이 온다 빌리려고요',
    '소년이 온다 대여',
    '소년이 온다 대여해줘',
    '소년이 온다 대여할게요',
    '소년이 온다 대여 부탁드려요',
    '소년이 온다 대출해 주세요',
    '저 소년이 온다 빌려줘',
  ],
  'rent 나를 찾아줘': ['나를 찾아줘 빌려줘', '나를 찾아줘 대여할게요'],
  return: [
    '반납',
    '반납하기',
    '반납할게요',
    '책 반납',
    '책 반납하고 싶어요',
    '반납해 주세요',
    '반납 부탁드려요',
    '책 반납할게요~',
    '반납했어요',
  ],
  'return 소년이 온다': [
    '소년이 온다 반납',
    '소년이 온다 반납할게요',
    '소년이 온다 반납하기',
    '소년이 온다 반납해 주세요',
    '소년이 온다 반납할래요!',
    '소년이 온다 반납하고 싶어요',
    '소년이 온다 돌려드릴게요',
  ],
  renew: ['연장', '연장해줘', '대여 연장', '연장하고 싶어요'],
  'renew 소년이 온다': ['소년이 온다 연장', '소년이 온다 연장해 주세요'],
  hold: ['예약', '책 예약', '예약할래요'],
  'hold 소년이 온다': ['소년이 온다 예약해줘', '소년이 온다 예약'],
  deposit: [
    '충전',
    '적립금 충전',
    '충전하기',
    '충전할래요',
    '적립금',
    '포인트 충전',
    '충전하고 싶어요',
    '적립금 충전해줘',
  ],
  'deposit 10000': [
    '만원 충전',
    '만 원 충전해줘',
    '10000원 충전',
    '10,000원 충전할게요',
    '1만원 충전해 주세요',
    '적립금 만원 충전',
    '적립금에 만원 넣어줘',
    '만원 입금할게요',
    '만원충전',
    '일만원 충전',
  ],
  'deposit 5000': ['5천원 충전', '5천 원 충전', '오천원 충전해줘', '5000 충전'],
  'deposit 15000': ['만오천원 충전', '1만 5천원 충전', '1만5000원 충전', '1.5만원 충전'],
  'deposit 30000': ['3만원만 충전해줘', '3만 충전해줘', '3만원 정도 충전', '삼만원을 충전할래요', '30,000원 충전'],
  'deposit 100000': ['십만원 충전', '10만원 충전해줘'],
  'deposit 0': ['0원 충전'],
  'deposit 100000000': ['10000만원 충전'],
  'amount 30000': ['30,000원', '30000원', '3만원', '삼만 원', '3만', '30,000', '30000'],
  'amount 5000': ['5천원', '5,000원', '오천원', '5000'],
  'amount 10000': ['만원', '만 원', '1만원'],
  refund: ['환불', '환불해줘', '적립금 환불', '적립금 환불해 주세요'],
  leave: ['탈퇴', '회원 탈퇴', '탈퇴할래요', '회원탈퇴 하고 싶어요'],
  contact: [
    '문의',
    '도서관 문의',
    '전화번호',
    '전화번호 알려줘',
    '상담원 연결',
    '상담원 연결해 주세요',
    '직원이랑 통화하고 싶어요',
  ],
  hours: ['운영 시간', '이용시간 알려줘', '몇 시까지 해요?', '도서관 언제 열어요?', '휴관일이 언제예요?', '영업시간'],
  recommend: [
    '추천',
    '책 추천',
    '추천 도서',
    '책 추천해줘',
    '인기 도서',
    '재미있는 책 추천해 주세요',
    '요즘 인기 책 뭐 있어?',
    '뭐 읽지',
  ],
}

/** Names of books in which there is a word of command. */
const titles = [
  '반납의 기술',
  '충전 사회',
  '취소된 여행',
  '도움말 만들기',
  '연장전',
  '무반납',
  '자전거대여',
  '호텔예약',
  '대여점의 비밀',
  '예약된 죽음',
  '동의보감',
  '가입자 100만의 비밀',
  '추천사 쓰는 법',
  '다음 계절',
  '더 나은 세상',
  '검색의 시대',
  '안녕 나의 집',
  '처음 만나는 경제학',
  '환불원정대',
  '문의 저쪽',
  '사서 이야기',
  '전화기 너머',
  '시작의 기술',
  '그만두는 힘',
  '마음 충전',
  '언제까지나 너를 사랑해',
  '5천만 원으로 시작하는 재건축',
  '만 원의 행복',
  '1984',
  '1Q84',
  '82년생 김지영',
  '나는 나로 살기로 했다',
  '책은 도끼다',
  '대출의 역사',
  '메뉴판',
]

describe('what a member says', () => {
  const ways = Object.entries(table).flatMap(([wish, said]) => said.map((one) => [one, wish] as const))

  it('is understood in well over a hundred ways', () => expect(ways.length).toBeGreaterThan(200))

  it.each(ways)('‘%s’ → %s', (said, wish) => expect(inShort(understand(said))).toBe(wish))

  it.each(titles)('‘%s’ is the name of a book', (title) => expect(inShort(understand(title))).toBe(`unclear ${title}`))

  it.each([
    ['978-89-364-3412-0', '978-89-364-3412-0'],
    ['978 89 364 3412 0', '978 89 364 3412 0'],
    ['9788936434120', '9788936434120'],
    ['ㅎㄹㅍㅌ', 'ㅎㄹㅍㅌ'],
  ])('‘%s’ is left as it is', (said, query) => expect(understand(said)).toEqual({ want: 'unclear', query }))

  it.each(['', '😀', '...', '?!'])('‘%s’ says nothing', (said) =>
    expect(understand(said)).toEqual({ want: 'unclear', query: '' }),
  )

  it('ends a dialogue when it is a clear wish, and not when it may be an answer', () => {
    for (const said of ['소년이 온다 있어요?', '취소', '마이페이지', '만원 충전', '#1024', '도움말'])
      expect([said, isClear(understand(said))]).toEqual([said, true])
    for (const said of [
      '김하늘',
      '010-1234-5678',
      '이만원',
      '동의',
      '네',
      '안녕하세요',
      '제 번호는 010-1234-5678이에요',
    ])
      expect([said, isClear(understand(said))]).toEqual([said, false])
  })

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (said) => {
        const wish = understand(said)
        expect(wish.want).toEqual(expect.any(String))
        if ('query' in wish) expect(said).toContain(wish.query)
      }),
    )
  })

  it('names the same book however it is asked for', () => {
    const tails = ['빌려줘', '빌려 주세요!', '대여할게요', '좀 빌려줘']
    const letter = fc.constantFrom(...'해리포터와마법사의돌채식주의자흰')
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 2 }), fc.constantFrom(...tails), (title, tail) => {
        expect(understand(`${title} ${tail}`)).toEqual({ want: 'rent', query: title })
      }),
    )
  })

  it('is understood in no time, however long it is', () => {
    for (const said of ['가 '.repeat(150), '책 '.repeat(150) + '빌려', '만'.repeat(300), '저 '.repeat(150) + '있'])
      understand(said)
    const startedAt = performance.now()
    for (const said of [
      '가 '.repeat(150),
      '책 좀 '.repeat(80),
      '만'.repeat(300),
      '저 '.repeat(150) + '있',
      ' '.repeat(300),
    ])
      understand(said)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
