/** The desk keeps the calendar: closed, declared open, forgotten; and public holidays, which never overrule a librarian. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { publicHolidays } from '../../src/infra/holidays.js'
import { addHolidays, fillHolidays, forgetDay, setDay } from '../../src/usecases/keep-calendar.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn, type Stories } from '../support/stories.js'

const christmas = '2026-12-25'

describe.each(engines)('the calendar on %s', (engine) => {
  let library: Library
  let stories: Stories
  beforeAll(async () => {
    library = await openLibrary(engine)
    stories = storiesOn(library.app.dataSource, library.app.now)
  })
  beforeEach(() => library.rows('DELETE FROM closed_days'))
  afterAll(() => library.close())

  const all = () => library.app.views.closedDays('2000-01-01', '2100-12-31')
  const close = (day: string, name = '개관 기념일') => library.app.setDay({ day, name, isClosed: true })
  const openOn = (day: string, name = '정상 운영') => library.app.setDay({ day, name, isClosed: false })
  const fill = (years: readonly number[]) => fillHolidays({ runInTx: stories.runInTx, publicHolidays }, years)

  it('closes a day from that moment on', async () => {
    expect(library.app.rules().isClosed('2026-12-01')).toBe(false)
    const said = { day: '2026-12-01', name: '개관 기념일', isClosed: true, source: 'library' }
    expect(await close('2026-12-01')).toEqual({ ok: true, value: { now: said, before: null } })
    expect(library.app.rules().isClosed('2026-12-01')).toBe(true)
    expect(await all()).toEqual([said])
  })

  it('has each day once: what is said twice is said once, and the last word counts', async () => {
    await close('2026-12-01')
    await close('2026-12-01')
    await Promise.all([close('2026-12-01'), close('2026-12-01')])
    expect(await all()).toHaveLength(1)
    const reopened = await openOn('2026-12-01')
    expect(reopened).toMatchObject({ value: { before: { isClosed: true }, now: { isClosed: false } } })
    expect(await all()).toEqual([{ day: '2026-12-01', name: '정상 운영', isClosed: false, source: 'library' }])
    expect(library.app.rules().isClosed('2026-12-01')).toBe(false)
  })

  it('shows the days asked for, the first and the last included, in order', async () => {
    for (const day of ['2027-01-01', '2026-12-31', '2026-12-01', '2026-11-30']) await close(day)
    const december = await library.app.views.closedDays('2026-12-01', '2026-12-31')
    expect(december.map(({ day }) => day)).toEqual(['2026-12-01', '2026-12-31'])
  })

  it('takes in the public holidays of this year and the next, once', async () => {
    expect(await library.app.fillHolidays()).toEqual({ added: 22 + 24, unknownYears: [] })
    const days = await all()
    expect(days).toHaveLength(46)
    expect(days).toContainEqual({ day: christmas, name: '기독탄신일', isClosed: true, source: 'public-holiday' })
    expect(days).toContainEqual({
      day: '2027-02-09',
      name: '대체공휴일(설날)',
      isClosed: true,
      source: 'public-holiday',
    })
    expect(library.app.rules().isClosed('2027-02-09')).toBe(true)
    expect(await library.app.fillHolidays()).toEqual({ added: 0, unknownYears: [] })
    expect(await all()).toEqual(days)
  })

  it('knows two holidays on one day as one closed day', async () => {
    await fill([2025])
    expect((await all()).find(({ day }) => day === '2025-05-05')?.name).toBe('어린이날, 부처님 오신 날')
  })

  it('says which years nothing is known of, and leaves their days open', async () => {
    expect(await fill([2027, 2028, 2031])).toEqual({ added: 24, unknownYears: [2028, 2031] })
    expect(library.app.rules().isClosed('2028-01-01')).toBe(false)
  })

  it("takes a librarian's word over a public holiday, whoever came first", async () => {
    await openOn(christmas, '크리스마스 책 읽기')
    await close('2027-01-01', '새해')
    await library.app.fillHolidays()
    await openOn('2027-05-05', '어린이날 행사')
    await library.app.fillHolidays()
    const said = new Map((await all()).map((day) => [day.day, day]))
    expect(said.get(christmas)).toMatchObject({ name: '크리스마스 책 읽기', isClosed: false, source: 'library' })
    expect(said.get('2027-01-01')).toMatchObject({ name: '새해', isClosed: true, source: 'library' })
    expect(said.get('2027-05-05')).toMatchObject({ name: '어린이날 행사', isClosed: false, source: 'library' })
    expect([christmas, '2027-01-01', '2027-05-05'].map(library.app.rules().isClosed)).toEqual([false, true, false])
  })

  it('is filled by three workers at once as by one', async () => {
    const filled = await Promise.all([fill([2026, 2027]), fill([2026, 2027]), fill([2026, 2027])])
    expect(filled.map(({ added }) => added).reduce((sum, added) => sum + added)).toBe(46)
    expect(await all()).toHaveLength(46)
  })

  it("keeps a librarian's word that comes while the holidays are on their way in", async () => {
    let tellings = 0
    await stories.runInTx(async (tx) => {
      const told = await addHolidays(tx, [{ day: christmas, name: '기독탄신일' }])
      if (++tellings === 1) await openOn(christmas)
      return told
    })
    expect(tellings).toBe(2)
    expect(await all()).toEqual([{ day: christmas, name: '정상 운영', isClosed: false, source: 'library' }])
  })

  it('forgets what a librarian said, and no more is said of the day', async () => {
    await close('2026-12-01')
    expect(await library.app.forgetDay('2026-12-01')).toMatchObject({ ok: true, value: { day: '2026-12-01' } })
    expect(library.app.rules().isClosed('2026-12-01')).toBe(false)
    expect(await library.app.forgetDay('2026-12-01')).toEqual({
      ok: false,
      refusals: [{ kind: 'nothing-said', day: '2026-12-01' }],
    })
  })

  it('never forgets a public holiday, and brings it back when the word that hid it is forgotten', async () => {
    await library.app.fillHolidays()
    const refused = { ok: false, refusals: [{ kind: 'public-holiday', day: christmas, name: '기독탄신일' }] }
    expect(await library.app.forgetDay(christmas)).toEqual(refused)
    await openOn(christmas)
    expect(library.app.rules().isClosed(christmas)).toBe(false)
    expect(await library.app.forgetDay(christmas)).toMatchObject({ ok: true, value: { name: '정상 운영' } })
    expect(library.app.rules().isClosed(christmas)).toBe(true)
    expect(await library.app.forgetDay(christmas)).toEqual(refused)
  })

  it('writes nothing of a day that is refused', async () => {
    await stories.runInTx((tx) => addHolidays(tx, [{ day: christmas, name: '기독탄신일' }]))
    await stories.runInTx((tx) => forgetDay(tx, { day: christmas }))
    await stories.runInTx((tx) => forgetDay(tx, { day: '2026-12-26' }))
    expect(await all()).toHaveLength(1)
    await stories.runInTx((tx) => setDay(tx, { day: christmas, name: '기독탄신일', isClosed: true }))
    expect(await all()).toEqual([{ day: christmas, name: '기독탄신일', isClosed: true, source: 'library' }])
  })
})
