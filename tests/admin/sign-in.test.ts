/** Signing in, staying signed in, being locked out, and signing out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { atCommandLine } from '../../src/domain/deed.js'
import type { LibrarianId } from '../../src/domain/ids.js'
import { beginSession } from '../../src/domain/librarian.js'
import { ok, refuse } from '../../src/domain/result.js'
import { openSecrets } from '../../src/infra/secrets.js'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { openHouse, type House } from '../../src/open-house.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { boss, caller, librarian, manager, openDesk, openSecondDesk, type Caller } from '../support/librarian.js'
import { saturdayNoon, testEnv, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'

const minutes = (count: number) => new Date(Date.parse(saturdayNoon) + count * 60_000).toISOString()

describe.each(engines)('a librarian on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let second: House
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database })
    second = await openSecondDesk(database, library.app.now)
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    await library.rows('DELETE FROM rate_limits')
    await library.rows('DELETE FROM librarian_sessions')
  })
  afterAll(async () => {
    await second.close()
    await library.close()
    await database.drop()
  })

  const isIn = async (one: Caller) => (await one.get('/session')).status === 200
  const wrong = (one: Caller, email: string = boss.email) => one.signIn(email, 'a-wrong-password')

  it('signs in with address and password, whatever the size of the letters of the address', async () => {
    const one = caller(library.url)
    const answer = await one.signIn(' Boss@Library.KR ')
    expect(answer).toMatchObject({ status: 200, body: { librarian: { email: boss.email, role: 'manager' } } })
    expect(JSON.stringify(answer.body)).not.toMatch(/argon2|hash/i)
    expect(await isIn(one)).toBe(true)
    const other = caller(second.url)
    other.cookie = one.cookie
    expect(await isIn(other)).toBe(true)
  })

  it('gets a cookie that no script reads and no other site sends, and of which the house keeps a print only', async () => {
    const one = caller(library.url)
    const cookie = (await one.signIn()).headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/^desk=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
    const token = (one.cookie ?? '').slice('desk='.length)
    const rows = await library.rows('SELECT * FROM librarian_sessions')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('hears the same of a wrong password, an unknown address and a closed account', async () => {
    const chief = await manager(library)
    const gone = await librarian(library, chief, '떠난이')
    await chief.ask('PATCH', `/librarians/${gone.id}`, { body: { isClosed: true }, ifMatch: '"2"' })
    const answers = [
      await wrong(caller(library.url)),
      await caller(library.url).signIn('nobody@library.kr', 'a-wrong-password'),
      await caller(library.url).signIn(gone.email, gone.password),
    ].map(({ status, body, headers }) => ({ status, body: { ...body, requestId: '' }, cookie: headers.getSetCookie() }))
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong-credentials' }, cookie: [] })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(await isIn(gone)).toBe(false)
  })

  it.each([
    ['who is known', boss.email],
    ['whom nobody knows', 'nobody@library.kr'],
  ])('%s is locked out for a quarter of an hour after five failures, at whatever process', async (_who, email) => {
    for (let time = 1; time <= 5; time += 1)
      expect((await wrong(caller(time % 2 ? library.url : second.url), email)).status).toBe(401)
    const locked = await caller(second.url).signIn(email, boss.password)
    expect(locked).toMatchObject({ status: 429, body: { code: 'sign-in-locked' } })
    expect(Number(locked.headers.get('retry-after'))).toBe(900)
    library.clock.set(minutes(14.9))
    expect((await caller(library.url).signIn(email, boss.password)).status).toBe(429)
    library.clock.set(minutes(15.1))
    expect((await caller(library.url).signIn(email, boss.password)).status).toBe(email === boss.email ? 200 : 401)
  })

  it('waits from the last failure on, not from the first', async () => {
    for (let time = 1; time <= 4; time += 1) await wrong(caller(library.url))
    library.clock.set(minutes(14))
    await wrong(caller(library.url))
    library.clock.set(minutes(28.9))
    expect((await caller(library.url).signIn()).status).toBe(429)
    library.clock.set(minutes(29.1))
    expect((await caller(library.url).signIn()).status).toBe(200)
  })

  it('is not locked out by failures that a right password followed', async () => {
    for (let round = 1; round <= 3; round += 1) {
      for (let time = 1; time <= 4; time += 1) await wrong(caller(library.url))
      expect((await caller(library.url).signIn()).status).toBe(200)
    }
  })

  it('gains nothing by trying many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => wrong(caller(index % 2 ? library.url : second.url))),
    )
    const heard = answers.filter(({ status }) => status === 401)
    expect(heard.length).toBeLessThanOrEqual(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - heard.length)
  })

  it('is not locked out by who fails elsewhere, unless that is from many places', async () => {
    const from = (place: string, password = 'a-wrong-password') =>
      library.app.signIn({ email: boss.email, password, place, requestId: 'r' })
    for (let time = 1; time <= 9; time += 1) await from('203.0.113.1')
    expect(await from('203.0.113.1', boss.password)).toMatchObject({ refusals: [{ kind: 'sign-in-locked' }] })
    expect(await from('203.0.113.2', boss.password)).toMatchObject({ ok: true })
    for (let place = 10; place < 19; place += 1)
      for (let time = 1; time <= 5; time += 1) await from(`203.0.113.${place}`)
    expect(await from('203.0.113.3', boss.password)).toMatchObject({ refusals: [{ kind: 'sign-in-locked' }] })
  })

  it('whom a manager gives a new password comes in with it, however often the old one was wrong', async () => {
    const one = await librarian(library, await manager(library))
    for (let time = 1; time <= 6; time += 1) await wrong(one, one.email)
    expect((await one.signIn(one.email, one.password)).status).toBe(429)
    const body = { password: 'again-by-boss-1' }
    expect((await (await manager(library)).ask('PUT', `/librarians/${one.id}/password`, { body })).status).toBe(204)
    expect((await one.signIn(one.email, body.password)).status).toBe(200)
  })

  it('from one place cannot go through the addresses of everybody', async () => {
    for (let time = 1; time <= 30; time += 1)
      expect((await wrong(caller(library.url), `guess-${time}@library.kr`)).status).toBe(401)
    expect(await caller(second.url).signIn()).toMatchObject({ status: 429, body: { code: 'sign-in-locked' } })
  })

  it('is out after an hour of nothing, though a page that nobody sits at looks again and again', async () => {
    const left = await manager(library)
    const looks = () => left.ask('GET', '/session', { headers: { 'x-unattended': '1' } })
    for (const minute of [20, 40, 59]) {
      library.clock.set(minutes(minute))
      expect(await looks()).toMatchObject({ status: 200 })
    }
    library.clock.set(minutes(61))
    expect(await looks()).toMatchObject({ status: 401 })
  })

  it('stays signed in while at work, is out after an hour of nothing, and after twelve hours in any case', async () => {
    const [busy, idle] = [await manager(library), await manager(library)]
    for (let at = 50; at < 12 * 60; at += 50) {
      library.clock.set(minutes(at))
      expect(await isIn(busy)).toBe(true)
    }
    expect(await isIn(idle)).toBe(false)
    library.clock.set(minutes(12 * 60 - 0.1))
    expect(await isIn(busy)).toBe(true)
    library.clock.set(minutes(12 * 60))
    expect(await isIn(busy)).toBe(false)
    await library.app.forgetDeskMemory()
    expect(await library.rows('SELECT * FROM librarian_sessions')).toEqual([])
  })

  it('signs out here, or everywhere', async () => {
    const [one, two, three] = [await manager(library), await manager(library), await manager(second)]
    const token = one.cookie
    expect((await one.ask('DELETE', '/session')).status).toBe(204)
    expect(one.cookie).toBeNull()
    one.cookie = token
    expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, true])
    expect((await two.ask('DELETE', '/sessions')).status).toBe(204)
    expect([await isIn(two), await isIn(three)]).toEqual([false, false])
  })

  it('changes the own password, which ends every other sign-in and no sooner than the old one is right', async () => {
    const chief = await manager(library)
    const one = await librarian(library, chief)
    const other = caller(second.url)
    await other.signIn(one.email, one.password)
    const change = (current: string, next: string) => one.ask('PUT', '/session/password', { body: { current, next } })
    expect(await change('not-the-password', 'something-new-1')).toMatchObject({ body: { code: 'wrong-password' } })
    expect(await change(one.password, one.password)).toMatchObject({ body: { code: 'same-password' } })
    expect(await change(one.password, 'short-1')).toMatchObject({ body: { code: 'password-too-short' } })
    expect(await change(one.password, one.email)).toMatchObject({ body: { code: 'password-too-plain' } })
    expect((await change(one.password, '새로운비밀번호예요!')).status).toBe(204)
    expect([await isIn(one), await isIn(other)]).toEqual([true, false])
    expect((await caller(library.url).signIn(one.email, one.password)).status).toBe(401)
    expect((await caller(library.url).signIn(one.email, '새로운비밀번호예요!'.normalize('NFD'))).status).toBe(200)
  })

  it('whose answer got lost on the way asks again under the same key, and hears that it is done', async () => {
    const one = await librarian(library, await manager(library))
    const body = { current: one.password, next: 'something-new-1' }
    for (let time = 1; time <= 2; time += 1)
      expect((await one.ask('PUT', '/session/password', { body, key: 'the-same-key' })).status).toBe(204)
    expect((await caller(library.url).signIn(one.email, body.next)).status).toBe(200)
  })

  it('in a browser left open, cannot have the password guessed', async () => {
    const one = await librarian(library, await manager(library))
    const guess = () =>
      one.ask('PUT', '/session/password', { body: { current: 'a-guess-of-it', next: 'mine-now-123' } })
    for (let time = 1; time <= 5; time += 1) expect((await guess()).status).toBe(422)
    expect((await guess()).status).toBe(429)
  })

  it('given a new password by a manager is out everywhere, and must choose one', async () => {
    const chief = await manager(library)
    const one = await librarian(library, chief)
    const body = { password: 'again-by-boss-1' }
    expect((await chief.ask('PUT', `/librarians/${one.id}/password`, { body })).status).toBe(204)
    expect(await isIn(one)).toBe(false)
    expect((await one.signIn(one.email, body.password)).body).toMatchObject({ mustChangePassword: true })
    expect(await one.get('/claims')).toMatchObject({ status: 403, body: { code: 'password-must-be-changed' } })
  })

  it('does not come in by a password that is changed in the moment it is compared', async () => {
    const { id } = await librarian(library, await manager(library))
    const { runInTx } = storiesOn(library.app.dataSource, library.app.now)
    const librarianId = id as LibrarianId
    const before = await library.rows('SELECT * FROM librarian_sessions')
    const slow = runInTx(async (tx) => {
      const known = await tx.librarians.byId(librarianId)
      if (!known || known.mustChangePassword) return refuse({ kind: 'wrong-credentials' as const })
      tx.librarians.begin(beginSession('slow', librarianId, tx.now), known.passwordHash)
      await library.app.by(atCommandLine).setPassword({ librarianId, password: 'given-meanwhile-1' })
      return ok(null)
    })
    expect(await slow).toMatchObject({ ok: false })
    expect(await library.rows('SELECT * FROM librarian_sessions')).toHaveLength(before.length - 1)
  })

  it('asks for no more than six hundred things a minute, at all processes together', async () => {
    const one = await manager(library)
    const { id } = (await one.get('/session')).body.librarian
    const pace = { uses: 600, seconds: 60 }
    for (let time = 1; time <= 598; time += 1) await library.app.countUse(`api:librarian:${id}`, pace)
    expect((await one.get('/session')).status).toBe(200)
    const elsewhere = caller(second.url)
    elsewhere.cookie = one.cookie
    const slow = await elsewhere.get('/session')
    expect(slow).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
    expect(Number(slow.headers.get('retry-after'))).toBe(60)
    expect((await (await manager(library)).get('/session')).status).toBe(429)
    library.clock.set(minutes(1))
    expect(await isIn(elsewhere)).toBe(true)
  })
})

describe('the first librarian', () => {
  async function start(database: TestDatabase, env: Record<string, string>): Promise<House> {
    return openHouse(readConfig(testEnv(database.url, { ROLES: 'desk', ...env })), openLog('silent'))
  }
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://library.example',
    SKILL_SECRET: 'x'.repeat(16),
    KAKAO_BOT_ID: 'bot',
    KAKAO_REST_API_KEY: 'key',
    KAKAOPAY_SECRET_KEY: 'key',
    KAKAOPAY_CID: 'CID',
  }

  it.each(engines)('is made up once where nothing is configured, with a password for once, on %s', async (engine) => {
    const database = await emptyLibrary(engine)
    const houses = await Promise.all([start(database, {}), start(database, {})])
    const [first, ...others] = houses.flatMap(({ firstSignIn }) => firstSignIn ?? [])
    if (!first) throw new Error('nobody was made up')
    expect(others).toEqual([])
    const one = caller(houses[0].url)
    expect(await one.signIn(first.email, first.password)).toMatchObject({ body: { mustChangePassword: true } })
    expect((await one.get('/policy')).status).toBe(403)
    const body = { current: first.password, next: 'my-own-password' }
    expect((await one.ask('PUT', '/session/password', { body })).status).toBe(204)
    expect((await one.get('/policy')).status).toBe(200)
    for (const house of houses) await house.close()
    const later = await start(database, {})
    expect(later.firstSignIn).toBeNull()
    await later.close()
    await database.drop()
  })

  it('comes from the environment, and is nobody else’s later', async () => {
    const database = await emptyLibrary('sqlite')
    const house = await start(database, { ADMIN_EMAIL: 'Chief@Library.kr', ADMIN_PASSWORD: 'from-the-environment' })
    expect(house.firstSignIn).toBeNull()
    const signedIn = await caller(house.url).signIn('chief@library.kr', 'from-the-environment')
    expect(signedIn).toMatchObject({ status: 200, body: { mustChangePassword: false } })
    await house.close()
    const again = await start(database, { ADMIN_EMAIL: 'other@library.kr', ADMIN_PASSWORD: 'another-password' })
    expect((await caller(again.url).signIn('other@library.kr', 'another-password')).status).toBe(401)
    await again.close()
    await database.drop()
  })

  it('is never made up in production, where the cookie is for TLS and this host alone', async () => {
    const database = await emptyLibrary('sqlite')
    const nobody = await start(database, production)
    expect(nobody.firstSignIn).toBeNull()
    expect(await nobody.app.librarians()).toEqual([])
    await nobody.close()
    const house = await start(database, { ...production, ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password })
    const one = caller(house.url)
    const [cookie = ''] = (await one.signIn()).headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-desk=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/)
    expect(cookie).not.toMatch(/Domain/i)
    const answer = await one.get('/session')
    expect([answer.status, answer.headers.get('strict-transport-security')]).toEqual([200, expect.any(String)])
    await house.close()
    await database.drop()
  })
})

it('nobody’s password takes as long to compare as somebody’s', async () => {
  const secrets = openSecrets()
  const known = await secrets.hash('the-right-password')
  const timed = async (hash: string | null) => {
    const begin = performance.now()
    expect(await secrets.isRight(hash, 'a-wrong-password')).toBe(false)
    return performance.now() - begin
  }
  await timed(null)
  const [nobodys, somebodys]: [number[], number[]] = [[], []]
  for (let time = 0; time < 8; time += 1) {
    nobodys.push(await timed(null))
    somebodys.push(await timed(known))
  }
  expect(Math.min(...nobodys)).toBeGreaterThan(Math.min(...somebodys) / 2)
  expect(await secrets.isRight(known, 'the-right-password')).toBe(true)
  expect(known).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})
