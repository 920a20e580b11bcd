/** The shapes in which Kakao's calls come: by chat, by the console's buttons, old and new. All made up here. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { ask } from '../support/skill-call.js'

describe('a payload', () => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary('sqlite')
    await library.book({ title: '소년이 온다', author: '한강' })
    haneul = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  const blockId = 'b10c'.repeat(6)
  const block = { id: blockId, name: '폴백 블록' }
  const reason = { reason: { code: 1, message: 'OK' } }
  const said = '소년이 온다'

  /** The user of the chat, as Kakao names them; Kakao Login and a missing friendship change what is in it. */
  const chatUser = (more: object = {}) => ({
    id: haneul.userKey,
    type: 'botUserKey',
    properties: { botUserKey: haneul.userKey, bot_user_key: haneul.userKey, plusfriendUserKey: 'friendly', ...more },
  })
  const consoleUser = { id: '314159', type: 'accountId', properties: {} }

  const shapes: readonly (readonly [string, () => unknown, 'member' | 'stranger'])[] = [
    [
      'of the chat, with everything',
      () => ({
        intent: { ...block, extra: reason },
        bot: { id: 'c0de'.repeat(6) + '!', name: '책방' },
        action: { id: 'ac'.repeat(12), name: '스킬', params: {}, detailParams: {}, clientExtra: {} },
        contexts: [],
        flow: { lastBlock: block, trigger: { type: 'QUICKREPLY_BUTTON_MESSAGE', referrerBlock: block } },
        userRequest: {
          timezone: 'Asia/Seoul',
          lang: 'ko',
          callbackUrl: 'https://callback.example/once',
          params: { surface: 'Kakaotalk.plusfriend', ignoreMe: 'true' },
          block,
          utterance: said,
          user: chatUser({
            isFriend: true,
            appUserStatus: 'REGISTERED',
            appUserId: '7',
            accountId: '8',
            talkUserId: '9',
          }),
        },
      }),
      'member',
    ],
    [
      'of somebody who has not added the channel',
      () => ({ userRequest: { utterance: said, user: chatUser() } }),
      'member',
    ],
    [
      'of the test chat in the console: a line end, another language, no friend key',
      () => ({
        intent: { ...block, extra: { reason: { code: 0, message: 'OK' } } },
        userRequest: {
          lang: 'kr',
          params: { ignoreMe: 'true', surface: 'BuilderBotTest' },
          block,
          utterance: `${said}\n`,
          user: { id: haneul.userKey, type: 'botUserKey', properties: { botUserKey: haneul.userKey } },
        },
        contexts: [],
      }),
      'member',
    ],
    [
      'of the console’s skill test: nulls where objects are otherwise',
      () => ({
        intent: { id: blockId, name: '블록 이름' },
        userRequest: { timezone: 'Asia/Seoul', lang: null, params: {}, block, utterance: said, user: consoleUser },
        action: { id: 'ac'.repeat(12), name: 'ttest', params: {}, detailParams: {}, clientExtra: null },
        bot: { id: 'c0de'.repeat(6), name: '이름' },
      }),
      'stranger',
    ],
    [
      'of the first version: extra is the text null, the user has another key',
      () => ({
        userRequest: {
          utterance: said,
          block,
          user: { id: '141421', type: 'talk_user_id', properties: { plusfriend_user_key: 'x' } },
        },
        action: { clientExtra: 'null', params: {} },
        contexts: [],
      }),
      'stranger',
    ],
    [
      'with the least there can be',
      () => ({ userRequest: { utterance: said, user: { id: haneul.userKey, type: 'botUserKey' } } }),
      'member',
    ],
    [
      'with parameters as text, as JSON in text and as objects',
      () => ({
        userRequest: { utterance: said, user: chatUser(), params: { surface: 'Kakaotalk.plusfriend' } },
        action: {
          params: {
            title: '소년',
            day: '{"date":"2026-12-05","dateTag":"tomorrow"}',
            count: { amount: 2, unit: null },
          },
          detailParams: {
            title: { origin: '소년 ', value: '소년', groupName: '책' },
            day: { origin: '내일', value: '{"date":"2026-12-05"}' },
            count: { origin: '두 번째', value: { amount: 2 } },
          },
          clientExtra: {},
        },
      }),
      'member',
    ],
    [
      'with contexts that live on, and knowledge found beside',
      () => ({
        intent: {
          ...block,
          extra: { ...reason, knowledge: { matchedKnowledges: [{ answer: '몰라요', categories: ['책'] }] } },
        },
        userRequest: { utterance: said, user: chatUser() },
        contexts: [
          { name: 'reading', lifespan: 3, ttl: 60, params: { title: { value: '소년', resolvedValue: '소년' } } },
        ],
      }),
      'member',
    ],
    [
      'with a block name that has spaces around',
      () => ({ intent: { name: ' 도서 검색 ' }, userRequest: { utterance: said, user: chatUser() } }),
      'member',
    ],
    [
      'with fields nobody knows yet',
      () => ({ future: [1], userRequest: { utterance: said, user: chatUser(), mood: 'good' } }),
      'member',
    ],
  ]

  it.each(shapes)('%s is understood', async (_what, payload, who) => {
    const card = await ask(library, payload())
    expect(card).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(card.text.includes('내 적립금')).toBe(who === 'member')
  })

  it('of a picture has a next step', async () => {
    const picture = {
      userRequest: {
        utterance: 'https://talk.example/picture.jpg',
        params: { surface: 'Kakaotalk.plusfriend', media: { type: 'image', url: 'https://talk.example/picture.jpg' } },
        user: chatUser(),
      },
    }
    expect(await ask(library, picture)).toMatchObject({ intent: 'search', outcome: 'nothing-found' })
  })

  it('of a parameter check has an answer', async () => {
    const check = {
      isInSlotFilling: true,
      value: { origin: '공일공', resolved: '010-1234-5678' },
      utterance: '공일공',
      user: chatUser(),
    }
    expect((await ask(library, check)).outcome).toBe('ok')
    const wrapped = {
      userRequest: { isInSlotFilling: true, utterance: '010', user: chatUser() },
      value: { origin: '010' },
    }
    expect((await ask(library, wrapped)).outcome).toBe('nothing-found')
  })
})
