// How does a slow answer travel? (AI-chatbot callback: acknowledge within 5 s, answer once within 60 s.)
import type { TemplateResponse } from './response.js'

/** What is posted to `userRequest.callbackUrl`, once: an ordinary answer. */
export type CallbackAnswer = TemplateResponse

/** What Kakao says to that post. */
export interface CallbackResult {
  taskId: string
  status: 'SUCCESS' | 'FAIL' | 'ERROR'
  /** The reason in English, for example that the token is unknown or older than a minute. */
  message: string
  /** Milliseconds since the epoch (unit unconfirmed). */
  timestamp: number
}
