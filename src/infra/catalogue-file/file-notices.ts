/** What should the librarian know about how the file as a whole was read? */
import type { Columns } from './columns.js'
import type { Header } from './find-header.js'

export function fileNotices(header: Header, columns: Columns, isSwapped: boolean): string[] {
  const name = (place: number | undefined) => (place === undefined ? '' : (header.cells[place] ?? '').trim())
  const notices: string[] = []
  if (header.line > 1) notices.push(`${header.line}번째 줄을 열 이름으로 읽었어요.`)
  if (isSwapped)
    notices.push(
      `'${name(columns.author[0])}' 열에 저자가, '${name(columns.title[0])}' 열에 제목이 들어 있어 서로 바꿔 읽었어요.`,
    )
  if (columns.author.length === 0) notices.push('저자 열을 찾지 못해 저자를 비워 두었어요.')
  if (columns.publisher.length === 0) notices.push('출판사 열을 찾지 못해 출판사를 비워 두었어요.')
  if (columns.isbn.length === 0)
    notices.push('ISBN 열이 없어 제목, 저자, 출판사, 발행연도가 같으면 같은 책으로 보았어요.')
  if (columns.kdc.length === 0 && columns.callNumber.length > 0)
    notices.push('분류기호 열이 없어 청구기호의 앞 숫자를 분류기호(KDC)로 썼어요.')
  if (columns.barcode.length > 0)
    notices.push(`'${name(columns.barcode[0])}' 열을 복본마다 다른 등록번호(바코드)로 읽었어요.`)
  return notices
}
