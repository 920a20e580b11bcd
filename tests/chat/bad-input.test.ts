/** Whatever is posted to a skill, a valid answer comes back; whoever has not the secret gets none. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { faultsOf } from '../support/sound-answer.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask, post, utterance } from '../support/skill-call.js'

describe.each(engines)('bad input on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강' })
    await library.book({ title: '소년이 온다', author: '한강', publisher: '다른 곳' })
    haneul = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  it.each([
    ['nothing', '', 'ok'],
    ['half an object', '{"userRequest": {', 'bad-input'],
    ['no JSON', 'utterance=안녕', 'bad-input'],
    ['a web page', '<html></html>', 'bad-input'],
    ['bytes after the object', '{} {}', 'bad-input'],
    ['null', 'null', 'ok'],
    ['a number', '42', 'ok'],
    ['a text', '"안녕"', 'ok'],
    ['an array', '[]', 'ok'],
    ['an array of payloads', '[{"userRequest":{"utterance":"안녕"}}]', 'ok'],
    ['an empty object', '{}', 'ok'],
    ['a body that is too deep', '['.repeat(50_000) + ']'.repeat(50_000), 'ok'],
  ])('answers %s', async (_what, body, outcome) => {
    expect((await ask(library, body)).outcome).toBe(outcome)
  })

  it.each([
    { userRequest: null },
    { userRequest: '안녕' },
    { userRequest: { utterance: null, user: null } },
    { userRequest: { utterance: 42, user: { id: 7, type: [] } } },
    { userRequest: { utterance: ['안녕'], user: [], block: null, params: 'x' } },
    { userRequest: { utterance: '안녕' }, action: null, intent: null, contexts: null, bot: null },
    { userRequest: { utterance: '안녕' }, action: { clientExtra: [] } },
    { intent: { name: 12 }, userRequest: { block: { name: {} } } },
  ])('reads what there is in %j', async (body) => {
    expect(await ask(library, body)).toMatchObject({ intent: 'help', outcome: 'ok' })
  })

  it.each([
    ['ten thousand letters', '소년이 온다 '.repeat(1_500), 'search'],
    ['ten thousand letters without a space', '가'.repeat(10_000), 'search'],
    ['ten thousand smileys', '😀'.repeat(10_000), 'help'],
    ['ten thousand spaces', ' '.repeat(10_000), 'help'],
    ['a hundred lines', '안녕\n'.repeat(100), 'search'],
    ['a name of ten thousand letters to rent', `${'온다 '.repeat(3_000)}빌려줘`, 'search'],
    ['marks without letters', '́̂̃'.repeat(300), 'search'],
    ['half a character', '\\ud83d', 'help'],
    ['no characters', '\\u0000\\u0007\\u200b', 'help'],
    ['a zero byte in a title', '소년이\\u0000온다', 'search'],
    ['right-to-left', '‮다온 이년소', 'search'],
  ])('answers %s', async (_what, said, intent) => {
    const spelt = JSON.stringify(utterance(haneul.userKey, 'SAID')).replace('SAID', said.replaceAll('\n', '\\n'))
    expect((await ask(library, spelt)).intent).toBe(intent)
    expect((await ask(library, spelt, { skill: 'rent' })).intent).toBe('rent')
    expect((await ask(library, spelt, { skill: 'return' })).intent).toBe('return')
  })

  it('keeps a very long search', async () => {
    const list = await ask(library, utterance(haneul.userKey, `소년이온다 ${'한강 '.repeat(200)}`))
    expect(list).toMatchObject({ intent: 'search', outcome: 'ok' })
    const more = await ask(library, utterance(haneul.userKey, '더보기'))
    expect(more).toMatchObject({ intent: 'search', outcome: 'no-more' })
  })

  it.each([null, 'null', '', 'x', 42, true, [], {}, { do: null }, { do: 'rent', v: 1, bookId: { $ne: 1 } }])(
    'answers the clientExtra %j',
    async (extra) => {
      const answer = await ask(library, utterance(haneul.userKey, '소년이 온다', extra))
      expect(answer.outcome).toBe(extra !== null && typeof extra === 'object' && 'do' in extra ? 'stale-button' : 'ok')
    },
  )

  it('knows a member by botUserKey only', async () => {
    const page = (user: unknown) => ask(library, { userRequest: { utterance: '마이페이지', user } })
    const { userKey } = haneul
    expect((await page({ id: userKey, type: 'botUserKey' })).outcome).toBe('ok')
    expect((await page({ id: 'x', type: 'accountId', properties: { botUserKey: userKey } })).outcome).toBe('ok')
    for (const user of [
      { id: userKey, type: 'accountId' },
      { id: userKey, type: 'talk_user_id', properties: { plusfriend_user_key: 'a' } },
      { id: '', type: 'botUserKey' },
      { id: `${userKey} `, type: 'botUserKey' },
      { id: '키'.repeat(66), type: 'botUserKey' },
      { id: 'k'.repeat(5_000), type: 'botUserKey' },
      { id: 12345, type: 'botUserKey' },
      {},
    ])
      expect([user, (await page(user)).outcome]).toEqual([user, 'not-a-member'])
  })

  it('answers a body that is too large for a payload', async () => {
    const huge = utterance(haneul.userKey, '가'.repeat(200_000))
    expect(await ask(library, huge)).toMatchObject({ intent: 'unknown', outcome: 'bad-input' })
  })

  it.each([
    [{ 'content-type': 'text/plain' }, 'ok'],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 'ok'],
    [{ 'content-type': 'application/json; charset=euc-kr' }, 'bad-input'],
    [{ 'content-encoding': 'gzip' }, 'bad-input'],
    [{ 'content-encoding': 'zstd' }, 'bad-input'],
  ])('answers with the headers %j', async (headers, outcome) => {
    expect((await ask(library, utterance(haneul.userKey, '안녕'), { headers })).outcome).toBe(outcome)
  })

  it('answers any JSON at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const response = await post(library, body)
        expect(response.status).toBe(200)
        expect(faultsOf(await response.json())).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('answers any payload with anything in its fields', async () => {
    const odd = fc.jsonValue({ maxDepth: 2 })
    const word = fc.oneof(
      odd,
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('대여', '반납', '더보기', '취소', '회원가입', '#1', '만원', '소년이 온다 빌려줘'),
    )
    const extra = fc.record(
      {
        v: fc.constantFrom(1, 0, '1'),
        do: fc.constantFrom('book', 'rent', 'return', 'deposit', 'more', 'signup', 'x'),
        bookId: word,
        rentalId: word,
        amountWon: fc.oneof(fc.integer(), odd),
        searchId: word,
        page: fc.oneof(fc.integer(), odd),
        nonce: word,
      },
      { requiredKeys: ['v', 'do'] },
    )
    const payload = fc.record(
      {
        intent: fc.oneof(odd, fc.record({ name: word })),
        userRequest: fc.record({
          utterance: word,
          block: odd,
          params: odd,
          user: fc.record({
            id: fc.oneof(fc.constant(haneul.userKey), word),
            type: fc.constant('botUserKey'),
            properties: odd,
          }),
        }),
        action: fc.oneof(odd, fc.record({ clientExtra: fc.oneof(odd, extra) })),
        contexts: odd,
      },
      { requiredKeys: ['userRequest'] },
    )
    await fc.assert(
      fc.asyncProperty(payload, async (body) => {
        const response = await post(library, body)
        expect(response.status).toBe(200)
        const answer: unknown = await response.json()
        expect(faultsOf(answer)).toEqual([])
        expect(answer).not.toMatchObject({ data: { outcome: 'error' } })
      }),
      { numRuns: 150 },
    )
  })
})

describe('the secret of the skills', () => {
  const secret = 'a-secret-of-some-length'
  let library: Library
  beforeAll(async () => {
    library = await openLibrary('sqlite', { env: { SKILL_SECRET: secret } })
  })
  afterAll(() => library.close())

  it.each([undefined, '', 'wrong', secret.slice(1), `${secret}x`, secret.toUpperCase()])(
    'keeps out who says %j',
    async (given) => {
      for (const skill of ['dialog', 'rent', 'notice', 'whatever'])
        for (const body of [utterance('k', '안녕'), '{']) {
          const response = await post(library, body, {
            skill,
            ...(given === undefined ? {} : { headers: { 'x-skill-secret': given } }),
          })
          expect(response.status).toBe(401)
          expect(await response.text()).not.toContain('version')
        }
    },
  )

  it('lets in who knows it', async () => {
    expect((await ask(library, utterance('k', '안녕'), { headers: { 'X-Skill-Secret': secret } })).intent).toBe('help')
    expect((await library.visitor().says('안녕')).intent).toBe('help')
  })
})
