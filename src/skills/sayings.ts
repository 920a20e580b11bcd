/** What people say in so many words. Spaces, politeness and what ends a sentence make no difference. */

export type Saying =
  | 'greeting'
  | 'help'
  | 'signup'
  | 'link'
  | 'change-phone'
  | 'agree'
  | 'cancel'
  | 'more'
  | 'mypage'
  | 'search'
  | 'rent'
  | 'return'
  | 'renew'
  | 'renew-all'
  | 'hold'
  | 'holds'
  | 'told'
  | 'ledger'
  | 'deposit'
  | 'refund'
  | 'leave'
  | 'leave-now'
  | 'withdraw'
  | 'my-data'
  | 'keep-history'
  | 'drop-history'
  | 'forget'
  | 'forget-now'
  | 'contact'
  | 'hours'
  | 'recommend'
  | 'newest'

const sayings: { readonly [S in Saying]: string } = {
  greeting:
    '안녕 안녕하세요 안녕하십니까 하이 hi hello 헬로 반가워 반갑습니다 고마워 정말고마워 오고마워 고맙습니다 땡큐 ㄱㅅ 감사 감사합니다 안뇽 하이하이 ㅎㅇ 수고하세요 수고하셨습니다 수고하셨어요 고생하셨습니다 고생하셨어요 잘부탁드려요 잘부탁드립니다 좋은아침 좋은아침이에요 네알겠습니다 ㅇㅋ 넹 네 넵 네네 예 응 알겠어 알겠습니다 좋아 ok 오케이 ㅇㅇ ㄳ ㄱㄱ',
  help: '헬프 홈으로 첫화면 처음화면 처음화면으로 기능 이용법 시작 처음 처음으로 메뉴 홈 도움 도움말 도와 도와줘 도와주세요 help 이용안내 이용방법 사용법 사용방법 뭐할수있어 뭘할수있어 뭐할수있나',
  signup: '신규가입 회원되기 회원가입 가입 회원등록 가입신청 회원',
  link: '도서관회원연결 연결 연결하기 회원연결 회원연결하기 계정연결 카카오톡연결 카톡연결 기존회원연결 기존회원 도서관회원 도서관에서가입했어요 도서관에서가입했습니다 도서관에서등록했어요 도서관에서등록했습니다 이미도서관회원이에요',
  'change-phone':
    '전화번호바꾸기 전화번호변경 전화번호변경하기 전화번호수정 번호바꾸기 번호변경 휴대전화번호변경 휴대폰번호변경 핸드폰번호변경 연락처변경 번호바꿨어요 번호바뀌었어요 번호바꼈어요 전화번호바꿨어요 전화번호바뀌었어요 전화번호바꼈어요 휴대폰번호바꿨어요 핸드폰번호바꿨어요',
  agree: '동의 네동의 예동의 동의하고가입 네동의하고가입',
  cancel:
    '취소 가입취소 그만 그만둘래 그만둘래요 안할래 안할래요 안할게요 안해 안해요 아냐 아니야 가입안할래 가입안할래요 아니 아니요 아니오 나가기 중단 됐어 됐어요 다음에 나중에 ㄴㄴ',
  more: '더보기 더보여줘 더보여주세요 더 다음 다음페이지 계속 계속보여줘',
  mypage:
    '마페 빌린거 빌린것 내대여목록 내대여내역 내대여현황 내대출목록 내대출내역 내대출현황 대출현황 대출목록 대출내역 반납기한 마이페이지 마이페이지보기 내책 내대여 내적립금 내포인트 대여현황 대여목록 대여내역 내서재 내가빌린책 빌린책 대여중인책 잔액 적립금잔액 연체 연체확인 반납일 반납예정일',
  search: '책 책찾기 도서찾기 찾기 검색 책검색 도서검색 책찾아줘 책찾아주세요',
  rent: '대여 대출 책대여 도서대여 책대출 도서대출 빌리기 책빌리기',
  return: '반납할책있어요 반납할책있어 반납 책반납 도서반납 반납할책',
  renew: '연장 대여연장 반납일연장 기간연장 대여기간연장 반납연장 책연장 도서연장',
  'renew-all': '연장다 연장모두 연장전부',
  hold: '예약 책예약 도서예약',
  holds:
    '내예약 예약확인 예약내역 예약현황 예약목록 예약조회 내예약확인 내예약내역 예약한책 예약도서 예약순서 예약순번',
  told: '알림 알림내역 알림목록 알림기록 알림확인 내알림 받은알림 지난알림 메시지내역 안내내역',
  ledger:
    '적립금내역 적립금내역보기 적립금기록 적립금사용내역 적립금이용내역 적립금충전내역 내적립금내역 포인트내역 포인트기록 포인트사용내역 포인트이용내역 포인트충전내역 내포인트내역 적립내역 충전내역 충전기록 내충전내역 사용내역 적립사용내역 이용금액 결제내역 결제기록 입출금내역 입금내역 돈내역 거래내역 환불내역 선물내역',
  deposit:
    '충전방법 충전하는법 충전어떻게해 충전어떻게해요 충전어떻게하나요 충전은어떻게해 충전은어떻게해요 충전은어떻게하나요 충전 적립금충전 포인트충전 적립금 포인트 입금 돈충전',
  refund: '환불 적립금환불 포인트환불 충전환불 환급',
  leave: '탈퇴 회원탈퇴 탈퇴하기 회원탈퇴하기',
  'leave-now': '모두확인했고탈퇴할게요',
  withdraw: '동의철회 개인정보동의철회 개인정보수집동의철회 동의취소 개인정보동의취소',
  'my-data': '내정보 내정보보기 내개인정보 개인정보 회원정보 내회원정보 내데이터 개인정보보기',
  'keep-history': '기록남기기 대여기록남기기 내기록남기기 기록남겨줘 기록남겨주세요 대여기록남겨줘 대여기록남겨주세요',
  'drop-history':
    '기록남기지않기 대여기록남기지않기 내기록남기지않기 기록안남기기 기록남기지마 기록남기지말아줘 기록남기지마세요 기록남기지말아주세요',
  forget:
    '내기록지워줘 내기록지워주세요 내기록지우기 내기록삭제 기록지워줘 기록지워주세요 기록지우기 기록삭제 대여기록지워줘 대여기록지워주세요 대여기록지우기 대여기록삭제 내대여기록지워줘 내대여기록삭제',
  'forget-now': '내기록을모두지울게요',
  contact: '문의 도서관문의 전화 연락처 전화번호 도서관전화번호 상담 상담원 상담원연결 직원 직원연결 사서',
  hours: '운영시간 이용시간 영업시간 개관시간 휴관일 쉬는날',
  recommend:
    '추천 책추천 도서추천 추천책 추천도서 볼만한책 인기많은책 인기있는책 요즘인기있는책 인기도서 인기책 베스트셀러 뭐읽지 뭐읽을까',
  newest: '신간 신간도서 신간목록 신착 신착도서 새책 새로들어온책 새로나온책 새로온책 이번에들어온책',
}

