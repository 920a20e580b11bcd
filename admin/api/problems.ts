/** Everything that can be answered instead of what was asked for: a stable code, its status, and a sentence for people. */
import { passwordLength } from '../../src/domain/librarian.js'

import { lendingProblems } from './lending-problems.js'
import { moneyProblems } from './money-problems.js'
import { said, type Said } from './said.js'

export const problems = {
  'malformed-json': said(400, 'The body is not JSON', '요청 본문을 읽지 못했어요.'),
  'invalid-request': said(400, 'Something in the request is not as it must be', '입력한 값을 다시 확인해 주세요.'),
  'bad-cursor': said(400, 'The cursor was not made by this list', '목록을 처음부터 다시 열어 주세요.'),
  'upload-broken': said(400, 'The file did not come whole', '파일을 받다가 끊겼어요. 다시 보내 주세요.'),
  'file-empty': said(400, 'The file is empty', '빈 파일이에요. 책 목록이 든 파일을 골라 주세요.'),
  'idempotency-key-missing': said(
    400,
    'A command needs an Idempotency-Key',
    'Idempotency-Key 헤더에 이 명령만의 값을 8자에서 100자로 넣어 주세요.',
  ),
  'not-signed-in': said(401, 'Nobody is signed in', '로그인해 주세요.'),
  'wrong-credentials': said(401, 'Address or password is wrong', '이메일이나 비밀번호가 맞지 않아요.'),
  'foreign-origin': said(403, 'The request comes from another site', '이 사이트에서 보낸 요청만 받아요.'),
  'not-allowed': said(403, 'This is for managers', '관리자만 할 수 있어요.'),
  'password-must-be-changed': said(403, 'The password must be changed first', '먼저 비밀번호를 바꿔 주세요.'),
  'not-found': said(404, 'There is no such address', '없는 주소예요.'),
  'unknown-librarian': said(404, 'There is no such librarian', '그런 사서가 없어요.'),
  'unknown-copy': said(404, 'There is no such copy', '그런 복본이 없어요.'),
  'unknown-member': said(404, 'There is no such member', '그런 회원이 없어요.'),
  'unknown-book': said(404, 'There is no such book', '그런 책이 없어요.'),
  'unknown-letter': said(404, 'There is no such letter', '그런 편지가 없어요.'),
  'unknown-import': said(404, 'There is no such import', '그런 가져오기가 없어요.'),
  'unknown-upload': said(
    404,
    'The file is not here: it was taken in, is older than a day, or lies with another process',
    '보낸 파일이 여기에 없어요. 파일을 다시 골라 주세요.',
  ),
  'nothing-said': said(404, 'Nothing is said of that day', '그날에 대해 적어 둔 것이 없어요.'),
  'unknown-note': said(404, 'There is no such note', '그런 메모가 없어요. 이미 지웠을 수 있어요.'),
  'unknown-refund': said(404, 'There is no such refund', '그런 환불이 없어요.'),
  'unknown-rental': said(404, 'There is no such rental', '그런 대여가 없어요.'),
  ...lendingProblems,
  ...moneyProblems,
  'phone-taken': said(409, 'Another member has this number', '이미 가입된 전화번호예요. 그 번호로 회원을 찾아보세요.'),
  'same-phone': said(409, 'The member has this number already', '지금과 같은 번호예요.'),
  'already-a-member': said(409, 'Is a member already', '이미 회원이에요.'),
  'not-blocked': said(409, 'The member is not blocked', '막혀 있지 않은 회원이에요.'),
  'not-a-block-day': said(422, 'The block may not end on that day', '오늘부터 1년 안의 날로 적어 주세요.'),
  'last-manager': said(409, 'The house needs a manager', '관리자가 한 명은 있어야 해요.'),
  'email-taken': said(409, 'Another librarian has this address', '다른 사서가 쓰는 이메일이에요.'),
  'already-kept': said(409, 'The house has this very book', '이미 등록된 책이에요.'),
  'book-archived': said(409, 'The book is in the archive', '보관한 책이에요. 먼저 다시 꺼내 주세요.'),
  'barcode-taken': said(409, 'The barcode stands on another copy', '다른 책에 붙은 바코드예요.'),
  'on-loan': said(409, 'A copy is on loan', '빌려간 책이 있어서 지울 수 없어요. 돌아온 다음에 해 주세요.'),
  'set-aside': said(409, 'A copy is set aside for somebody', '예약한 분을 위해 따로 둔 책이 있어서 지울 수 없어요.'),
  'members-waiting': said(409, 'Members wait for it', '기다리는 분이 있어서 지울 수 없어요.'),
  'public-holiday': said(
    409,
    'A public holiday comes back by itself',
    '공휴일은 지워도 다시 채워져요. 여는 날이면 여는 날로 적어 주세요.',
  ),
  'no-open-claim': said(409, 'No claim waits for this rental', '확인할 반납이 없어요. 이미 확인했을 수 있어요.'),
  'not-lost': said(409, 'This rental is not to be settled as lost', '정리할 분실이 없어요. 이미 정리했을 수 있어요.'),
  'nothing-late': said(409, 'The member has no late book', '연체한 책이 없어요. 그사이 반납했을 수 있어요.'),
  'told-today': said(
    409,
    'The member was told of late books today',
    '오늘 이미 연체 알림을 보냈어요. 내일 다시 보낼 수 있어요.',
  ),
  'told-often-enough': said(
    409,
    'The member was told as often as the house tells of late books',
    '연체 알림을 정해진 횟수만큼 모두 보냈어요. 전화로 알려 주세요.',
  ),
  'not-parked': said(409, 'The letter is not parked', '멈춘 편지가 아니에요. 그대로 두시면 돼요.'),
  'import-running': said(409, 'The import is still running', '아직 가져오는 중이에요. 끝난 뒤에 되돌려 주세요.'),
  'stored-rules-unreadable': said(
    409,
    'The stored rules cannot be read',
    '저장된 규칙을 읽을 수 없어요. 서버를 돌보는 분에게 알려 주세요.',
  ),
  'stale-edit': said(
    412,
    'It has been changed since it was read',
    '그사이 다른 사서가 바꿨어요. 새로 불러온 뒤 다시 해 주세요.',
  ),
  'too-large': said(413, 'The body is too large', '보낸 내용이 너무 커요.'),
  'file-too-large': said(413, 'The file is too large', '파일이 너무 커요. 50MB까지 보낼 수 있어요.'),
  'not-a-file': said(
    415,
    'Only application/octet-stream is read here',
    '파일은 Content-Type을 application/octet-stream으로 보내 주세요.',
  ),
  'not-json': said(415, 'Only application/json is read', 'Content-Type을 application/json으로 보내 주세요.'),
  'idempotency-key-reused': said(
    422,
    'The Idempotency-Key stands for another command',
    '같은 Idempotency-Key로 다른 명령을 보냈어요.',
  ),
  'title-missing': said(422, 'A book needs a title', '제목을 적어 주세요.'),
  'text-too-long': said(422, 'A text is too long', '글이 너무 길어요.'),
  'isbn-invalid': said(422, 'This is no ISBN', 'ISBN이 맞지 않아요. 숫자를 다시 확인해 주세요.'),
  'year-invalid': said(422, 'This is no year of a book', '출판연도를 확인해 주세요.'),
  'fee-out-of-range': said(422, 'The fee is out of range', '대여료를 확인해 주세요.'),
  'cover-invalid': said(422, 'This is no address of a picture', '표지 주소는 https:// 로 시작해야 해요.'),
  'barcode-invalid': said(422, 'This is no barcode', '바코드를 확인해 주세요. 띄어쓰기 없이, 책마다 달라야 해요.'),
  'call-number-too-long': said(422, 'The call number is too long', '청구기호가 너무 길어요.'),
  'password-too-short': said(
    422,
    'The password is too short',
    `비밀번호는 ${passwordLength.atLeast}자 이상으로 정해 주세요.`,
  ),
  'password-too-plain': said(422, 'The password is too easy to guess', '짐작하기 쉬운 비밀번호예요.'),
  'wrong-password': said(422, 'The current password is wrong', '지금 비밀번호가 맞지 않아요.'),
  'same-password': said(422, 'The new password is the old one', '지금과 다른 비밀번호로 정해 주세요.'),
  'file-unreadable': said(422, 'The file cannot be read as a list of books', '파일을 읽을 수 없어요.'),
  'no-title-column': said(422, 'No column holds the titles', '제목이 든 열을 골라 주세요.'),
  'rules-contradict': said(422, 'Two numbers do not go together', '함께 쓸 수 없는 값이에요.'),
  'version-missing': said(
    428,
    'An edit needs If-Match',
    '불러올 때 받은 ETag를 If-Match 헤더에 넣어 주세요. *는 쓸 수 없어요.',
  ),
  'sign-in-locked': said(429, 'Too many tries', '여러 번 틀려서 잠시 잠갔어요. 조금 뒤에 다시 해 주세요.'),
  'too-many-requests': said(429, 'Too many requests', '요청이 너무 많아요. 잠시 뒤에 다시 해 주세요.'),
  'book-search-away': said(
    503,
    'The book search does not answer',
    '책 정보를 찾아오지 못했어요. 직접 적어서 등록할 수 있어요.',
  ),
  internal: said(500, 'Something went wrong', '잠시 문제가 생겼어요. 조금 뒤에 다시 시도해 주세요.'),
} as const satisfies Record<string, Said>

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as ProblemCode[]

export type Problem = {
  readonly problem: ProblemCode
  /** Instead of the usual sentence. */
  readonly detail?: string
  readonly facts?: Readonly<Record<string, unknown>>
}

export function problem(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}): Problem {
  return { problem: code, facts }
}

/** The first reason of a refusal, with its facts. A refusal without words does not compile. */
export function refused<R extends { readonly kind: ProblemCode }>(refusals: readonly [R, ...R[]]): Problem {
  const [{ kind, ...facts }] = refusals
  return { problem: kind, facts }
}
