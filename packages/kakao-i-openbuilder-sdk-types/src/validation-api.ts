// How does Kakao ask whether a parameter's value will do? (From agreeing implementations; no official page was read.)
import type { BlockRef, Bot, KakaoUser } from './payload.js'

/** Posted to a parameter's validation URL before the value is accepted. No action, intent or contexts. */
export interface ValidationRequest {
  /** True when the utterance answers a slot-filling question. */
  isInSlotFilling: boolean
  utterance: string
  value: {
    /** The words said. */
    origin: string
    /** The entity's value, JSON text for a system entity. */
    resolved: string
  }
  user: KakaoUser
  bot?: Bot
  block?: BlockRef
  params?: Record<string, unknown> | null
  timezone?: string
  lang?: string | null
  [unknownKey: string]: unknown
}

/** `FAIL` makes Kakao ask again. What `IGNORE` does exactly is unconfirmed. */
export type ValidationStatus = 'SUCCESS' | 'FAIL' | 'ERROR' | 'IGNORE'

export interface ValidationResponse {
  status: ValidationStatus
  /** Replaces the resolved value. */
  value?: string
  data?: Record<string, unknown>
  /** Whether the user sees it is unconfirmed. */
  message?: string
}
