/** Makes a librarian's file in a folder of its own, in the bytes that the test asks for. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from '@jest/globals'
import iconv from 'iconv-lite'
import { readCatalogueFile, type FileRow } from '../../src/infra/catalogue-file/read-catalogue-file.js'

export const encodings = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with BOM': (text: string) => Buffer.from(`\uFEFF${text}`),
  CP949: (text: string) => iconv.encode(text, 'cp949'),
  'UTF-16LE with BOM': (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }),
  'UTF-8 in a .gz': (text: string) => gzipSync(text),
  'CP949 in a .gz': (text: string) => gzipSync(iconv.encode(text, 'cp949')),
}

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

export async function fileOf(content: string | Buffer, name = '도서목록.csv'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'book-list-'))
  folders.push(folder)
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

export async function readAll(path: string): Promise<{ rows: FileRow[]; notices: string[] }> {
  const rows: FileRow[] = []
  const notices: string[] = []
  for await (const row of readCatalogueFile(path, undefined, (notice) => notices.push(notice))) rows.push(row)
  return { rows, notices }
}

export async function rowsOf(content: string | Buffer): Promise<FileRow[]> {
  return (await readAll(await fileOf(content))).rows
}

/** The one record of a file with one good row. */
export async function recordOf(content: string | Buffer) {
  const [row, ...others] = await rowsOf(content)
  if (!row?.ok || others.length > 0) throw new Error(`one good row expected: ${JSON.stringify([row, ...others])}`)
  return row.record
}

/** Why each row was refused; `taken` for a good one. */
export async function verdictsOf(content: string | Buffer): Promise<string[]> {
  return (await rowsOf(content)).map((row) => (row.ok ? 'taken' : row.reason))
}
