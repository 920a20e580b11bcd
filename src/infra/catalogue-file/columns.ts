/** Which column holds what, by the names that libraries, shops and public data give them? */
import { recordFields, type ColumnMapping, type RecordField } from '../../domain/catalogue-record.js'

/** The best name first; compared without case, spaces and punctuation. */
const names = {
  isbn: [
    ...['isbn13', 'isbnthirteenno', 'isbn13자리', 'isbn', 'isbnno', 'eaisbn', '국제표준도서번호', 'isbn번호'],
    ...['isbn코드', 'isbn10', '도서isbn'],
  ],
  title: [
    ...[
      '도서명',
      '서명',
      '책제목',
      '책이름',
      '책명',
      '도서제목',
      '제목',
      '자료명',
      '표제',
      '본표제',
      '서명정보',
      '상품명',
    ],
    ...['title', 'titlenm', 'bookname', 'booktitle', 'bknm', 'booknm'],
  ],
  author: [
    ...[
      '저자',
      '저자명',
      '작가',
      '작가명',
      '작가명저자',
      '저자작가',
      '지은이',
      '글쓴이',
      '저작자',
      '저자사항',
      '저자아티스트',
    ],
    ...['저자역자', 'author', 'authors', 'authrnm', 'authornm', 'authorname', 'writer'],
  ],
  publisher: [
    ...['출판사', '출판사명', '발행자', '발행처', '발행처명', '발행사', '출판자', '출판사제작사', '제작사'],
    ...['publisher', 'publishernm', 'publishername'],
  ],
  year: [
    ...[
      '발행년도',
      '발행연도',
      '출판년도',
      '출판연도',
      '출간년도',
      '출간연도',
      '발행년',
      '출판년',
      '발행일',
      '발행일자',
    ],
    ...['출판일', '출판일자', '출간일', '출간일자', 'publicationyear', 'publishedyear', 'publishyear', 'pubyear'],
    ...['pubdate', 'twopblictede', 'pblictede', 'year'],
  ],
  kdc: ['kdc', 'kdc번호', 'kdc분류', 'kdc분류번호', 'kdcnm', '주제분류번호', '분류번호', '분류기호', 'classno'],
  callNumber: ['청구기호', 'callnumber', 'callno', 'callsign'],
  barcode: [
    ...['등록번호', '도서등록번호', '자료등록번호', '소장등록번호', '바코드', '바코드번호', '도서바코드', 'barcode'],
    ...['barcodeno', 'registrationno', 'registrationnumber', 'accessionno', 'accessionnumber', 'regno'],
  ],
  series: ['총서명', '총서', '총서사항', '시리즈', '시리즈명', 'series', 'seriesname', 'seriestitle'],
  cover: [
    ...[
      '표지',
      '표지주소',
      '표지이미지',
      '이미지',
      '이미지주소',
      'cover',
      'coverurl',
      'coverimage',
      'imageurl',
      'image',
    ],
    ...['thumbnail', 'thumbnailurl', 'bookimageurl'],
  ],
  volume: ['권', '권차', '권호', '권차기호', 'volume', 'vol', 'vlmnm'],
  copies: ['copies', '소장권수', '도서권수', '보유권수', '권수', '소장수', '보유수량', '수량'],
  fee: ['fee', 'feewon', 'rentalfee', '대여료', '대여비', '대여요금', '대여가격'],
  popularity: ['popularity', '인기도', 'loans', 'loancount', '대출건수', '대출횟수', '대출수', '대여횟수', '대여건수'],
} as const satisfies Record<RecordField, readonly string[]>

export type Field = RecordField
/** The places of a field's columns, the best first. */
export type Columns = Readonly<Record<Field, readonly number[]>>

const fields = recordFields

/** Whichever columns have a name we know; perhaps none. */
export function columnsNamed(header: readonly string[]): Columns {
  const plain = header.map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  )
  const places = (field: Field) =>
    names[field].flatMap((name) => plain.flatMap((given, place) => (given === name ? [place] : [])))
  return Object.fromEntries(fields.map((field) => [field, places(field)])) as Record<Field, number[]>
}

/** Null when no column holds titles. */
export function recogniseColumns(header: readonly string[]): Columns | null {
  const columns = columnsNamed(header)
  return columns.title.length > 0 ? columns : null
}

/** As a person says it. */
export function columnsMapped(mapping: ColumnMapping): Columns {
  const places = (field: Field) => mapping.flatMap((said, place) => (said === field ? [place] : []))
  return Object.fromEntries(fields.map((field) => [field, places(field)])) as Record<Field, number[]>
}

/** What the column at this place is taken for. */
export function fieldAt(columns: Columns, place: number): Field | null {
  return fields.find((field) => columns[field].includes(place)) ?? null
}

export function countRecognised(columns: Columns): number {
  return fields.filter((field) => columns[field].length > 0).length
}
