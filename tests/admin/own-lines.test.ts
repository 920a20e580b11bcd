/** A library's own line in its messages: seen before it is kept, in what members really get, and nowhere else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { librarian, manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { member } from '../support/crowd.js'
import { rentalIn } from '../support/lines.js'

const line = '반납함은 정문 오른쪽에 있어요.'

describe.each(engines)("the library's own lines on %s", (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine, { env: { ROLES: 'bot,desk,simulator' } })
    boss = await manager(library)
  })
  afterAll(() => library.close())

  const preview = async (kind: string, words = '') =>
    (await boss.get(`/notice-preview?kind=${kind}&line=${encodeURIComponent(words)}`)).body.template.outputs
  const keeps = async (ownLines: object, by = boss) =>
    by.ask('PATCH', '/policy', { body: { ownLines }, ifMatch: (await boss.get('/policy')).etag })

  it('are seen before they are kept, and change nothing', async () => {
    for (const kind of ['overdue', 'dueSoon', 'holdReady']) {
      const [said] = await preview(kind, line)
      expect(said.simpleText.text).toMatch(new RegExp(`^김하늘님, [^]*\\n${line}$`))
      expect((await preview(kind))[0].simpleText.text).not.toContain(line)
    }
    expect((await boss.get('/policy')).body.policy.ownLines).toEqual({ dueSoon: '', overdue: '', holdReady: '' })
  })

  it('are refused when they are too long, have two lines, or come from no manager', async () => {
    for (const overdue of ['가'.repeat(101), '한 줄\n두 줄', 7])
      expect(await keeps({ overdue })).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    const one = await librarian(library, boss)
    expect(await keeps({ overdue: line }, one)).toMatchObject({ status: 403 })
    expect(await boss.get('/notice-preview?kind=birthday')).toMatchObject({ status: 400 })
  })

  it('stand in what a late member gets, as the preview had it, and in the log', async () => {
    expect(await keeps({ overdue: line })).toMatchObject({ status: 200 })
    const late = await member(library, '김하늘', 10_000)
    library.simulator?.person(late.name)
    const { bookId } = await library.book({ title: '소년이 온다', author: '한강' })
    await rentalIn(library, late.memberId, bookId)
    library.clock.advanceDays(8)
    await library.settle()
    const drawn = late.pushes().at(-1)
    if (!drawn) throw new Error('nothing was pushed')
    expect(drawn.text).toContain(`\n${line}`)
    boss = await manager(library)
    const [sample] = await preview('overdue', line)
    expect(drawn.text.split('\n')[0]).toBe(sample.simpleText.text.split('\n')[0])
    const [kept] = (await boss.get('/audit?action=policy-changed')).body.items
    expect(kept).toMatchObject({ after: { ownLines: { overdue: line } } })
  })
})
