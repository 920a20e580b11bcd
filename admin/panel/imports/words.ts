/** Imports in words, and as their pages ask the API for them. */
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { count } from '../shell/formats.js'
import { ask } from '../shell/problem.js'

export type Import = components['schemas']['Import']
export type OneImport = components['schemas']['OneImport']
export type Preview = components['schemas']['ImportPreview']
export type BookField = NonNullable<components['schemas']['BookField']>
export type Mapping = (BookField | null)[]
export type RefusedRow = components['schemas']['RefusedRow']
export type LeftThere = components['schemas']['LeftByUndo']

export const fieldNames: Readonly<Record<BookField, string>> = {
  title: '제목',
  author: '지은이',
  publisher: '출판사',
  year: '출판연도',
  isbn: 'ISBN',
  kdc: '분류(KDC)',
  callNumber: '청구기호',
  barcode: '등록번호',
  volume: '권차',
  series: '총서',
  cover: '표지 주소',
  copies: '권수',
  fee: '대여료',
  popularity: '인기도',
}

const stateNames: Readonly<Record<Import['state'], string>> = {
  running: '가져오는 중',
  done: '다 가져왔어요',
  stopped: '멈췄어요',
  undoing: '되돌리는 중',
  undone: '되돌렸어요',
}

export function stateName({ state, isSilent }: Pick<Import, 'state' | 'isSilent'>): string {
  return isSilent ? '멈춘 것 같아요' : stateNames[state]
}

/** What of the rows, in one line; what is nothing is not said. */
export function countsSentence({ rows, taken, joined, unchanged, archived, refused }: Import['counts']): string {
  const parts = [
    ['새 책', taken],
    ['더한 줄', joined],
    ['그대로', unchanged],
    ['보관한 책', archived],
    ['빠진 줄', refused],
  ] as const
  return [`${count(rows)}줄`, ...parts.flatMap(([name, of]) => (of > 0 ? [`${name} ${count(of)}`] : []))].join(' · ')
}

export const mostBytes = 50 * 1024 * 1024

/** The id under which the house has the file now. */
export async function upload(file: File): Promise<string> {
  const sent = api.POST('/uploads', {
    body: file as never,
    bodySerializer: (body: unknown) => body as BodyInit,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  return (await ask(sent)).data.uploadId
}

export async function preview(uploadId: string, mapping?: Mapping): Promise<Preview> {
  const asked = { params: { path: { uploadId } }, body: mapping ? { mapping } : {} }
  return (await ask(api.POST('/uploads/{uploadId}/preview', asked))).data
}

export type Start = { readonly uploadId: string; readonly fileName: string; readonly mapping?: Mapping }

export function start(body: Start, header: { 'Idempotency-Key': string }) {
  return ask(api.POST('/imports', { params: { header }, body }))
}

export function undo(importId: string, header: { 'Idempotency-Key': string }) {
  return ask(api.POST('/imports/{importId}/undo', { params: { path: { importId }, header } }))
}

export async function imports(after?: string) {
  return (await ask(api.GET('/imports', { params: { query: { limit: 20, ...(after ? { after } : {}) } } }))).data
}

export async function oneImport(importId: string): Promise<OneImport> {
  return (await ask(api.GET('/imports/{importId}', { params: { path: { importId } } }))).data
}

export async function refusedRows(importId: string, after?: string) {
  const query = { limit: 50, ...(after ? { after } : {}) }
  return (await ask(api.GET('/imports/{importId}/refusals', { params: { path: { importId }, query } }))).data
}

export async function leftThere(importId: string): Promise<readonly LeftThere[]> {
  return (await ask(api.GET('/imports/{importId}/left', { params: { path: { importId } } }))).data.items
}
