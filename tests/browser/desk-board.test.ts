/** A librarian watches the day: numbers that move by themselves and lead to their lists, and who has had what. */
import { afterAll, beforeAll, describe, it } from '@jest/globals'
import type { BookId, UserKey } from '../../src/domain/ids.js'
import { valueOf } from '../support/lines.js'
import { openDeskPage, type DeskPage } from './desk-page.js'
import { openVisit, type Visit } from './visit.js'

const own = 'my-own-password-1'

describe('today and the status board', () => {
  let visit: Visit
  let desk: DeskPage
  let titles: readonly { bookId: BookId; title: string }[]
  beforeAll(async () => {
    visit = await openVisit()
    desk = await openDeskPage(await visit.browser.page.context().newPage(), visit.house.url)
    const { firstSignIn, app } = visit.house
    if (!firstSignIn) throw new Error('nobody was made up')
    titles = (await app.views.hits(await app.views.popular())).slice(0, 2)
    await desk.signsInForTheFirstTime(firstSignIn, own)
  })
  afterAll(() => visit.close())

  const lent = `board?filter=${encodeURIComponent('{"status":"out"}')}`
  const tile = (name: string) => desk.page.getByRole('link', { name: new RegExp(`^${name}`) })

  it('shows what members do while it is looked at', async () => {
    await desk.opens('today', '오늘')
    await tile('나가 있는 책 0권').waitFor()
    const { app } = visit.house
    const { id: memberId } = valueOf(
      await app.joinLibrary({
        userKey: 'reader-1' as UserKey,
        name: '김독자',
        phone: '01012345678',
        consentVersion: '1',
      }),
    )
    valueOf(await app.takeCash({ memberId, amountWon: 10_000, reason: '현금', commandKey: 'cash-1' }))
    const [first, second] = titles
    for (const book of [first, second])
      if (book) valueOf(await app.rentBook({ memberId, bookId: book.bookId, commandKey: null }))
    await tile('나가 있는 책 2권').waitFor()
    await tile('들어온 돈 10,000원').waitFor()
    await desk.sees('대여현황은 지금까지 모두 반영됐어요')
    await desk.isFitForAll()
  })

  it('leads from a number to its list, where a title is found and a return is seen at once', async () => {
    const [first, second] = titles
    if (!first || !second) throw new Error('no book is there')
    await tile('나가 있는 책').click()
    await desk.sees(first.title)
    await desk.sees(second.title)
    await desk.isFitForAll()
    await desk.types('제목', first.title)
    await desk.page.getByText(second.title).waitFor({ state: 'detached' })

    const { app } = visit.house
    const [row] = await app.board.rows({ title: first.title, status: 'out' }, 1)
    if (!row?.memberId) throw new Error('nobody has it')
    valueOf(await app.returnBook({ memberId: row.memberId, rentalId: row.id as never, commandKey: null }))
    await desk.page.getByText(first.title, { exact: true }).waitFor({ state: 'detached' })
    await desk.presses(/^반납됨/)
    await desk.sees(first.title)
  })

  it('tells who has had a copy, and what a member has had', async () => {
    await desk.page.getByRole('link', { name: /이력$/ }).first().click()
    await desk.page.getByRole('heading', { name: titles[0]?.title ?? '' }).waitFor()
    await desk.sees('김독자')
    await desk.isFitForAll()
    await desk.page.getByRole('link', { name: '김독자' }).click()
    await desk.page.getByRole('heading', { name: '김독자' }).waitFor()
    await desk.sees(titles[1]?.title ?? '')
    await desk.isFitForAll()
  })

  it('names letters that were given up on, and sends them again', async () => {
    const { app } = visit.house
    const [letter] = await app.dataSource.query<{ id: string }[]>(`SELECT id FROM letters ORDER BY id LIMIT 1`)
    await app.dataSource.query(`UPDATE letters SET state = 'parked', last_error = 'it was odd' WHERE id = ?`, [
      letter?.id,
    ])
    await desk.opens('today', '오늘')
    await desk.page.getByRole('link', { name: '보내지 못하고 멈춘 소식이 1통' }).click()
    await desk.sees('it was odd')
    await desk.isFitForAll()
    await desk.presses('다시 보내기')
    await desk.sees('멈춘 소식이 없어요')
  })

  it('is fit for all while an answer is on its way', async () => {
    await desk.page.route('**/admin/api/board**', () => undefined)
    await desk.opens(lent)
    await desk.page.getByRole('progressbar', { name: '불러오는 중' }).first().waitFor()
    await desk.isFitForAll()
    await desk.page.unroute('**/admin/api/board**')
    await desk.sees(titles[1]?.title ?? '')
  })

  it('fits a phone', async () => {
    await desk.page.setViewportSize({ width: 360, height: 740 })
    await desk.opens('today', '오늘')
    await tile('나가 있는 책 1권').waitFor()
    await desk.isFitForAll()
    await desk.opens(lent, '대여현황')
    await desk.sees(titles[1]?.title ?? '')
    await desk.isFitForAll()
  })
})
