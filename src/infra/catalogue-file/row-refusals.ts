/** Why was a row left out, and how is that said to the librarian? */
export const refusalSentences = {
  'title-missing': '제목이 비어 있어요.',
  'isbn-invalid': 'ISBN이 잘못되었어요(검사 숫자나 자릿수가 맞지 않아요). 책 뒤표지의 ISBN과 견주어 주세요.',
  'isbn-rounded':
    '엑셀이 ISBN을 9.79E+12처럼 줄여서 뒷자리가 사라졌어요. 엑셀에서 ISBN 열을 숫자(소수 0자리)로 바꿔 다시 저장해 주세요.',
  'copies-out-of-range': '권수는 1부터 99까지의 숫자여야 해요.',
  'fee-invalid': '대여료는 0원부터 100,000원까지의 숫자여야 해요.',
  'letters-broken': '깨진 글자(�)가 있어요. 원래 파일의 글자를 고쳐 주세요.',
  'too-many-cells': '칸이 열 이름보다 많아요. 쉼표가 든 제목은 큰따옴표로 감싸 주세요.',
  'quote-unclosed': '큰따옴표(")가 닫히지 않아 칸을 나눌 수 없어요.',
  'barcode-invalid': '등록번호(바코드)를 읽을 수 없어요. 글자와 숫자, . / _ - 만 쓸 수 있고 40자까지예요.',
  'barcode-twice': '같은 등록번호(바코드)가 이 파일의 앞줄에 이미 있어요. 등록번호를 확인해 주세요.',
  'barcode-taken': '이 등록번호(바코드)는 다른 책이 쓰고 있어요. 등록번호를 확인해 주세요.',
  'record-broken': 'MARC 레코드가 깨져 있어요. 도서관 프로그램에서 이 책을 다시 내보내 주세요.',
  'row-too-long': '한 줄이 너무 길어요(20만 자 넘음).',
} as const satisfies Record<string, string>

export type RowRefusal = keyof typeof refusalSentences
