// Is an item card in order?
import { limits } from '../limits.js'
import { checkButtons, footFields } from './check-buttons.js'
import { checkItemCardProfile, checkItemCardThumbnail, checkImageTitle } from './check-item-card-images.js'
import { checkSummary } from './check-summary.js'
import { countLines } from './count-lines.js'
import { asObject, onlyKnown, readChoice, readList, readObject, readText, type Fields } from './fields.js'
import { kakaoLength } from './kakao-length.js'
import { report, under, type Spot } from './spot.js'

const own = limits.itemCard
const headFields = ['thumbnail', 'head', 'profile', 'imageTitle']
const bodyFields = ['itemList', 'itemListAlignment', 'itemListSummary', 'title', 'description']

export const checkItemCard = (spot: Spot, value: unknown, inCarousel: boolean): void => {
  const card = asObject(spot, value)
  if (!card) return
  onlyKnown(spot, card, [...headFields, ...bodyFields, ...footFields])
  checkItemCardThumbnail(spot, card, inCarousel)
  checkHead(spot, card)
  checkItemCardProfile(spot, card)
  checkImageTitle(spot, card)
  const max = inCarousel ? own.inCarousel.itemList : own.itemList
  for (const item of readList(spot, card, 'itemList', { required: true, min: 1, max }) ?? []) {
    checkItem(item.at, item.value)
  }
  readChoice(spot, card, 'itemListAlignment', ['left', 'right'])
  checkSummary(spot, card)
  checkTitleAndDescription(spot, card, inCarousel)
  checkButtons(spot, card)
}

const checkHead = (spot: Spot, card: Fields): void => {
  if (Object.hasOwn(card, 'head') && Object.hasOwn(card, 'profile')) {
    report(under(spot, 'profile'), 'head-and-profile', 'cannot stand beside head, found both')
  }
  const head = readObject(spot, card, 'head')
  if (!head) return
  const here = under(spot, 'head')
  onlyKnown(here, head, ['title'])
  readText(here, head, 'title', { required: true, maxLines: own.headTitleLines })
}

const checkItem = (spot: Spot, value: unknown): void => {
  const item = asObject(spot, value)
  if (!item) return
  onlyKnown(spot, item, ['title', 'description'])
  readText(spot, item, 'title', { required: true, max: own.itemTitle })
  readText(spot, item, 'description', { required: true, maxLines: own.itemDescriptionLines })
}

const checkTitleAndDescription = (spot: Spot, card: Fields, inCarousel: boolean): void => {
  const hasDescription = Object.hasOwn(card, 'description')
  const title = readText(spot, card, 'title', { required: hasDescription })
  const description = readText(spot, card, 'description')
  const texts = [title, description].filter((text) => text !== undefined)
  const maxLength = inCarousel ? own.inCarousel.titleAndDescription : own.titleAndDescription
  const length = texts.reduce((sum, text) => sum + kakaoLength(text), 0)
  if (length > maxLength) {
    const found = `title and description must be at most ${maxLength} characters together, found ${length}`
    report(spot, 'too-long-together', found)
  }
  const maxLines = own.titleAndDescriptionLines
  const lines = texts.reduce((sum, text) => sum + countLines(text), 0)
  if (lines > maxLines) {
    const found = `title and description must be at most ${maxLines} lines together, found ${lines}`
    report(spot, 'too-many-lines-together', found)
  }
}
