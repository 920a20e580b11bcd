// Is a carousel in order, its cards and what they must have in common?
import { limits } from '../limits.js'
import { checkCard, type CardKind, cardKinds } from './check-card.js'
import { checkThumbnail } from './check-media.js'
import { asObject, isObject, onlyKnown, readChoice, readList, readObject, readText, type Fields } from './fields.js'
import { hasSquareImage } from './has-square-image.js'
import { report, under, type Spot } from './spot.js'

const withoutHeader: readonly CardKind[] = ['textCard', 'listCard']

export const checkCarousel = (spot: Spot, value: unknown): void => {
  const carousel = asObject(spot, value)
  if (!carousel) return
  onlyKnown(spot, carousel, ['type', 'items', 'header'])
  if (!Object.hasOwn(carousel, 'type')) readText(spot, carousel, 'type', { required: true })
  const kind = readChoice(spot, carousel, 'type', cardKinds)
  const max = kind === 'listCard' ? limits.carousel.listCards : limits.carousel.items
  const entries = readList(spot, carousel, 'items', { required: true, min: 1, max }) ?? []
  if (kind !== undefined) {
    for (const { at, value: entry } of entries) checkEntry(at, kind, entry)
    const cards = entries.map((entry) => entry.value).filter(isObject)
    if (kind === 'itemCard') checkEvenness(under(spot, 'items'), cards)
    checkOneImageRatio(under(spot, 'items'), cards)
  }
  checkHeader(spot, carousel, kind)
}

const checkEntry = (spot: Spot, kind: CardKind, entry: unknown): void => {
  const keys = isObject(entry) ? Object.keys(entry) : []
  const wrapper = keys.length === 1 ? cardKinds.find((known) => known === keys[0]) : undefined
  if (wrapper === undefined) checkCard(kind, spot, entry, true)
  else report(spot, 'wrapped-card', `must be the bare card, found it wrapped in ${wrapper}`)
}

/** Each of these parts is on every item card of a carousel or on none. */
const checkEvenness = (spot: Spot, cards: readonly Fields[]): void => {
  for (const part of ['thumbnail', 'head', 'profile', 'imageTitle']) {
    const count = cards.filter((card) => Object.hasOwn(card, part)).length
    if (count === 0 || count === cards.length) continue
    report(spot, 'uneven-cards', `${part} must be on all cards or on none, found on ${count} of ${cards.length}`)
  }
}

const checkOneImageRatio = (spot: Spot, cards: readonly Fields[]): void => {
  const square = cards.filter(hasSquareImage).length
  if (square === 0 || square === cards.length) return
  const found = `${square} of ${cards.length} with fixedRatio`
  report(spot, 'mixed-image-ratios', `images must all be 1:1 or all 2:1, found ${found}`)
}

const checkHeader = (spot: Spot, carousel: Fields, kind: CardKind | undefined): void => {
  const here = under(spot, 'header')
  if (kind !== undefined && withoutHeader.includes(kind) && Object.hasOwn(carousel, 'header')) {
    report(here, 'header-not-allowed', `cannot be on a carousel of ${kind}`)
    return
  }
  const header = readObject(spot, carousel, 'header')
  if (!header) return
  const { headerTitleLines, headerDescriptionLines } = limits.carousel
  onlyKnown(here, header, ['title', 'description', 'thumbnail'])
  readText(here, header, 'title', { required: true, maxLines: headerTitleLines })
  readText(here, header, 'description', { required: true, maxLines: headerDescriptionLines })
  const thumbnail = readObject(here, header, 'thumbnail', true)
  if (thumbnail) checkThumbnail(under(here, 'thumbnail'), thumbnail)
}
