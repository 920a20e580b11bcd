/** The rental status board at the desk: how each book stands, counted and listed, from the board's own tables. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CopyId } from '../../src/domain/ids.js'
import { crowd, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { copiesOf, deskSays, heldBy, rentalIn, valueOf } from '../support/lines.js'

type Row = { id: string; title: string; status: string } & Record<string, unknown>

describe.each(engines)('the status board on %s', (engine) => {
  let library: Library
  let desk: Caller
  let reader: Member
  let copyBack: CopyId

  /** Seen on December 7th: a book of every kind. */
  beforeAll(async () => {
    library = await openDesk(engine)
    const { app, clock } = library
    reader = await member(library, '김보드', 50_000)
    const [slow, third, fourth, waiter, winner] = (await crowd(library, 5, 20_000)) as [
      Member,
      Member,
      Member,
      Member,
      Member,
    ]
    const bookIds = new Map<string, Awaited<ReturnType<Library['book']>>['bookId']>()
    for (const title of [
      '늦은 책',
      '오늘 책',
      '말로 온 책',
      '잃은 책',
      '변상한 책',
      '돌아온 책',
      '기다리는 책',
      '이른 책',
      '마련된 책',
    ])
      bookIds.set(title, (await library.book({ title })).bookId)
    const bookId = (title: string) => bookIds.get(title) ?? ('' as never)
    const rent = (who: Member, title: string) => rentalIn(library, who.memberId, bookId(title))
    const copyOf = async (title: string) => (await copiesOf(library, bookId(title)))[0]?.id ?? ('' as CopyId)
    copyBack = await copyOf('돌아온 책')

    await rent(slow, '늦은 책')
    clock.advanceDays(2)
    await rent(reader, '오늘 책')
    const claimed = await rent(reader, '말로 온 책')
    await rent(reader, '잃은 책')
    const paid = await rent(reader, '변상한 책')
    const back = await rent(reader, '돌아온 책')
    await rent(third, '기다리는 책')
    await heldBy(library, waiter, bookId('기다리는 책'))
    clock.advanceDays(2)
    await rent(fourth, '이른 책')
    const soon = await rent(fourth, '마련된 책')
    await heldBy(library, winner, bookId('마련된 책'))
    clock.advanceDays(5)
    valueOf(await app.claimReturn({ memberId: reader.memberId, rentalId: claimed }))
    for (const title of ['잃은 책', '변상한 책']) await deskSays(library, await copyOf(title), 'lost')
    valueOf(await app.settleLost({ rentalId: paid, isFound: false }))
    valueOf(await app.returnBook({ memberId: reader.memberId, rentalId: back, commandKey: null }))
    valueOf(await app.returnBook({ memberId: fourth.memberId, rentalId: soon, commandKey: null }))
    await deliverAll(library)
    desk = await manager(library)
  })
  afterAll(() => library.close())

  async function rowsOf(query = '', path = '/board'): Promise<Row[]> {
    const all: Row[] = []
    for (let after = ''; ;) {
      const { status, body } = await desk.get(`${path}?limit=3${query && `&${query}`}${after}`)
      expect({ status, body }).toMatchObject({ status: 200 })
      all.push(...body.items)
      if (body.next === null) return all
      after = `&after=${body.next}`
    }
  }
  const titlesOf = async (query: string) => (await rowsOf(query)).map(({ title }) => title).sort()
  const dashboard = async () => (await desk.get('/dashboard?weeks=2')).body

  it('shows how every book stands, with its number, its member and its days', async () => {
    const rows = await rowsOf()
    expect(new Map(rows.map(({ title, status, kind }) => [`${title} ${String(kind)}`, status]))).toEqual(
      new Map([
        ['마련된 책 hold', 'ready'],
        ['마련된 책 rental', 'returned'],
        ['이른 책 rental', 'on-loan'],
        ['기다리는 책 hold', 'waiting'],
        ['기다리는 책 rental', 'due-today'],
        ['돌아온 책 rental', 'returned'],
        ['변상한 책 rental', 'written-off'],
        ['잃은 책 rental', 'lost'],
        ['말로 온 책 rental', 'claimed'],
        ['오늘 책 rental', 'due-today'],
        ['늦은 책 rental', 'late'],
      ]),
    )
    expect(rows.find(({ title }) => title === '돌아온 책')).toEqual({
      id: expect.any(String),
      kind: 'rental',
      status: 'returned',
      bookNo: expect.any(Number),
      title: '돌아온 책',
      copyId: copyBack,
      copyNo: 1,
      memberId: reader.memberId,
      memberName: '김보드',
      began: '2026-11-30',
      dueOn: '2026-12-07',
      ended: '2026-12-07',
      renewals: 0,
      feeWon: 1_000,
    })
  })

  it.each([
    ['status=out', ['기다리는 책', '늦은 책', '말로 온 책', '오늘 책', '이른 책', '잃은 책']],
    ['status=due-today', ['기다리는 책', '오늘 책']],
    ['status=late', ['늦은 책']],
    ['status=lost', ['잃은 책']],
    ['status=claimed', ['말로 온 책']],
    ['status=ready', ['마련된 책']],
    ['status=waiting', ['기다리는 책']],
    ['status=written-off', ['변상한 책']],
    ['status=returned&endedFrom=2026-12-07&endedUntil=2026-12-07', ['돌아온 책', '마련된 책']],
    ['status=returned&endedUntil=2026-12-06', []],
    ['status=out&dueFrom=2026-12-06&dueUntil=2026-12-08', ['기다리는 책', '말로 온 책', '오늘 책', '잃은 책']],
    ['beganFrom=2026-12-02&beganUntil=2026-12-02', ['마련된 책', '마련된 책', '이른 책']],
    ['kind=hold', ['기다리는 책', '마련된 책']],
    ['member=보드&status=out', ['말로 온 책', '오늘 책', '잃은 책']],
    ['title=늦은책', ['늦은 책']],
    ['title=%EC%97%86%EB%8A%94', []],
  ])('finds by %s', async (query, titles) => {
    expect(await titlesOf(query)).toEqual(titles)
  })

  it.each(['dueOn', '-dueOn', 'began', '-began', 'ended', '-ended', 'title', '-title', 'member', '-member'])(
    'sorted by %s, comes in pages that neither repeat nor skip',
    async (sort) => {
      const whole = (await desk.get(`/board?limit=200&sort=${sort}`)).body.items
      expect(whole).toHaveLength(11)
      expect(await rowsOf(`sort=${sort}`)).toEqual(whole)
    },
  )

  it.each(['dueOn', 'began', 'title'])('sorted by %s, goes on from no place that it has not named', async (sort) => {
    const foreign = [{ place: '2026-12-01', id: '가' }, { place: 1, id: 'x' }, { id: 'x' }]
    const words = sort === 'title' ? foreign : [...foreign, { place: '가', id: 'x' }]
    for (const word of words) {
      const after = Buffer.from(JSON.stringify(word)).toString('base64url')
      expect(await desk.get(`/board?sort=${sort}&after=${after}`)).toMatchObject({
        status: 400,
        body: { code: 'bad-cursor' },
      })
    }
  })

  it('sorts', async () => {
    const dueOns = (await rowsOf('sort=dueOn&status=out')).map(({ dueOn }) => dueOn)
    expect(dueOns).toEqual(dueOns.toSorted())
    const names = (await rowsOf('sort=title')).map(({ title }) => title)
    expect(names).toEqual(names.toSorted())
  })

  it('counts them, and the day and the weeks, each number the length of its list', async () => {
    const { day, standing, today, weeks, days, letters, lag } = await dashboard()
    expect(day).toBe('2026-12-07')
    expect(standing).toEqual({
      ...{ out: 6, dueToday: 2, late: 1, claimed: 1, lost: 1, waiting: 1, ready: 1, members: 6 },
      ...{ owedWon: 50_000 + 5 * 20_000 - 9 * 1_000, giftsWon: 0 },
    })
    expect(today).toEqual({ rentals: 0, returns: 2, kakaoPayWon: 0, cashWon: 0, feesWon: 0, refundsWon: 0 })
    // a Monday: this week has only begun
    expect(weeks).toMatchObject([
      { begins: '2026-11-30', rentals: 8, returns: 0, feesWon: 8_000 },
      { begins: '2026-12-07', rentals: 0, returns: 2 },
    ])
    expect(days).toHaveLength(8)
    expect(letters).toMatchObject({ parked: 0 })
    expect(lag).toEqual({ waiting: 0, parked: 0, oldestSeconds: 0 })
  })

  it('says how far it is behind, and shows nothing before its letter is there', async () => {
    const { bookId } = await library.book({ title: '방금 빌린 책' })
    valueOf(
      await library.app.takeCash({ memberId: reader.memberId, amountWon: 5_000, reason: '현금', commandKey: 'cash-1' }),
    )
    const other = await member(library, '박방금', 3_000)
    await rentalIn(library, other.memberId, bookId)
    library.clock.set(new Date(library.app.now().getTime() + 3_000).toISOString())
    expect((await dashboard()).lag).toEqual({ waiting: 3, parked: 0, oldestSeconds: 3 })
    expect(await titlesOf('title=방금')).toEqual([])
    await deliverAll(library)
    expect(await titlesOf('title=방금')).toEqual(['방금 빌린 책'])
    expect((await dashboard()).today).toMatchObject({ rentals: 1, feesWon: 1_000, cashWon: 8_000 })
  })

  it('tells the history of a copy and of a member', async () => {
    expect((await desk.get(`/board/copies/${copyBack}`)).body).toEqual({
      ...{ copyId: copyBack, copyNo: 1, state: 'in-circulation', title: '돌아온 책' },
      bookNo: expect.any(Number),
    })
    expect(await rowsOf('', `/board/copies/${copyBack}/history`)).toMatchObject([
      { memberName: '김보드', status: 'returned' },
    ])
    expect((await desk.get(`/board/members/${reader.memberId}`)).body).toMatchObject({
      name: '김보드',
      balanceWon: 50_000,
    })
    expect(await rowsOf('', `/board/members/${reader.memberId}/history`)).toHaveLength(5)
    expect(await desk.get('/board/copies/nowhere')).toMatchObject({ status: 404, body: { code: 'unknown-copy' } })
    expect(await desk.get('/board/members/nobody')).toMatchObject({ status: 404, body: { code: 'unknown-member' } })
  })

  it('forgets what a member has read when they want it forgotten: of the copy the month is left', async () => {
    valueOf(await library.app.forgetHistory(reader.memberId))
    await deliverAll(library)
    expect(await rowsOf('', `/board/copies/${copyBack}/history`)).toMatchObject([
      { status: 'returned', memberId: null, memberName: null, began: '2026-11', dueOn: null, ended: '2026-12' },
    ])
    expect((await rowsOf('', `/board/members/${reader.memberId}/history`)).map(({ status }) => status).sort()).toEqual([
      'claimed',
      'due-today',
      'lost',
    ])
    // the day was counted when it was known
    expect((await dashboard()).today).toMatchObject({ returns: 2 })
    expect(await titlesOf('endedFrom=2026-12-01')).toEqual(['마련된 책'])
  })

  it('answers while the tables of books, members and rentals are away', async () => {
    const before = [await rowsOf(), await dashboard()]
    const away = ['rentals', 'holds', 'members', 'wallets', 'titles', 'copies', 'catalogue_books', 'catalogue_copies']
    for (const name of away) await library.rows(`ALTER TABLE ${name} RENAME TO ${name}_away`)
    try {
      expect([await rowsOf(), await dashboard()]).toEqual(before)
    } finally {
      for (const name of away) await library.rows(`ALTER TABLE ${name}_away RENAME TO ${name}`)
    }
  })
})
