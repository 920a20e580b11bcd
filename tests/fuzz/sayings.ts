/** What may be said: what members say, titles, numbers and won amounts, put together in any order, and what nobody says. */
import fc from 'fast-check'
import { titles, waysOfSpeaking } from '../support/ways-of-speaking.js'
import { named, oddText } from './odd.js'

const ways = Object.values(waysOfSpeaking).flat()
const verbs = [
  ...[
    '대여하기',
    '빌려줘',
    '반납하기',
    '연장하기',
    '연장해줘',
    '예약하기',
    '예약 취소',
    '이미 반납했어요',
    '있어요?',
    '검색',
    '찾아줘',
  ],
  ...[
    '충전',
    '환불',
    '환불해줘',
    '충전해줘',
    '모두',
    '다',
    '말고',
    '하지 마세요',
    '안 할래요',
    '2쪽',
    '내역',
    '보여줘',
    '지워줘',
    '탈퇴',
  ],
]
const number = fc.oneof(
  fc.nat(60),
  fc.integer({ min: -5, max: 200_000 }),
  fc.constantFrom(0, 999, 1_000, 100_000, 100_001, 500_001),
)
const amount = fc.oneof(
  number.map((won) => `${won}원`),
  number.map((won) => `${won.toLocaleString('ko-KR')}원`),
  fc.constantFrom('만원', '삼만 오천원', '1.5만원', '5천원', '백만원', '전부', '전액', '10000만원', '천', '₩1000'),
)
const person = fc.constantFrom(
  '김하늘',
  '이서준',
  '박 보검',
  '홍길동입니다',
  'John Smith',
  '제갈공명',
  '하',
  '가'.repeat(30),
  '김😀',
)
const phone = fc.oneof(
  fc.nat(9_999).map((last) => `010-2222-${String(last).padStart(4, '0')}`),
  fc.nat(20).map((number) => named('phone', number)),
  fc.constantFrom(
    '010-1234-5678',
    '01012345678',
    '011-234-5678',
    '010 12',
    '+82 10-1234-5678',
    '공일공일이삼사오육칠팔',
  ),
)
const title = fc.oneof(
  fc.nat(60).map((number) => named('title', number)),
  fc.constantFrom(...titles),
  fc.constantFrom('ㅎㄹㅍㅌ', '해리 포터', '한강'),
)
const bookNo = fc.oneof(
  { weight: 3, arbitrary: fc.nat(60).map((number) => `#${named('bookNo', number)}`) },
  { weight: 1, arbitrary: fc.nat(10_000).map((number) => `#${number}`) },
)
const code = fc.oneof(
  fc.nat(5).map((number) => named('linkCode', number)),
  fc.integer({ min: 0, max: 999_999 }).map(String),
)

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...verbs) },
  { weight: 3, arbitrary: title },
  { weight: 2, arbitrary: bookNo },
  { weight: 2, arbitrary: amount },
  { weight: 1, arbitrary: fc.oneof(person, phone, code) },
  { weight: 1, arbitrary: fc.constantFrom(...ways) },
  { weight: 1, arbitrary: oddText },
)

export const saying: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...ways) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', ' ', ' ', '', ', ', '\n', '  ', '. '))
      .map(([words, between]) => words.join(between)),
  },
  { weight: 1, arbitrary: fc.oneof(person, phone, amount, code, title) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '동의하고 가입',
      '회원가입',
      '김하늘',
      '010-3333-4444',
      '연결',
      '전화번호 바꾸기',
      '네',
      '취소',
    ),
  },
  { weight: 2, arbitrary: oddText },
)
