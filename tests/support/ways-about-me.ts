/** How Korean members speak of what is stored of them, and of leaving. */

/** What is wished for, and the ways of saying it. */
export const waysAboutMe: Readonly<Record<string, readonly string[]>> = {
  leave: ['탈퇴', '회원 탈퇴', '탈퇴할래요', '회원탈퇴 하고 싶어요', '내 개인정보 지워줘'],
  'leave-now': ['모두 확인했고 탈퇴할게요', '모두 확인했고 탈퇴할게요.'],
  withdraw: ['동의 철회', '개인정보 동의 철회', '동의 철회할게요', '개인정보 동의 철회하고 싶어요'],
  'my-data': ['내 정보', '내 정보 보여줘', '내 개인정보', '개인정보', '내 정보 확인해 주세요', '제 정보 알려 주세요'],
  'keep-history': ['기록 남기기', '기록 남겨줘', '대여 기록 남겨 주세요'],
  'drop-history': ['기록 남기지 않기', '기록 남기지 마', '기록 남기지 말아 주세요'],
  forget: [
    '내 기록 지워줘',
    '내 기록 지워 주세요',
    '대여 기록 삭제해 주세요',
    '기록 삭제',
    '내 대여 기록 다 지워줘',
    '내가 빌린 책 기록 지워 주세요',
    '독서 이력 없애 주세요',
  ],
  'forget-now': ['내 기록을 모두 지울게요'],
}
