/** How does Kakao's book search answer? The doors below /books, with a few books that everybody knows. */
import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Misbehaviour } from './misbehave.js'
import type { Mischief } from './mischief.js'

export type KnownBook = {
  readonly isbn10: string
  readonly isbn13: string
  readonly title: string
  readonly authors: readonly string[]
  readonly translators: readonly string[]
  readonly publisher: string
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string
  readonly priceWon: number
}

type Wire = {
  /** The absolute address of this router. */
  readonly address: () => string
  readonly mischief: Mischief
  readonly misbehaviour: Misbehaviour
}

export type Books = { router: Router; known: Map<string, KnownBook> }

const asked = z.object({
  query: z.string().min(1),
  target: z.enum(['title', 'isbn', 'publisher', 'person']).optional(),
  sort: z.enum(['accuracy', 'latest']).default('accuracy'),
  page: z.coerce.number().int().min(1).max(50).default(1),
  size: z.coerce.number().int().min(1).max(50).default(10),
})

export function openBooks({ address, mischief, misbehaviour }: Wire): Books {
  const known = new Map(shelf.map((book) => [book.isbn13, book]))
  const router = Router()

  router.get('/v3/search/book', async (req, res) => {
    if (!/^KakaoAK \S+$/.test(req.get('authorization') ?? ''))
      return refuse(res, 401, 'AccessDeniedError', 'cannot find Authorization : KakaoAK header')
    if (mischief.books === 'silence') return misbehaviour.silence(res)
    if (mischief.books === '500') return refuse(res, 500, 'InternalServerError', 'something went wrong')
    if (mischief.books === 'slow') await misbehaviour.dawdle()
    const parsed = asked.safeParse(req.query)
    if (!parsed.success) return refuse(res, 400, 'InvalidArgument', z.prettifyError(parsed.error))
    const { query, target, page, size } = parsed.data
    const hits = [...known.values()].filter((book) => isHit(book, query, target))
    const documents = hits.slice((page - 1) * size, page * size).map((book) => documentOf(book, address()))
    const total = hits.length
    res.json({ documents, meta: { is_end: page * size >= total, pageable_count: total, total_count: total } })
  })

  router.get('/covers/:isbn13.svg', (req, res) => {
    const book = known.get(String(req.params['isbn13']))
    if (!book) return void res.status(404).end()
    res.type('image/svg+xml').send(coverOf(book))
  })
  return { router, known }
}

function isHit(book: KnownBook, query: string, target: z.infer<typeof asked>['target']): boolean {
  const has = (text: string) => text.replaceAll(' ', '').includes(query.replaceAll(' ', ''))
  const bare = query.replaceAll('-', '')
  if (target === 'isbn') return book.isbn13 === bare || book.isbn10 === bare
  if (target === 'person') return [...book.authors, ...book.translators].some(has)
  if (target === 'publisher') return has(book.publisher)
  return has(book.title) || (target === undefined && (book.authors.some(has) || book.isbn13 === bare))
}

function documentOf(book: KnownBook, address: string) {
  return {
    authors: book.authors,
    contents: '',
    datetime: `${book.publishedOn}T00:00:00.000+09:00`,
    isbn: `${book.isbn10} ${book.isbn13}`.trim(),
    price: book.priceWon,
    publisher: book.publisher,
    sale_price: Math.round(book.priceWon * 0.9),
    status: '정상판매',
    thumbnail: `${address}/covers/${book.isbn13}.svg`,
    title: book.title,
    translators: book.translators,
    url: `https://search.daum.net/search?w=bookpage&q=${encodeURIComponent(book.title)}`,
  }
}

function coverOf({ title, authors }: KnownBook): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="174" viewBox="0 0 120 174">
<rect width="120" height="174" fill="#f2e8d5"/><rect x="6" y="6" width="108" height="162" fill="none" stroke="#8a6d3b"/>
<text x="60" y="76" font-size="13" text-anchor="middle" fill="#3b2a14">${safe(title.slice(0, 9))}</text>
<text x="60" y="104" font-size="10" text-anchor="middle" fill="#6b5433">${safe((authors[0] ?? '').slice(0, 12))}</text></svg>`
}

function refuse(res: Response, status: number, errorType: string, message: string): void {
  res.status(status).json({ errorType, message })
}

const book = (
  [isbn10, isbn13]: [string, string],
  title: string,
  [authors, translators]: [string[], string[]],
  publisher: string,
  publishedOn: string,
  priceWon: number,
): KnownBook => ({ isbn10, isbn13, title, authors, translators, publisher, publishedOn, priceWon })

const shelf: readonly KnownBook[] = [
  book(['8936434128', '9788936434120'], '소년이 온다', [['한강'], []], '창비', '2014-05-19', 15_000),
  book(['8936434594', '9788936434595'], '채식주의자', [['한강'], []], '창비', '2022-03-28', 15_000),
  book(['8937460440', '9788937460449'], '데미안', [['헤르만 헤세'], ['전영애']], '민음사', '2000-12-20', 8_000),
  book(['8949190028', '9788949190020'], '모모', [['미하엘 엔데'], ['한미희']], '비룡소', '1999-02-09', 13_000),
  book(
    ['8970127240', '9788970127248'],
    '총, 균, 쇠',
    [['재레드 다이아몬드'], ['김진준']],
    '문학사상',
    '2005-12-19',
    28_000,
  ),
]
