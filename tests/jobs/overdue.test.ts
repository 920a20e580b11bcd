/** Who is late is found by the system and told once: one message a member, whatever runs how often. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { member, wait } from '../support/crowd.js'
import { lateMember, lateMembers, noticesOf, rents } from '../support/late.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('overdue books on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    await library.settle()
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  it('several late books are one message that names them all', async () => {
    const late = await lateMember(library, '세권', 3)
    await library.settle()
    const [alert, ...more] = late.pushes()
    expect(more).toEqual([])
    expect(alert?.breaches).toEqual([])
    for (const title of late.titles) expect(alert?.text).toContain(title)
  })

  it('late begins at midnight in Seoul after the due day, not before, and is told of in the morning', async () => {
    const one = await member(library, '자정이', 1_000)
    await rents(library, one)
    library.clock.set('2026-12-05T14:59:59.999Z')
    expect(await library.app.due.overdueMembers(null, 10)).toEqual([])
    expect(await library.app.chaseOverdue(one)).toEqual({ ok: true, value: 0 })
    library.clock.set('2026-12-05T15:00:00.000Z')
    expect(await library.app.due.overdueMembers(null, 10)).toMatchObject([{ memberId: one.memberId, step: 1 }])
    await library.settle()
    expect(one.pushes()).toEqual([])
    library.clock.set('2026-12-06T00:00:00.000Z')
    await library.settle()
    expect(one.pushes().map(({ text }) => text)).toEqual([expect.stringContaining('1일 지남')])
  })

  it('once told on a day is not told again on it, however often the job runs', async () => {
    const late = await lateMember(library, '한번만')
    for (let run = 0; run < 5; run += 1) {
      await library.settle()
      wait(library, 1_800)
    }
    expect(late.pushes()).toHaveLength(1)
  })

  it('what becomes due to be told of later on the same day waits for the next', async () => {
    const one = await member(library, '같은날', 2_000)
    await rents(library, one, 2)
    const [claimed] = await library.app.views.rentals(one.memberId)
    if (!claimed) throw new Error('nothing rented')
    const { rentalId } = claimed
    await library.app.claimReturn({ memberId: one.memberId, rentalId })
    library.clock.advanceDays(8)
    await library.settle()
    await library.app.settleClaim({ rentalId, isFound: false })
    const overdue = async () => (await noticesOf(library, one)).filter(({ kind }) => kind === 'overdue').length
    wait(library, 3_600)
    await library.settle()
    expect(await overdue()).toBe(1)
    library.clock.advanceDays(1)
    await library.settle()
    expect(await overdue()).toBe(2)
  })

  it('a book that becomes late later is told of together with the one that is late already', async () => {
    const one = await member(library, '또늦은이', 2_000)
    const [first] = await rents(library, one)
    library.clock.advanceDays(4)
    const [second] = await rents(library, one)
    library.clock.advanceDays(4)
    await library.settle()
    library.clock.advanceDays(4)
    await library.settle()
    const alerts = one.pushes().filter(({ text }) => text.includes('지남'))
    const told = alerts.map(({ text }) => [text.includes(first ?? '-'), text.includes(second ?? '-')])
    expect(told).toEqual([
      [true, false],
      [true, true],
    ])
  })

  it('three workers at once tell everybody once', async () => {
    const workers = await Promise.all(
      [1, 2].map(() => openLibrary(engine, { database, at: library.app.now().toISOString() })),
    )
    const members = await lateMembers(library, 6)
    const now = library.app.now().toISOString()
    for (const worker of workers) {
      worker.clock.set(now)
      for (const { name } of members) worker.visitor(name)
    }

    await Promise.all([library, library, ...workers].map((house) => house.settle()))

    const pushes = members.map(({ name }) =>
      [library, ...workers].flatMap(({ simulator }) =>
        (simulator?.transcript(name) ?? []).filter(({ kind }) => kind === 'push'),
      ),
    )
    expect(pushes.map((one) => one.length)).toEqual(members.map(() => 1))
    for (const one of members) expect(await noticesOf(library, one)).toHaveLength(1)
    for (const worker of workers) await worker.close()
  })

  it('one member of whom something is wrong does not keep the others from being told', async () => {
    const members = await lateMembers(library, 3)
    const wrong = members[1]
    if (!wrong) throw new Error('nobody came')
    await library.rows(
      engine === 'sqlite'
        ? `CREATE TRIGGER wrong BEFORE INSERT ON notices WHEN NEW.member_id = '${wrong.memberId}'
           BEGIN SELECT RAISE(ABORT, 'wrong'); END`
        : `CREATE TRIGGER wrong BEFORE INSERT ON notices FOR EACH ROW
           BEGIN IF NEW.member_id = '${wrong.memberId}' THEN SIGNAL SQLSTATE '45001' SET MYSQL_ERRNO = 4711; END IF; END`,
    )
    await library.settle()
    expect(members.map((one) => one.pushes().length)).toEqual([1, 0, 1])

    await library.rows('DROP TRIGGER wrong')
    await library.settle()
    expect(members.map((one) => one.pushes().length)).toEqual([1, 1, 1])
  })

  it('a hundred and twenty late members are two calls to Kakao, and a message for each', async () => {
    const members = await lateMembers(library, 120)
    const before = library.simulator?.sent.length ?? 0
    await library.settle()
    const calls = library.simulator?.sent.slice(before).map(({ user }) => user.length)
    expect(calls?.toSorted((a, b) => b - a)).toEqual([100, 20])
    expect(members.map((one) => one.pushes().length)).toEqual(members.map(() => 1))
  })
})
