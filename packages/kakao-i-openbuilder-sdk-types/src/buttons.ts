// What can a person press, and what does it do?

interface WithExtra {
  /** Comes back as `action.clientExtra` of the next skill call. */
  extra?: Record<string, unknown>
}

/** Opens a browser. */
export interface WebLinkAction {
  action: 'webLink'
  webLinkUrl: string
}

/** Sends a text as the user's utterance. */
export interface MessageAction extends WithExtra {
  action: 'message'
  messageText: string
}

/** Calls a block; the utterance shown is `messageText`, or the label when absent. */
export interface BlockAction extends WithExtra {
  action: 'block'
  /** 24 lower-case hex digits. */
  blockId: string
  messageText?: string
}

/** Dials; hidden on a PC. */
export interface PhoneAction {
  action: 'phone'
  phoneNumber: string
}

/** Shares the bubble. */
export interface ShareAction {
  action: 'share'
}

/** Hands over to a person at the channel's desk. */
export interface OperatorAction {
  action: 'operator'
}

export type ButtonAction = WebLinkAction | MessageAction | BlockAction | PhoneAction | ShareAction | OperatorAction

/** A button of a card. Label: 14 characters, 8 when two sit side by side. */
export type Button = { label: string } & ButtonAction

/** `vertical` holds 3 buttons, `horizontal` 2; overrides what a thumbnail's `fixedRatio` implies. */
export type ButtonLayout = 'vertical' | 'horizontal'

/** A shortcut under the last bubble. Kakao extracts no entities from its utterance: pass ids in `extra`. */
export type QuickReply = { label: string } & (MessageShortcut | BlockAction)

/** Sends `messageText`, or the label when absent. */
export interface MessageShortcut extends WithExtra {
  action: 'message'
  messageText?: string
}
