/** Which rows does a workbook hold? */
import { CatalogueFileError } from './catalogue-file-error.js'
import { fileBytes, type FileProgress } from './file-bytes.js'
import { refuseTooLarge } from './workbook-size.js'

export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** A workbook is unpacked whole, so it must not be too large for that. */
const mostBytes = 64 * 1024 * 1024

/** Every sheet with its rows from the first line on, each cell as it would be typed. */
export async function readXlsx(path: string, onProgress?: FileProgress): Promise<Sheet[]> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const bytes of fileBytes(path, onProgress)) {
    size += bytes.length
    if (size > mostBytes)
      throw new CatalogueFileError('엑셀 파일이 너무 커요(64MB 넘음). CSV UTF-8로 저장하거나 나눠서 올려 주세요.')
    pieces.push(bytes)
  }
  const workbook = Buffer.concat(pieces)
  await refuseTooLarge(workbook)
  // a tenth of a second that no process spends but the one that reads a workbook
  const { default: readXlsxFile } = await import('read-excel-file/node')
  try {
    const sheets = await readXlsxFile(workbook)
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
  } catch (error) {
    throw new CatalogueFileError(
      '엑셀 파일(.xlsx)로 읽을 수 없어요. 엑셀에서 열어 다시 저장하거나 CSV UTF-8(쉼표로 분리)로 저장해 주세요.',
      { cause: error },
    )
  }
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  // a long number is an ISBN or a barcode, and never 9.79E+12
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell.toFixed(0) : String(cell)
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : ''
}
