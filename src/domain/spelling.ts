/** How words are compared when a book is looked for: what a book is searched by, and what a query's words are. */

/** What two spellings have in common: `해리 포터` = `해리포터`. Letters and digits only, lower case, composed. */
export function norm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** As many characters of a book as a search looks through. */
export const searchTextLength = 700

/** What a search looks through: the fields one after the other, apart, so that no word matches across two of them. */
export function searchTextOf(book: {
  readonly title: string
  readonly author: string
  readonly publisher: string
  readonly isbn13: string | null
}): string {
  return [norm(book.title), norm(book.author), norm(book.publisher), book.isbn13 ?? '']
    .join('|')
    .slice(0, searchTextLength)
}

/** The words of a query, compared in any order; each must be found. At most six count. */
export function queryWords(query: string): string[] {
  return query
    .split(/\s+/)
    .map(norm)
    .filter((word) => word.length > 0)
    .slice(0, 6)
}
