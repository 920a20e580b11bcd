// Is a list card in order?
import { limits } from '../limits.js'
import { checkAction, listItemActions } from './check-action.js'
import { checkButtons, footFields } from './check-buttons.js'
import { checkLink } from './check-media.js'
import { asObject, onlyKnown, readList, readObject, readText, type Fields } from './fields.js'
import { readUrl } from './read-url.js'
import { under, type Spot } from './spot.js'

export const checkListCard = (spot: Spot, value: unknown, inCarousel: boolean): void => {
  const card = asObject(spot, value)
  if (!card) return
  onlyKnown(spot, card, ['header', 'items', ...footFields])
  const header = readObject(spot, card, 'header', true)
  if (header) checkHeader(under(spot, 'header'), header)
  const max = inCarousel ? limits.listCard.inCarousel.items : limits.listCard.items
  for (const item of readList(spot, card, 'items', { required: true, min: 1, max }) ?? []) {
    checkItem(item.at, item.value)
  }
  checkButtons(spot, card)
}

const checkHeader = (spot: Spot, header: Fields): void => {
  onlyKnown(spot, header, ['title', 'description', 'imageUrl', 'link'])
  checkWords(spot, header)
}

const checkItem = (spot: Spot, value: unknown): void => {
  const item = asObject(spot, value)
  if (!item) return
  const actionFields = ['action', 'blockId', 'messageText', 'extra']
  onlyKnown(spot, item, ['title', 'description', 'imageUrl', 'link', ...actionFields])
  checkWords(spot, item)
  checkAction(spot, item, listItemActions, false)
}

const checkWords = (spot: Spot, item: Fields): void => {
  readText(spot, item, 'title', { required: true })
  readText(spot, item, 'description')
  readUrl(spot, item, 'imageUrl')
  checkLink(spot, item)
}
