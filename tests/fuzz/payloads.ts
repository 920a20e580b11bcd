/** Calls in the forms in which Kakao's have been seen: by chat, by the console, old and new. All made up here. */
type Spoken = { readonly userKey: string; readonly said: string; readonly extra: unknown; readonly isFriend: boolean }

const blockId = 'b10c'.repeat(6)
const block = (name: string) => ({ id: blockId, name })
const reason = { reason: { code: 1, message: 'OK' } }
const bot = { id: `${'c0de'.repeat(6)}!`, name: '책방톡' }
const action = { id: 'ac10'.repeat(6), name: '책방톡 스킬', params: {}, detailParams: {} }

const properties = ({ userKey, isFriend }: Spoken) => ({
  botUserKey: userKey,
  bot_user_key: userKey,
  plusfriendUserKey: 'Xq3kTt0pWz9a',
  plusfriend_user_key: 'Xq3kTt0pWz9a',
  ...(isFriend ? { isFriend } : {}),
})
const user = (spoken: Spoken, more: object = {}) => ({
  id: spoken.userKey,
  type: 'botUserKey',
  properties: { ...properties(spoken), ...more },
})

function chat(spoken: Spoken, name = '폴백 블록') {
  return {
    bot,
    intent: { ...block(name), extra: reason },
    action: { ...action, clientExtra: spoken.extra ?? {} },
    userRequest: {
      block: block(name),
      user: user(spoken),
      utterance: spoken.said,
      params: { surface: 'Kakaotalk.plusfriend' },
      lang: 'ko',
      timezone: 'Asia/Seoul',
    },
    contexts: [],
  }
}

const forms: readonly ((spoken: Spoken) => Record<string, unknown>)[] = [
  chat,
  (spoken) => ({
    ...chat(spoken),
    flow: {
      lastBlock: block('폴백 블록'),
      trigger: { type: 'QUICKREPLY_BUTTON_MESSAGE', referrerBlock: block('폴백 블록') },
    },
  }),
  (spoken) => ({
    ...chat(spoken, '도서 검색 '),
    contexts: [
      { name: 'searching', lifespan: 3, ttl: 600, params: { title: { value: '소년', resolvedValue: '소년' } } },
    ],
  }),
  (spoken) => {
    const call = chat(spoken, '책 빌리기')
    const value = { amount: 3 }
    const params = { title: spoken.said, sys_number_ordinal: value, sys_date: '{"date": "2026-11-21", "year": null}' }
    return {
      ...call,
      action: { ...call.action, params, detailParams: { title: { groupName: '', origin: spoken.said, value } } },
    }
  },
  // the console's trial of a bot: a line end, another language, no friend
  (spoken) => {
    const call = chat(spoken)
    const request = { ...call.userRequest, utterance: `${spoken.said}\n`, lang: 'kr' }
    return { ...call, userRequest: { ...request, params: { surface: 'BuilderBotTest', ignoreMe: 'true' } } }
  },
  // the console's trial of a skill: nobody we could know
  (spoken) => ({
    ...chat(spoken),
    action: { ...action, clientExtra: null },
    userRequest: { ...chat(spoken).userRequest, lang: null, user: { id: '314159', type: 'accountId', properties: {} } },
  }),
  (spoken) => {
    const call = chat(spoken)
    const user = {
      id: 'XyZ987',
      type: 'talk_user_id',
      properties: { plusfriend_user_key: 'abc', botUserKey: spoken.userKey },
    }
    return { ...call, action: { ...action, clientExtra: 'null' }, userRequest: { ...call.userRequest, user } }
  },
  (spoken) => ({
    isInSlotFilling: true,
    utterance: spoken.said,
    value: { origin: spoken.said, resolved: spoken.said },
    user: user(spoken),
    userRequest: { isInSlotFilling: true, utterance: spoken.said, user: user(spoken) },
  }),
  (spoken) => {
    const call = chat(spoken)
    const media = { type: 'image', url: 'https://talk.example/picture.jpg' }
    const params = { surface: 'Kakaotalk.plusfriend', media, noticeId: '⟦notice 1⟧' }
    return { ...call, userRequest: { ...call.userRequest, params } }
  },
  // an event of ours: whose notice it is stands in the properties
  (spoken) => {
    const call = chat(spoken, '알림')
    return { ...call, userRequest: { ...call.userRequest, user: user(spoken, { noticeId: '⟦notice 0⟧' }) } }
  },
  (spoken) => {
    const call = chat(spoken)
    const linked = user(spoken, { appUserId: '31415926', appUserStatus: 'REGISTERED', accountId: '960391' })
    const callbackUrl = 'https://bot-api.kakao.com/v1/bots/x/callback/abc'
    return { ...call, userRequest: { ...call.userRequest, callbackUrl, user: linked } }
  },
  (spoken) => ({
    ...chat(spoken),
    intent: {
      ...block('지식+'),
      extra: {
        ...reason,
        knowledge: { responseType: 'skill', matchedKnowledges: [{ categories: [], question: '?', answer: '!' }] },
      },
    },
  }),
  (spoken) => ({
    userRequest: { utterance: spoken.said, user: { id: spoken.userKey, type: 'botUserKey' } },
    action: { clientExtra: spoken.extra },
  }),
]

export const formCount = forms.length

export function payloadOf(form: number, spoken: Spoken): Record<string, unknown> {
  return (forms[form % forms.length] ?? chat)(spoken)
}
