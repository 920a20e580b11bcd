// Do the types take the bodies that Kakao sends? (The compiler is the judge; these bodies are made up.)
import { describe, expect, it } from '@jest/globals'
import type {
  CallbackAnswer,
  CallbackResult,
  CarouselHeader,
  EventAccepted,
  EventRequest,
  EventTaskResult,
  Output,
  QuickReply,
  SkillPayload,
  SkillResponse,
  ValidationRequest,
  ValidationResponse,
} from '../src/index.js'

const block = { id: '65aa00000000000000000001', name: '책 찾기' }
const bot = { id: '65aa0000000000000000b070!', name: '시험봇' }
const reason = { code: 1, message: 'OK' }

const payloads: Record<string, SkillPayload> = {
  'typed in the channel by a friend': {
    intent: { ...block, extra: { reason } },
    userRequest: {
      timezone: 'Asia/Seoul',
      block,
      utterance: '어린왕자',
      lang: 'ko',
      params: { surface: 'Kakaotalk.plusfriend' },
      user: {
        id: 'key-1',
        type: 'botUserKey',
        properties: { botUserKey: 'key-1', bot_user_key: 'key-1', plusfriendUserKey: 'pf-1', isFriend: true },
      },
    },
    bot,
    action: { id: 'a1', name: '검색', params: {}, detailParams: {}, clientExtra: {} },
    contexts: [{ name: 'asking', lifespan: 2, ttl: 60, params: { a: '1', b: { value: '2', resolvedValue: '2' } } }],
    flow: { trigger: { type: 'QUICKREPLY_BUTTON_BLOCK', referrerBlock: block }, lastBlock: block },
  },
  'typed in the bot test': {
    intent: { ...block, extra: { reason: { code: 0, message: 'OK' } } },
    userRequest: {
      timezone: 'Asia/Seoul',
      block,
      utterance: '오늘 3번\n',
      lang: 'kr',
      params: { surface: 'BuilderBotTest', ignoreMe: 'true' },
      user: { id: 'key-2', type: 'botUserKey', properties: { botUserKey: 'key-2' } },
    },
    bot,
    action: {
      id: 'a1',
      name: '검색',
      params: { sys_date: '{"date": "2030-01-01"}', sys_number_ordinal: { amount: 3 } },
      detailParams: { sys_number_ordinal: { origin: '3번', value: { amount: 3 } } },
      clientExtra: {},
    },
    contexts: [],
  },
  'sent by the skill test': {
    intent: block,
    userRequest: {
      timezone: 'Asia/Seoul',
      params: { ignoreMe: 'true' },
      block,
      utterance: '발화',
      lang: null,
      user: { id: '1', type: 'accountId', properties: {} },
      callbackUrl: 'https://bot-api.kakao.com/v1/bots/x/callback/y',
    },
    bot,
    action: { id: 'a1', name: '검색', clientExtra: null, params: { when: '오늘' }, detailParams: {} },
  },
  'as bare as was seen': {
    userRequest: { utterance: '안녕', user: { id: 'key-3' } },
    action: { params: { image: '{"secureUrls":"List(https://example.com/1.jpg)"}' } },
  },
  'in the oldest shape': {
    intent: block,
    userRequest: {
      block,
      utterance: '안녕',
      user: { id: '1', type: 'talk_user_id', properties: { plusfriend_user_key: 'p' } },
    },
    action: { clientExtra: 'null', params: {} },
  },
  'by a knowledge entry': {
    intent: {
      id: 'k',
      name: '지식+',
      extra: {
        reason,
        knowledge: { responseType: 'skill', matchedKnowledges: [{ categories: ['a'], question: 'q', answer: 'a' }] },
      },
    },
    userRequest: { utterance: '몇 시까지 해요?', user: { id: 'key-4' }, params: { media: { type: 'image' } } },
    action: {},
    somethingNew: { of: 'tomorrow' },
  },
  'set off by an event, from a place still unknown': {
    userRequest: {
      utterance: 'overdue',
      user: { id: 'key-5', properties: { loans: 'L1,L2' } },
      params: { batch: '1' },
    },
    action: { params: null },
    flow: { trigger: { type: 'A_TRIGGER_NOT_DOCUMENTED' } },
  },
}

const asked: ValidationRequest = {
  isInSlotFilling: true,
  utterance: '010-0000-0000',
  value: { origin: '010-0000-0000', resolved: '01000000000' },
  user: { id: 'key-1', type: 'botUserKey', properties: { appUserStatus: 'REGISTERED' } },
  bot,
  params: { surface: 'Kakaotalk.plusfriend' },
}
const judged: ValidationResponse = { status: 'FAIL', message: '다시' }
const later: [CallbackAnswer, CallbackResult] = [
  { version: '2.0', template: { outputs: [{ simpleText: { text: '찾았어요' } }] } },
  { taskId: 't1', status: 'SUCCESS', message: 'ok', timestamp: 1 },
]
const pushed: [EventRequest, EventAccepted, EventTaskResult] = [
  {
    event: { name: 'overdue_notice', data: { shop: '책방' } },
    user: [{ type: 'botUserKey', id: 'key-1', properties: { loans: 'L1' } }],
    params: { batch: '1' },
  },
  { taskId: 't2', status: 'SUCCESS', timestamp: 1 },
  {
    taskId: 't2',
    status: '1 FAIL',
    allRequestCount: 2,
    successCount: 1,
    fail: {
      count: 1,
      list: [{ userId: 'k', reqUserType: 'botUserKey', createdAt: '', errorMsg: { errorType: 201, msg: '' } }],
    },
  },
]

type Refuses<Wanted, Given> = Given extends Wanted ? 'taken' : 'refused'
type Buttoned<Pressed> = { textCard: { title: string; buttons: Pressed[] } }
type Listed<Header> = { carousel: { type: 'listCard'; items: []; header: Header } }

const unfit: [
  anAnswerWithoutVersion: Refuses<SkillResponse, { template: { outputs: [] } }>,
  aBlockButtonWithoutBlock: Refuses<Output, Buttoned<{ label: string; action: 'block' }>>,
  aHeaderOverLists: Refuses<Output, Listed<CarouselHeader>>,
  aShortcutToAPage: Refuses<QuickReply, { label: string; action: 'webLink'; webLinkUrl: string }>,
] = ['refused', 'refused', 'refused', 'refused']
const fit: [aButtonToAPage: Refuses<Output, Buttoned<{ label: string; action: 'webLink'; webLinkUrl: string }>>] = [
  'taken',
]

describe('the types', () => {
  it.each(Object.keys(payloads))('take a body %s', (name) => {
    expect(payloads[name]?.userRequest.user.id).not.toBe('')
  })

  it('take the bodies of the other doors, and refuse what Kakao would', () => {
    expect([asked, judged, ...later, ...pushed, ...unfit, ...fit]).toHaveLength(12)
  })
})
