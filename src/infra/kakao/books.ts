/** Kakao's (Daum's) book search, asked by ISBN. */
import { z } from 'zod'
import type { BookSearch } from '../../usecases/gateways.js'
import { call } from './http.js'

export type BookSearchOptions = {
  /** `https://dapi.kakao.com`, or a stand-in. */
  readonly baseUrl: () => string
  readonly restApiKey: string
  readonly timeoutMs?: number
}

const answer = z.object({
  documents: z.array(
    z.object({
      /** `ISBN10 ISBN13`, either of which may be missing. */
      isbn: z.string(),
      title: z.string(),
      authors: z.array(z.string()).default([]),
      translators: z.array(z.string()).default([]),
      publisher: z.string().default(''),
      /** ISO 8601, or empty. */
      datetime: z.string().default(''),
      thumbnail: z.string().default(''),
    }),
  ),
})

/** A librarian waits for it with the book in hand. */
const patienceMs = 4_000

export function bookSearch({ baseUrl, restApiKey, timeoutMs = patienceMs }: BookSearchOptions): BookSearch {
  return async (isbn13) => {
    const query = new URLSearchParams({ target: 'isbn', query: isbn13, size: '10' })
    const { documents } = await call(
      {
        place: 'kakao-books',
        method: 'GET',
        url: `${baseUrl()}/v3/search/book?${query.toString()}`,
        authorization: `KakaoAK ${restApiKey}`,
        timeoutMs,
      },
      answer,
    )
    const found = documents.find(({ isbn }) => isbn.split(/\s+/).includes(isbn13))
    if (!found || found.title.trim() === '') return null
    const year = Number(found.datetime.slice(0, 4))
    return {
      isbn13,
      title: found.title.trim(),
      author: peopleOf(found.authors, found.translators),
      publisher: found.publisher.trim(),
      publishedYear: year >= 1400 && year <= 2099 ? year : null,
      coverUrl: /^https?:\/\//.test(found.thumbnail) ? found.thumbnail : null,
    }
  }
}

/** As library cards write it: `한강 지음 ; 데보라 스미스 옮김`. */
function peopleOf(authors: readonly string[], translators: readonly string[]): string {
  const group = (names: readonly string[], role: string) => (names.length > 0 ? [`${names.join(', ')} ${role}`] : [])
  return translators.length === 0
    ? authors.join(', ')
    : [...group(authors, '지음'), ...group(translators, '옮김')].join(' ; ')
}