const wants = new Map(
  Object.entries(sayings).flatMap(([want, said]) => said.split(' ').map((one) => [one, want as Saying] as const)),
)

/** How Korean verbs made of a noun end when somebody asks for something, or says what they are going to do. */
export const request = [
  '해\\s*(?:줘|주라|줄래|주세요|주실래|주시겠어|주십시오|줄\\s*수\\s*있(?:어|나|니))요?',
  '할\\s*(?:래|게|께|거야|거예|겁니다|려고)요?',
  '하(?:고\\s*싶(?:어|은데|습니다|다)|려고\\s*(?:해|합니다)?|려구|자|기|겠습니다)요?',
  '(?:합니다|하십시오|해요?)',
  '부탁\\s*(?:해|드려|합니다|드립니다|드릴게)?요?',
  '이?요',
].join('|')

const politely = new RegExp(`좀?(?:${request}|신청)$`)
const particle = /[은는을를이가]$/

/** `ㅋㅋㅋ`: nobody looks for that by its initials. */
const laughter = /^(?:ㅋ{2,}|ㅎ{2,}|[ㅠㅜ]+)$/

/** What was said, if it is one of the sayings. */
export function sayingIn(sentence: string): Saying | null {
  if (laughter.test(sentence)) return 'greeting'
  const bare = sentence.replace(/[\s,.!]+/g, '').toLowerCase()
  const noun = bare.replace(politely, '')
  return wants.get(bare) ?? (noun === bare ? null : (wants.get(noun) ?? wants.get(noun.replace(particle, '')) ?? null))
}
