/** Is this a list with columns at all, whatever its name says? */
import { CatalogueFileError } from './catalogue-file-error.js'

const saveAsCsv = '파일 > 다른 이름으로 저장에서 CSV UTF-8(쉼표로 분리)을 골라 저장해 주세요.'

/** Throws one sentence with what to do when the first bytes belong to another kind of file. */
export function refuseOtherFormats(head: Buffer): void {
  const bytes = head.toString('latin1', 0, 64 * 1024)
  const text = bytes
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
  const sentence =
    (text === '' && '빈 파일이에요. 책 목록이 든 CSV 파일을 골라 주세요.') ||
    (/^\xd0\xcf\x11\xe0/.test(bytes) &&
      `옛 엑셀 파일(.xls)이거나 암호가 걸린 엑셀 파일이에요. 엑셀에서 열어 통합 문서(.xlsx)로 저장하거나 ${saveAsCsv}`) ||
    (/^%PDF/.test(bytes) && 'PDF 파일이에요. 도서관 프로그램에서 CSV나 엑셀, MARC(.mrc)로 내보내 주세요.') ||
    (/^<\?xml|^<(marc:)?(collection|record)/i.test(text) &&
      'XML 파일이에요. 도서관 프로그램에서 CSV나 엑셀, MARC(.mrc)로 내보내 주세요.') ||
    (/^</.test(text) && `웹 페이지(HTML)로 저장된 표예요. 엑셀에서 열어 ${saveAsCsv}`) ||
    (/^(\{|\[\s*[{["\]])/.test(text) && `JSON 파일이에요. 첫 줄이 열 이름인 CSV 파일로 바꿔 주세요.`)
  if (sentence) throw new CatalogueFileError(sentence)
}
