// Does pressing it do something Kakao knows, with all it needs?
import { readObject, readText, type Fields } from './fields.js'
import { quote } from './quote.js'
import { readUrl } from './read-url.js'
import { report, under, type Spot } from './spot.js'

const blockIdForm = /^[0-9a-f]{24}$/

/** What an action cannot do without. */
type Needs = 'webLinkUrl' | 'messageText' | 'blockId' | 'phoneNumber'

export type ActionTable = ReadonlyMap<string, Needs | undefined>

export const buttonActions: ActionTable = new Map([
  ['webLink', 'webLinkUrl'],
  ['message', 'messageText'],
  ['block', 'blockId'],
  ['phone', 'phoneNumber'],
  ['share', undefined],
  ['operator', undefined],
])

export const listItemActions: ActionTable = new Map([
  ['message', 'messageText'],
  ['block', 'blockId'],
])

export const quickReplyActions: ActionTable = new Map([
  ['message', undefined],
  ['block', 'blockId'],
])

/** Checks `action` and everything that belongs to it. */
export const checkAction = (spot: Spot, fields: Fields, actions: ActionTable, required: boolean): void => {
  const action = readText(spot, fields, 'action', { required })
  if (action !== undefined && !actions.has(action)) {
    const known = [...actions.keys()].join(', ')
    report(under(spot, 'action'), 'unknown-action', `must be one of ${known}, found ${quote(action)}`)
  }
  const needed = action === undefined ? undefined : actions.get(action)
  readUrl(spot, fields, 'webLinkUrl', needed === 'webLinkUrl')
  readText(spot, fields, 'messageText', { required: needed === 'messageText' })
  readText(spot, fields, 'phoneNumber', { required: needed === 'phoneNumber' })
  checkBlockId(spot, fields, needed === 'blockId')
  readObject(spot, fields, 'extra')
}

const checkBlockId = (spot: Spot, fields: Fields, required: boolean): void => {
  const blockId = readText(spot, fields, 'blockId', { required })
  if (blockId === undefined || blockIdForm.test(blockId)) return
  const found = quote(blockId)
  report(under(spot, 'blockId'), 'bad-block-id', `must be 24 lower-case hex digits, found ${found}`)
}
