/** What Kakao's book search says of an ISBN, and what is done when it says nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { OutsideError } from '../../src/usecases/gateways.js'
import { bookSearch } from '../../src/infra/kakao/books.js'
import { noMischief } from '../../src/simulator/mischief.js'
import type { Simulator } from '../../src/simulator/simulator.js'
import { openLibrary, type Library } from '../support/library.js'
import { kindsOf, valueOf } from '../support/lines.js'

describe('the book search', () => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary('sqlite')
  })
  afterEach(() => void Object.assign(simulator().mischief, noMischief()))
  afterAll(() => library.close())

  const simulator = (): Simulator => {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const search = (timeoutMs: number, restApiKey = 'key') =>
    bookSearch({ baseUrl: () => `${library.url}/simulator/books`, restApiKey, timeoutMs })
  const failure = (isbn13: string, timeoutMs: number, key?: string) =>
    search(
      timeoutMs,
      key,
    )(isbn13).then(
      () => null,
      (error: OutsideError) => ({ place: error.place, isRetryable: error.isRetryable }),
    )

  it('tells title, people, publisher, year and cover by ISBN, with the cover where it says', async () => {
    const { found, kept } = valueOf(await library.app.lookUpIsbn('9788937460449'))
    expect(found).toEqual({
      isbn13: '9788937460449',
      title: '데미안',
      author: '헤르만 헤세 지음 ; 전영애 옮김',
      publisher: '민음사',
      publishedYear: 2000,
      coverUrl: `${library.url}/simulator/books/covers/9788937460449.svg`,
    })
    expect(kept).toBeNull()
    const cover = await fetch(found?.coverUrl ?? '')
    expect(cover.headers.get('content-type')).toContain('image/svg+xml')
  })

  it('says what the house has of it, and that Kakao knows nothing', async () => {
    const isbn13 = '9791187011552'
    await library.book({ title: '우리만 아는 책', isbn13, bookKey: `isbn:${isbn13}` })
    expect(valueOf(await library.app.lookUpIsbn(isbn13))).toMatchObject({
      kept: { title: '우리만 아는 책' },
      found: null,
    })
    expect(kindsOf(await library.app.lookUpIsbn('9788937460440'))).toEqual(['isbn-invalid'])
  })

  it('does without what Kakao does not say', async () => {
    const isbn13 = '9788932473901'
    const bare = {
      isbn10: '',
      isbn13,
      title: ' 이름뿐인 책 ',
      authors: [],
      translators: [],
      publisher: '',
      publishedOn: '',
    }
    simulator().books.set(isbn13, { ...bare, priceWon: 0 })
    expect(await search(1_000)(isbn13)).toMatchObject({ title: '이름뿐인 책', author: '', publishedYear: null })
  })

  it('passes by answers about other books, and takes no answer of another shape', async () => {
    const other = { isbn: '8936434128 9788936434120', title: '남의 책' }
    const answers: unknown[] = [
      { documents: [other] },
      { documents: [other, { isbn: '9788949190020', title: '모모' }] },
      {},
    ]
    const server = createServer((_, response) => response.end(JSON.stringify(answers.shift())))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const ask = bookSearch({ baseUrl: () => `http://127.0.0.1:${port}`, restApiKey: 'key' })
    expect(await ask('9788949190020')).toBeNull()
    expect(await ask('9788949190020')).toMatchObject({ title: '모모', author: '', coverUrl: null })
    await expect(ask('9788949190020')).rejects.toMatchObject({ name: 'OutsideError', isRetryable: false })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('away, slow, silent or of another mind is waited for only so long, and the book can be typed in', async () => {
    const isbn13 = '9788936434120'
    const away = { place: 'kakao-books', isRetryable: true }
    for (const books of ['500', 'silence', 'slow'] as const) {
      simulator().mischief.books = books
      expect(await failure(isbn13, 150)).toEqual(away)
    }
    simulator().mischief.books = '500'
    expect(await library.app.lookUpIsbn(isbn13)).toMatchObject({
      refusals: [{ kind: 'book-search-away', kept: null }],
    })
    simulator().mischief.books = 'ok'
    expect(await failure(isbn13, 1_000, '')).toEqual(away)
    expect(valueOf(await library.app.lookUpIsbn(isbn13)).found?.title).toBe('소년이 온다')
  })
})
