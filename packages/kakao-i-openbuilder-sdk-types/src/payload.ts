// What does Kakao post to a skill server? Loose on purpose: only what every observed body carries is required.
import type { IncomingContext } from './context.js'

/**
 * The body of a skill call (`POST`, JSON, UTF-8).
 *
 * Fields may be added by Kakao at any time, so unknown keys must be ignored. Nothing signs the body.
 * `utterance`, `user.id` and `action` were present in every body seen; anything else may be missing.
 */
export interface SkillPayload {
  /** The block that matched. */
  intent?: Intent
  userRequest: UserRequest
  bot?: Bot
  action: SkillAction
  /** Live contexts, `[]` when there are none; the skill test of the console leaves the key out. */
  contexts?: IncomingContext[]
  /** How the utterance came about; sent since about 2025. */
  flow?: Flow
  [unknownKey: string]: unknown
}

/** A block of the bot: 24 hex digits in practice, and the name given to it in the console. */
export interface BlockRef {
  id: string
  name: string
}

export interface Intent extends BlockRef {
  extra?: IntentExtra
}

export interface IntentExtra {
  /** `{ code: 1, message: "OK" }` in the official sample, code 0 seen too; other codes are not documented. */
  reason?: { code: number; message: string }
  /** Only when a knowledge entry (지식+) matched. */
  knowledge?: { responseType?: string; matchedKnowledges?: KnowledgeHit[] }
  [unknownKey: string]: unknown
}

export interface KnowledgeHit {
  categories: string[]
  question: string
  answer: string
  imageUrl?: string
  landingUrl?: string
}

export interface UserRequest {
  /** What the user said, or the text a button put in the user's mouth. The bot test adds a trailing newline. */
  utterance: string
  user: KakaoUser
  block?: BlockRef
  /** `Asia/Seoul` in every body seen. */
  timezone?: string
  /** `ko` in a chat, `kr` in older bodies and in the bot test, `null` in the skill test. */
  lang?: string | null
  /** `surface`, `ignoreMe`, `media`, and whatever the `params` of an Event API request held. */
  params?: Record<string, unknown> | null
  /** Only when the block has the AI-chatbot callback switched on; one use, one minute. */
  callbackUrl?: string
  /** Only for group chatbots. */
  chat?: { id: string; type: string; properties?: Record<string, unknown> }
  [unknownKey: string]: unknown
}

/** `botUserKey` in a chat, `accountId` in the console's skill test. Only the first identifies a person. */
export type UserType = 'botUserKey' | 'accountId' | 'talk_user_id' | OpenString

export interface KakaoUser {
  /** The bot user key, at most 70 characters; the same person has another one in another bot. */
  id: string
  type?: UserType
  properties?: UserProperties
}

export interface UserProperties {
  /** Same as `user.id` in a chat. */
  botUserKey?: string
  /** The key of this person in this channel. */
  plusfriendUserKey?: string
  /** The Kakao Login id; only if the bot has an app key and the person has linked the app. */
  appUserId?: string
  /** `REGISTERED` is the only value seen. */
  appUserStatus?: string
  /** `true` when the channel is added; otherwise the key is absent, never `false`. */
  isFriend?: boolean
  /** Snake-case twins of the above, and the `properties` of an Event API recipient. */
  [other: string]: unknown
}

export interface Bot {
  /** Ends with `!` when the call comes from the development channel. */
  id: string
  name: string
}

export interface SkillAction {
  id?: string
  /** The skill's name in the console. */
  name?: string
  /** Parameter name to value: text, JSON text (system entities) or, seldom, an object. */
  params?: Record<string, unknown> | null
  /** May lack names that `params` has. */
  detailParams?: Record<string, DetailParam> | null
  /** What the pressed button, quick reply or list item held in `extra`; `null` or the text `"null"` when nothing. */
  clientExtra?: Record<string, unknown> | string | null
  [unknownKey: string]: unknown
}

export interface DetailParam {
  /** The words the user said. */
  origin: string
  /** The resolved value, as in `params`. */
  value: unknown
  groupName?: string
}

export interface Flow {
  trigger?: { type: FlowTriggerType; referrerBlock?: BlockRef }
  /** The block executed just before. */
  lastBlock?: BlockRef
}

/** How the utterance came about. Open: what an Event API message carries here is not documented. */
export type FlowTriggerType =
  | 'TEXT_INPUT'
  | 'CARD_BUTTON_MESSAGE'
  | 'CARD_BUTTON_BLOCK'
  | 'LIST_ITEM_MESSAGE'
  | 'LIST_ITEM_BLOCK'
  | 'LISTMENU_MESSAGE'
  | 'LISTMENU_BLOCK'
  | 'QUICKREPLY_BUTTON_MESSAGE'
  | 'QUICKREPLY_BUTTON_BLOCK'
  | OpenString

/** Any other text, without losing the completion of the known ones. */
type OpenString = string & Record<never, never>
