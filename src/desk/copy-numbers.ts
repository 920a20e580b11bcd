/** How one copy of a book is written and read: `1024-2` is the second copy of #1024. */

export type CopyNumber = { readonly bookNo: number; readonly copyNo: number }

export function sayCopy({ bookNo, copyNo }: CopyNumber): string {
  return `${bookNo}-${copyNo}`
}

/** `1024`, `#1024`; `null` when it is none. */
export function readBookNo(word: string | undefined): number | null {
  const [, digits] = /^#?(\d{1,9})$/.exec(word ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

/** `1024-2` or `1024 2` at the beginning of the words, and what follows; `null` when they begin otherwise. */
export function readCopy(words: readonly string[]): { copy: CopyNumber; rest: readonly string[] } | null {
  const [, book, copy] = /^#?(\d{1,9})-(\d{1,9})$/.exec(words[0] ?? '') ?? []
  if (book !== undefined) return { copy: { bookNo: Number(book), copyNo: Number(copy) }, rest: words.slice(1) }
  const [bookNo, copyNo] = [readBookNo(words[0]), readBookNo(words[1])]
  return bookNo === null || copyNo === null ? null : { copy: { bookNo, copyNo }, rest: words.slice(2) }
}

/** The one copy the words name, and no more than that; or why not, in a line. */
export function readOneCopy(words: readonly string[]): CopyNumber | string {
  const read = readCopy(words)
  if (!read) return noSuchCopy(words[0])
  return read.rest.length > 0 ? '한 번에 한 권씩 적어 주세요. 아직 아무것도 적지 않았어요.' : read.copy
}

/** Why what was typed is no copy. */
export function noSuchCopy(word: string | undefined): string {
  return word === undefined
    ? '어느 책인지 책 번호와 복본 번호를 적어 주세요. 예) 1024-2'
    : `‘${word}’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.`
}
