// How does a server speak first? (Bot event API: POST /v2/bots/{botId}/talk, then GET /v1/tasks/{taskId}.)

export type EventUserType = 'botUserKey' | 'plusfriendUserKey' | 'appUserId'

export interface EventUser {
  type: EventUserType
  id: string
  /** Arrives in `userRequest.user.properties` of the event block's skill call. */
  properties?: Record<string, unknown>
}

/** Body of the request; `Authorization: KakaoAK {REST API key}`. */
export interface EventRequest {
  event: {
    /** The event name set on the block. */
    name: string
    /** `{{#current.event.data.x}}` in a bubble of the console; its place in a skill payload is unconfirmed. */
    data?: Record<string, unknown>
  }
  /** At most 100, none twice. Whether key types may be mixed is unconfirmed. */
  user: EventUser[]
  /** Arrives in `userRequest.params`. */
  params?: Record<string, unknown>
  /** Contents unconfirmed. */
  option?: Record<string, unknown>
}

/** The reply to the request. `SUCCESS` means accepted, not delivered. */
export interface EventAccepted {
  taskId: string
  status: 'SUCCESS' | 'FAIL' | 'ERROR'
  message?: string
  timestamp: number
}

/** What became of a request. */
export interface EventTaskResult {
  taskId: string
  /** `ALL SUCCESS`, or for example `3 FAIL`. */
  status: string
  allRequestCount: number
  successCount: number
  userKeyResolvingFailCount?: number
  fail?: { count: number; list: EventFailure[] }
}

export interface EventFailure {
  userId: string
  reqUserType: string
  createdAt: string
  /** Only type 201, "the skill server answered with an HTTP error", was seen. */
  errorMsg: { errorType: number; msg: string }
}
