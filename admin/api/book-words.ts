/** What stands in the way of a change to a book, named. */
import type { App } from '../../src/app.js'
import type {
  AddCopyRefusal,
  ChangeBookRefusal,
  ChangeCopyRefusal,
  RegisterRefusal,
} from '../../src/domain/book-change.js'
import type { RemoveBookRefusal, RemoveCopyRefusal } from '../../src/domain/book-removal.js'
import { problem, type Problem } from './problems.js'

type LookUpRefusal = Extract<Awaited<ReturnType<App['lookUpIsbn']>>, { ok: false }>['refusals'][number]

type BookRefusal =
  | RegisterRefusal
  | ChangeBookRefusal
  | AddCopyRefusal
  | ChangeCopyRefusal
  | RemoveBookRefusal
  | RemoveCopyRefusal
  | LookUpRefusal

/** The first reason, in words that name it. */
export function toldOfBook([refusal]: readonly [BookRefusal, ...BookRefusal[]]): Problem {
  const { kind, ...facts } = refusal
  const detail = detailOf(refusal)
  return detail === null ? problem(kind, facts) : { problem: kind, detail, facts }
}

const fieldNames = {
  title: '제목',
  author: '저자',
  publisher: '출판사',
  kdc: '분류',
  volume: '권차',
  series: '총서',
  coverUrl: '표지 주소',
} as const

/** `null`: the usual sentence says it all. */
function detailOf(refusal: BookRefusal): string | null {
  switch (refusal.kind) {
    case 'already-kept':
      return refusal.isArchived
        ? `보관한 책에 있어요: ${refusal.title} (${refusal.bookNo}번). 다시 꺼내면 돼요.`
        : `이미 있는 책이에요: ${refusal.title} (${refusal.bookNo}번). 그 책에 권을 더해 주세요.`
    case 'barcode-taken':
      return `바코드 ${refusal.barcode}은(는) 다른 책에 붙어 있어요: ${refusal.title} ${refusal.bookNo}-${refusal.copyNo}`
    case 'on-loan':
      return `빌려간 책이 있어서 지울 수 없어요: ${refusal.copies.map(({ copyNo, dueOn }) => `${copyNo}번 권 (${dueOn} 반납 예정)`).join(', ')}`
    case 'set-aside':
      return `예약한 분을 위해 따로 둔 책이에요: ${refusal.copyNos.map((no) => `${no}번 권`).join(', ')}`
    case 'members-waiting':
      return `기다리는 분이 ${refusal.waiting}명 있어서 지울 수 없어요.`
    case 'text-too-long':
      return `${fieldNames[refusal.field]}은(는) ${refusal.limit}자까지 적을 수 있어요.`
    case 'fee-out-of-range':
      return `대여료는 0원에서 ${refusal.limitWon.toLocaleString('ko-KR')}원까지예요.`
    case 'call-number-too-long':
      return `청구기호는 ${refusal.limit}자까지 적을 수 있어요.`
    case 'barcode-invalid':
      return `바코드 ${refusal.barcode}은(는) 쓸 수 없어요. 띄어쓰기 없이, 책마다 달라야 해요.`
    case 'book-archived':
    case 'book-search-away':
    case 'cover-invalid':
    case 'isbn-invalid':
    case 'stale-edit':
    case 'title-missing':
    case 'unknown-book':
    case 'unknown-copy':
    case 'year-invalid':
      return null
  }
}
