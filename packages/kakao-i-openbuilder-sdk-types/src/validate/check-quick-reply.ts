// Is a quick reply in order?
import { limits } from '../limits.js'
import { checkAction, quickReplyActions } from './check-action.js'
import { asObject, onlyKnown, readText } from './fields.js'
import type { Spot } from './spot.js'

export const checkQuickReply = (spot: Spot, value: unknown): void => {
  const reply = asObject(spot, value)
  if (!reply) return
  onlyKnown(spot, reply, ['label', 'action', 'messageText', 'blockId', 'extra'])
  readText(spot, reply, 'label', { required: true, max: limits.quickReply.label })
  checkAction(spot, reply, quickReplyActions, true)
}
