/** Is a workbook small enough to be unpacked and laid out whole? What it says of its own size is not believed. */
import { createInflateRaw } from 'node:zlib'
import { CatalogueFileError } from './catalogue-file-error.js'

const mostUnpacked = 256 * 1024 * 1024
/** A single cell far from the others costs all that lie in between. */
const mostCells = 20_000_000

/** Throws a `CatalogueFileError` when the parts of the workbook are too large, or its sheets too wide and long. */
export async function refuseTooLarge(workbook: Buffer): Promise<void> {
  let unpacked = 0
  let cells = 0
  for (const part of partsOf(workbook)) {
    const area = areaSeen()
    let here = 0
    for await (const piece of part) {
      unpacked += piece.length
      here = area(piece)
      if (unpacked > mostUnpacked || cells + here > mostCells)
        throw new CatalogueFileError(
          '엑셀 파일을 펼치면 너무 커요. 책 목록만 남기고 멀리 떨어진 칸을 지우거나, CSV UTF-8(쉼표로 분리)로 저장해 주세요.',
        )
    }
    cells += here
  }
}

const partBegins = Buffer.from('PK\x03\x04')
const [stored, deflated] = [0, 8]

/** Wherever a part begins, as a reader that goes through the file from its beginning finds it. */
function* partsOf(zip: Buffer): Generator<AsyncIterable<Buffer> | Buffer[]> {
  for (let at = zip.indexOf(partBegins); at >= 0 && at + 30 <= zip.length; at = zip.indexOf(partBegins, at + 4)) {
    const content = zip.subarray(at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28))
    const packing = zip.readUInt16LE(at + 8)
    if (packing === deflated) yield inflated(content)
    if (packing === stored) yield [content.subarray(0, zip.readUInt32LE(at + 18))]
  }
}

/** As far as it can be unpacked; what is broken, the reader says. */
async function* inflated(content: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw()
  inflate.end(content)
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch {
    return
  }
}

/** Takes a sheet in pieces and says how many cells lie between its first and its farthest so far. */
function areaSeen(): (piece: Buffer) => number {
  let [rows, columns] = [0, 0]
  let rest = ''
  return (piece) => {
    const text = rest + piece.toString('latin1')
    for (const [, letters = '', digits] of text.matchAll(/\sr\s*=\s*["']([A-Z]*)(\d+)["']/gi)) {
      rows = Math.max(rows, Number(digits))
      columns = Math.max(columns, columnOf(letters))
    }
    rest = text.slice(-100)
    return rows * columns
  }
}

/** A is 1, Z is 26, AA is 27. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)
}
