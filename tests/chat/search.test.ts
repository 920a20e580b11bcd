/** Looking books up by chat, in whatever words. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('searching on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    haneul = library.visitor('김하늘')
    const shelf = [
      { title: '소년이 온다', author: '한강', publisher: '창비', isbn13: '9788936434120', copies: 2 },
      { title: '채식주의자', author: '한강', publisher: '창비', isbn13: '9788936433598' },
      { title: '흰', author: '한강', publisher: '문학동네', popularity: 5 },
      { title: '해리 포터와 마법사의 돌', author: 'J. K. 롤링', publisher: '문학수첩' },
      { title: '해리 포터와 비밀의 방', author: 'J. K. 롤링', publisher: '문학수첩' },
      { title: '어린 왕자', author: '생텍쥐페리', publisher: '열린책들' },
      { title: '나를 찾아줘', author: '길리언 플린', publisher: '푸른숲' },
      { title: '유럽 예약', author: '청춘유리', publisher: '허밍버드' },
      { title: '18세를 반납합니다', author: '김혜정', publisher: '문학과지성사' },
      { title: '모래의 책', author: '보르헤스', publisher: '민음사' },
      { title: '모래의 여자', author: '아베 고보', publisher: '민음사' },
      { title: 'Dragon Masters #11', author: 'Tracey West', publisher: 'Scholastic' },
      { title: "Robert'); DROP TABLE titles;--", author: 'Bobby', publisher: 'xkcd' },
      { title: '100% 공감하는 "말"', author: "O'Neil", publisher: '백슬래시\\출판' },
      { title: '밑줄_책', author: '지은이', publisher: '펴낸곳' },
      { title: '고양이 1', author: '베르나르 베르베르', publisher: '열린책들' },
      { title: '이름만 같은 책', author: '가', publisher: '나' },
      { title: '이름만 같은 책', author: '다', publisher: '라' },
      { title: `끝없는 이야기 ${'아주 '.repeat(90)}긴 제목`, author: '미하엘 엔데', publisher: '비룡소' },
    ]
    for (const book of shelf) await library.book(book)
  })
  afterAll(() => library.close())

  /** The titles a search shows, whether as rows of a list or as the one card. */
  async function found(said: string): Promise<string[]> {
    const answer = await haneul.says(said)
    if (answer.outcome === 'nothing-found') return []
    expect(answer.outcome).toBe('ok')
    const [card] = 'template' in answer.response ? answer.response.template.outputs : []
    return card && 'itemCard' in card ? [card.itemCard.head?.title ?? ''] : rowsOf(answer)
  }

  it.each([
    '소년이 온다',
    '소년이온다',
    '소년 이온다',
    '소년이 온다 있어요?',
    '소년이온다 있나요',
    'thsusdl dhsek',
    'thsusdldhsek',
    '소년이 온다라는 책 있어요?',
    '소년이 온다 찾아줘',
    '소년이 온다를 찾아줘',
    '온다 소년',
    '한강 소년이 온다',
    '창비 한강 소년',
    '한강의 소년이 온다',
    '9788936434120',
    '978-89-364-3412-0',
    '978 89 364 3412 0',
    'ISBN 978-89-364-3412-0',
    '89-364-3412-8',
    '8936434128',
    '8936434128 있어요?',
    '  소년이   온다  ',
    '소년이\n온다',
    '‘소년이 온다’',
    '소년이 온다!!',
    '소년이 온다 😊',
  ])('finds one book by ‘%s’', async (said) => expect(await found(said)).toEqual(['소년이 온다']))

  it.each([
    ['한강', ['흰', '소년이 온다', '채식주의자']],
    ['한강 책 찾아줘', ['흰', '소년이 온다', '채식주의자']],
    ['한강 작가님 소설', ['흰', '소년이 온다', '채식주의자']],
    ['한강이 쓴 책 있어요?', ['흰', '소년이 온다', '채식주의자']],
    ['창비', ['소년이 온다', '채식주의자']],
    ['창비 출판사', ['소년이 온다', '채식주의자']],
    ['해리포터', ['해리 포터와 마법사의 돌', '해리 포터와 비밀의 방']],
    ['해리 포터 있어요?', ['해리 포터와 마법사의 돌', '해리 포터와 비밀의 방']],
    ['롤링 해리', ['해리 포터와 마법사의 돌', '해리 포터와 비밀의 방']],
    ['해리포터 비밀', ['해리 포터와 비밀의 방']],
    ['어린왕자', ['어린 왕자']],
    ['고양이 있어요?', ['고양이 1']],
    ['고양이가 있나요', ['고양이 1']],
    ['DRAGON masters', ['Dragon Masters #11']],
    ['흰', ['흰']],
    ['ㅎㄹㅍㅌ', ['해리 포터와 마법사의 돌', '해리 포터와 비밀의 방']],
    ['ㅅㄴㅇㅇㄷ', ['소년이 온다']],
    ['ㅊㅅ', ['채식주의자']],
    ['ㅇㄹ ㅇㅈ', ['어린 왕자']],
    ['고양이 1권', ['고양이 1']],
    ['이름만 같은 책', ['이름만 같은 책', '이름만 같은 책']],
  ])('finds by ‘%s’ what bears these words', async (said, titles) => expect(await found(said)).toEqual(titles))

  it.each(['나를 찾아줘', '유럽 예약', '18세를 반납합니다', '모래의 책', 'Dragon Masters #11'])(
    'takes ‘%s’ for the book and not for a wish',
    async (title) => expect(await found(title)).toEqual([title]),
  )

  it.each([
    ["Robert'); DROP TABLE titles;--", "Robert'); DROP TABLE tit…"],
    ["O'Neil", '100% 공감하는 "말"'],
    ['100%', '100% 공감하는 "말"'],
    ['공감하는 "말"', '100% 공감하는 "말"'],
    ['백슬래시\\출판', '100% 공감하는 "말"'],
    ['밑줄_책', '밑줄_책'],
  ])('takes ‘%s’ as it is written', async (said, title) => {
    expect(await found(said)).toEqual([title])
    expect((await library.rows('SELECT book_id FROM titles')).length).toBe(19)
  })

  it.each([
    '%',
    '_',
    "' OR 1=1 --",
    '\\',
    '%%%',
    '"',
    ';',
    '없는책',
    '한강 없는책',
    '9788936434121',
    '🦄 유니콘',
    '뷁',
  ])('finds nothing by ‘%s’ and says what else can be done', async (said) => {
    const answer = await haneul.says(said)
    expect([answer.intent, answer.outcome]).toEqual(said === ';' ? ['help', 'ok'] : ['search', 'nothing-found'])
    expect(labelsOf(answer)).toContain('추천 도서')
  })

  it.each([
    ['소년이 온댜', '소년이 온다'],
    ['소년이 옴다', '소년이 온다'],
    ['소녀이 온다', '소년이 온다'],
    ['채식주이자', '채식주의자'],
    ['어린 왕쟈 있어요?', '어린 왕자'],
    ['해리포타', '해리 포터와 마법사의 돌'],
    ['해리포터와 마볍사의 돌', '해리 포터와 마법사의 돌'],
    ['길리언 풀린', '나를 찾아줘'],
    ['dragom masters', 'Dragon Masters #11'],
  ])('asks whether ‘%s’ means %s', async (said, title) => {
    const answer = await haneul.says(said)
    expect([answer.intent, answer.outcome]).toEqual(['search', 'ask'])
    expect(JSON.stringify(answer.response)).toContain(`혹시 『${title}』 찾으세요?`)
    const [first = ''] = rowsOf(answer)
    expect(first).toBe(title)
    expect(await haneul.taps(answer, first)).toMatchObject({ intent: 'book', outcome: 'ok' })
  })

  it.each(['끝없는 이야기 아주 아주 아주 아쥬', '끝없는 이야기 아주아주아주아주아주아쥬'])(
    'does not look for a sentence by its letters: ‘%s’',
    async (said) => expect(await library.app.views.findAlike(said)).toEqual([]),
  )

  it.each(['소년이 온댜 빌려줘', '소년이 온댜 예약해줘'])(
    'shows what ‘%s’ may mean, and does nothing yet',
    async (said) => {
      const reader = library.visitor()
      await reader.joins(10_000)
      const answer = await reader.says(said)
      expect(answer.outcome).toBe('ask')
      expect(rowsOf(answer)).toEqual(['소년이 온다'])
      expect(await reader.taps(answer, '소년이 온다')).toMatchObject({ intent: 'book', outcome: 'ok' })
      expect(await library.rows('SELECT id FROM rentals')).toEqual([])
      expect(await library.rows('SELECT id FROM holds')).toEqual([])
    },
  )

  it('greets whoever sends nothing but smileys', async () => {
    expect(await haneul.says('🙂👍🏽')).toMatchObject({ intent: 'help', outcome: 'ok' })
  })

  it('finds a title that is longer than anybody types, by all of it', async () => {
    const long = `끝없는 이야기 ${'아주 '.repeat(90)}긴 제목`
    expect(await haneul.says(long)).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await haneul.says(long.replaceAll(' ', ''))).toMatchObject({ intent: 'book', outcome: 'ok' })
  })

  it('asks for words when none were said', async () => {
    for (const said of ['책 찾기', '검색', '도서 검색해줘'])
      expect(await haneul.says(said)).toMatchObject({ intent: 'search', outcome: 'ask' })
  })

  it('says what can be taken home today, and when the rest is due back', async () => {
    const seojun = library.visitor()
    await seojun.joins(10_000)
    await library.book({ title: '눈물을 마시는 새 1', copies: 2 })
    await library.book({ title: '눈물을 마시는 새 2', copies: 1 })
    const list = await haneul.says('눈물을 마시는 새')
    expect(list.text).toContain('대여 가능 · 2권')
    expect(list.text).toContain('대여 가능 · 1권')

    await seojun.says('눈물을 마시는 새 1 빌려줘')
    await seojun.says('눈물을 마시는 새 2 빌려줘')
    const then = await haneul.says('눈물을 마시는 새')
    expect(then.text).toContain('대여 가능 · 1권')
    expect(then.text).toContain('대여 중 · 12/5 반납 예정')
    const card = await haneul.says('눈물을 마시는 새 2')
    expect(card.text).toContain('대여 중 · 12/5 반납 예정')
    expect(labelsOf(card)).not.toContain('대여하기')

    library.clock.advanceDays(7)
    expect((await haneul.says('눈물을 마시는 새')).text).toContain('대여 중 · 12/5 반납 예정')
    library.clock.advanceDays(1)
    expect((await haneul.says('눈물을 마시는 새')).text).toContain('대여 중 · 반납 지연')
    library.clock.advanceDays(-8)
  })

  it('finds a book as soon as its letter has come, and not before', async () => {
    const record = {
      isbn13: null,
      title: '방금 들어온 책',
      author: '',
      publisher: '',
      publishedYear: null,
      kdc: null,
      copies: 1,
      feeWon: null,
      popularity: 0,
      volume: null,
      series: null,
      coverUrl: null,
      marks: [],
      bookKey: `test:new:${engine}`,
    }
    await library.app.stockCatalogue([{ record, copiesAtLeast: 1 }])
    expect(await found('방금 들어온 책')).toEqual([])
    await library.settle()
    expect(await found('방금 들어온 책')).toEqual(['방금 들어온 책'])
  })

  it('shows no book that was withdrawn', async () => {
    const { bookId } = await library.book({ title: '사라질 책' })
    expect(await found('사라질 책')).toEqual(['사라질 책'])
    expect(await library.app.removeBook({ bookId, version: 1, mustStay: true })).toMatchObject({ ok: true })
    await library.settle()
    expect(await found('사라질 책')).toEqual([])
  })

  it('answers people who have not joined', async () => {
    const card = await library.visitor().says('소년이 온다')
    expect(card).toMatchObject({ intent: 'book', outcome: 'ok' })
    for (const fact of ['한강', '창비, 2020', '1,000원', '대여 가능 · 2권']) expect(card.text).toContain(fact)
    expect(labelsOf(card)).toEqual(expect.arrayContaining(['대여하기', '회원가입']))
  })
})
