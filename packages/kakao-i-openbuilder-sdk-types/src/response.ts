// What does a skill server answer? (Format version 2.0.)
import type { QuickReply } from './buttons.js'
import type { Carousel } from './carousel.js'
import type { BasicCard, CommerceCard, ItemCard, ListCard, SimpleImage, SimpleText, TextCard } from './components.js'
import type { OutContext } from './context.js'

export type SkillResponse = TemplateResponse | CallbackAck | DataResponse

export interface ResponseBase {
  /** Without it the answer is taken for the old format. */
  version: '2.0'
  context?: { values: OutContext[] }
  /** Read by bubbles that the console draws, as `{{#webhook.path}}`. */
  data?: Record<string, unknown>
}

/** The usual answer: bubbles drawn by the skill. */
export interface TemplateResponse extends ResponseBase {
  template: SkillTemplate
}

/** "Wait, the answer comes by the callback URL." Only for a call that carried one. */
export interface CallbackAck extends ResponseBase {
  useCallback: true
}

/** For a block whose bubbles are drawn by the console out of `data`. */
export interface DataResponse extends ResponseBase {
  data: Record<string, unknown>
}

export interface SkillTemplate {
  /** One to three bubbles. */
  outputs: Output[]
  /** At most ten. */
  quickReplies?: QuickReply[]
}

export type Output =
  | { simpleText: SimpleText }
  | { simpleImage: SimpleImage }
  | { textCard: TextCard }
  | { basicCard: BasicCard }
  | { commerceCard: CommerceCard }
  | { listCard: ListCard }
  | { itemCard: ItemCard }
  | { carousel: Carousel }
