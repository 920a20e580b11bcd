/** The version before and this one at one database: what either of them does, the other goes on with. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { boardOf, emptyBoard } from '../support/board.js'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { emptyDatabase, type TestDatabase } from '../support/empty-database.js'
import { answerOf, openLibrary, testEnv, type Answer, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'
import { versionBefore, type Version } from '../support/version-before.js'

/** Whatever the hour at which this is tried. */
const allDay = { fromHour: 0, untilHour: 24 }

describe('the version before and this one', () => {
  let before: Version
  let kakao: StandIn
  let database: TestDatabase
  let old: Product
  let oldWorker: Product | null = null
  let library: Library
  let reader: Member
  let waiting: Member
  const startOld = (roles: string) =>
    startProduct(testEnv(database.url, { ROLES: roles, ...kakao.env }), 'info', before.tree)

  beforeAll(async () => {
    before = versionBefore()
    kakao = await openStandIn(() => new Date())
    database = await emptyDatabase('mariadb')
    old = await startOld('bot')
    // migrates while the other one answers
    const policy = { notices: { ...defaultPolicy.notices, ...allDay } }
    library = await openLibrary('mariadb', { database, env: kakao.env, at: new Date().toISOString(), policy })
    await library.rows('INSERT INTO settings (name, value) VALUES (?, ?)', [
      'policy',
      JSON.stringify({ notices: allDay }),
    ])
    reader = await member(library, '먼저 온 이', 10_000)
    waiting = await member(library, '기다리는 이', 10_000)
    for (const { name } of [reader, waiting]) kakao.simulator.person(name)
  }, 120_000)
  afterAll(async () => {
    for (const one of [old, oldWorker]) await one?.end('SIGKILL')
    await library.close()
    await kakao.close()
    await database.drop()
    before.drop()
  })

  const at = (house: { readonly url: string }) => ({
    async says(who: Member, words: string): Promise<Answer> {
      kakao.product.url = house.url
      return kakao.says(who.name, words)
    },
    /** With a button that may have been made by the other one. */
    async taps(who: Member, card: Answer, label: string): Promise<Answer> {
      kakao.product.url = house.url
      const { messageText, extra, via = '' } = card.buttons.find((one) => one.label === label) ?? {}
      return answerOf(await kakao.simulator.say(who.name, messageText ?? label, { type: via, extra }))
    },
  })

  /** One rents, another waits for it, it comes back, and it is the turn of whoever waits. Each step by turns; `second` takes it back. */
  async function lends(title: string, first: { url: string }, second: { url: string }): Promise<void> {
    await library.book({ title })
    const card = await at(first).says(reader, title)
    expect(await at(second).taps(reader, card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    // the same tap again, at the other one
    expect(await at(first).taps(reader, card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect((await at(first).says(reader, '마이페이지')).text).toContain(title)
    const out = await at(second).says(waiting, title)
    expect(await at(first).taps(waiting, out, '예약하기')).toMatchObject({ intent: 'hold', outcome: 'ok' })
    expect(await at(second).says(reader, '반납할게요')).toMatchObject({ intent: 'return', outcome: 'ok' })
    library.clock.set(new Date().toISOString())
  }
  const undelivered = () => library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)
  const isTold = (times: number) =>
    until(`whoever waits was told ${times} times`, () => kakao.pushes(waiting.name) === times, { atMostMs: 60_000 })

  it('lend by turns, and this one carries the letters of both', async () => {
    await lends('번갈아 빌린 책', library, old)
    await library.settle()
    expect(await undelivered()).toEqual([])
    await isTold(1)
  }, 60_000)

  it('lend by turns the other way round, and the one before carries the letters of both', async () => {
    await lends('거꾸로 빌린 책', old, library)
    expect((await undelivered()).length).toBeGreaterThan(0)
    oldWorker = await startOld('worker')
    await until('the letters are delivered', async () => (await undelivered()).length === 0, { atMostMs: 60_000 })
    await isTold(2)
  }, 120_000)

  it('leave books that are right, and a board like one made anew', async () => {
    await oldWorker?.end('SIGTERM')
    const fed = await boardOf(library)
    await emptyBoard(library)
    expect(await library.app.board.rebuild()).toBe(true)
    expect(await boardOf(library)).toEqual(fed)
    expect(await complaints(library)).toEqual([])
    expect(await library.rows('SELECT id FROM rentals')).toHaveLength(2)
    expect(kakao.pushes(waiting.name)).toBe(2)
  })
})
