/** How the audit log is read by people: what was done, to what, and how it was before and after. */
import type { components } from '../api/schema.js'
import { copyHistoryLink } from '../board/source.js'
import { day, moment } from '../shell/formats.js'

export type AuditLine = components['schemas']['AuditLine']

/** A deed without words does not compile. */
export const deeds: Readonly<Record<AuditLine['action'], string>> = {
  'signed-in': '로그인',
  'signed-out': '로그아웃',
  'signed-out-everywhere': '모든 곳에서 로그아웃',
  'password-changed': '비밀번호 바꾸기',
  'librarian-added': '사서 등록',
  'librarian-changed': '사서 정보 바꾸기',
  'librarian-password-set': '새 비밀번호 주기',
  'policy-changed': '규칙 바꾸기',
  'day-set': '쉬는 날 정하기',
  'day-forgotten': '쉬는 날 지우기',
  'copy-state-changed': '복본 상태 바꾸기',
  'book-registered': '책 등록',
  'book-changed': '책 정보 바꾸기',
  'book-removed': '책 빼기',
  'book-restored': '책 되살리기',
  'copy-added': '복본 추가',
  'copy-changed': '복본 정보 바꾸기',
  'copy-removed': '복본 빼기',
  'claim-settled': '반납 확인',
  'loss-settled': '분실 정리',
  'import-started': '가져오기 시작',
  'import-ended': '가져오기 끝',
  'import-undone': '가져오기 되돌리기',
  'letters-resent': '멈춘 편지 다시 보내기',
  'overdue-told-again': '연체 알림 한 번 더',
  'points-given': '적립금 주기',
  'points-taken-back': '적립금 거두기',
  'cash-taken': '현금 충전',
  'copy-rented': '대여',
  'copy-returned': '반납',
  'rental-renewed': '연장',
  'member-registered': '회원 등록',
  'link-code-issued': '연결 번호 만들기',
  'phone-changed': '전화번호 바꾸기',
  'phone-read': '전화번호 보기',
  'member-blocked': '대여 막기',
  'member-unblocked': '대여 막은 것 풀기',
  'note-added': '메모 쓰기',
  'note-deleted': '메모 지우기',
  'refund-requested': '환불 신청',
  'refund-paid-out': '환불금 내주기',
  'refund-put-back': '환불 되돌리기',
  'refund-settled': '환불 정리',
}

export const doors: Readonly<Record<AuditLine['door'], string>> = {
  api: '관리 화면',
  'command-line': '명령줄',
  start: '처음 시작',
}

/** Every field of which the log keeps a value, but the numbers of the house, which have names of their own. */
export const fields: Readonly<Record<string, string>> = {
  amountWon: '금액(원)',
  archived: '보관한 책',
  author: '저자',
  backWon: '되돌린 금액(원)',
  balanceWon: '잔액(원)',
  barcode: '바코드',
  bookId: '책',
  bookNo: '책 번호',
  books: '책 수',
  bytesRead: '읽은 크기',
  callNumber: '청구기호',
  claimedAt: '반납했다고 한 때',
  consentVersion: '동의서 판',
  copies: '권 수',
  copyNo: '몇 번 권',
  coverUrl: '표지 주소',
  day: '날짜',
  dueOn: '반납할 날',
  email: '이메일',
  endedAt: '끝남',
  expiresAt: '쓸 수 있는 때까지',
  feeWon: '대여료(원)',
  hasGuardian: '보호자',
  how: '어떻게',
  isCancelled: '취소됨',
  isClosed: '닫힘',
  isFound: '책이 있었는지',
  isbn13: 'ISBN',
  joined: '권을 더한 책',
  kdc: '분류',
  last: '마지막 편지',
  letters: '편지 수',
  lineId: '내역 번호',
  lostAt: '잃어버린 때',
  name: '이름',
  noteId: '메모 번호',
  number: '몇 번째 알림',
  paidWon: '내준 금액(원)',
  publishedYear: '출판연도',
  publisher: '출판사',
  readingId: '열람 번호',
  refundId: '환불 번호',
  refused: '빠진 줄',
  returnedAt: '돌아온 때',
  returnedOn: '돌아온 날',
  role: '역할',
  rows: '줄 수',
  series: '총서',
  source: '정한 곳',
  state: '상태',
  taken: '새 책',
  title: '제목',
  totalBytes: '파일 크기',
  unchanged: '그대로인 책',
  until: '이날까지',
  volume: '권차',
}

/** Actions whose subject is a copy. */
const onCopies: readonly AuditLine['action'][] = [
  'copy-state-changed',
  'copy-added',
  'copy-changed',
  'copy-removed',
  'claim-settled',
  'loss-settled',
]

export type Subject = { readonly says: string; readonly leadsTo: string | null }

/** What it was done to, as far as it can be said and shown. */
export function subjectOf({ action, subject, before, after }: AuditLine): Subject {
  const bookNo = after?.['bookNo'] ?? before?.['bookNo']
  if (typeof bookNo === 'number') return { says: `책 ${bookNo}번`, leadsTo: `/books/${bookNo}` }
  const isId = /^[0-9a-f]{8}-/.test(subject)
  const says = isId ? `…${subject.slice(-8)}` : subject
  return { says, leadsTo: onCopies.includes(action) ? copyHistoryLink(subject) : null }
}

const values: Readonly<Record<string, string>> = {
  librarian: '사서',
  manager: '관리자',
  library: '도서관',
  'public-holiday': '공휴일',
  'in-circulation': '서가',
  lost: '분실',
  damaged: '파손',
  'in-repair': '수리 중',
  withdrawn: '제적',
  parked: '멈춤',
  waiting: '기다림',
  deleted: '지움',
  archived: '보관',
  running: '들이는 중',
  done: '다 들임',
  stopped: '멈춤',
  undoing: '되돌리는 중',
  undone: '되돌림',
}

export type Difference = { readonly field: string; readonly before: string; readonly after: string }

/** What is not the same before and after; `names`: what the house calls its numbers. */
export function differences(
  { action, before, after }: AuditLine,
  names: Readonly<Record<string, string>>,
): Difference[] {
  const [was, is] = [flat(before), flat(after)]
  const words = action === 'policy-changed' ? names : fields
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => ({ field: words[key] ?? key, before: was.get(key) ?? '', after: is.get(key) ?? '' }))
}

function flat(state: AuditLine['before'], above = ''): Map<string, string> {
  return new Map(
    Object.entries(state ?? {}).flatMap(([key, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? [...flat(value as Record<string, unknown>, `${above}${key}.`)]
        : [[`${above}${key}`, say(value)] as const],
    ),
  )
}

function say(value: unknown): string {
  if (value === null || value === undefined) return '없음'
  if (typeof value === 'boolean') return value ? '예' : '아니요'
  if (Array.isArray(value)) return value.map(say).join(', ')
  if (typeof value === 'number') return value.toLocaleString('ko-KR')
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value)
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : (values[value] ?? value)
}
