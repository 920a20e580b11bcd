/** Writes a small .xlsx: sheets of cells in a zip. */
import { crc32, deflateRawSync } from 'node:zlib'

type Cell = string | number | null

type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>
type Making = { readonly isPacked?: boolean; readonly parts?: Readonly<Record<string, Buffer>> }

/** `parts`: others that stand in it, too. */
export function workbookOf(sheets: Sheets, { isPacked = false, parts = {} }: Making = {}): Buffer {
  const names = Object.keys(sheets)
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const files = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${kind}"><sheets>${names
      .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${kind}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${main}"><sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  }
  return zipOf(files, isPacked)
}

function rowOf(cells: readonly Cell[], row: number): string {
  if (cells.length === 0) return ''
  const written = cells.map((cell, place) => {
    const at = `r="${String.fromCharCode(65 + place)}${row + 1}"`
    if (cell === null) return ''
    if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`
    return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  })
  return `<row r="${row + 1}">${written.join('')}</row>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function zipOf(files: Readonly<Record<string, string | Buffer>>, isPacked: boolean): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const [title, plain] = [Buffer.from(name), Buffer.from(content)]
    const body = isPacked ? deflateRawSync(plain) : plain
    const facts = Buffer.alloc(22)
    facts.writeUInt16LE(isPacked ? 8 : 0, 4)
    facts.writeUInt32LE(crc32(plain), 10)
    facts.writeUInt32LE(body.length, 14)
    facts.writeUInt32LE(plain.length, 18)
    const sizes = Buffer.concat([Buffer.from([20, 0]), facts.subarray(2), Buffer.from([title.length, 0, 0, 0])])
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), sizes, title, body])
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), sizes, Buffer.alloc(10), le32(offset), title])
    parts.push(local)
    directory.push(central)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}

function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
