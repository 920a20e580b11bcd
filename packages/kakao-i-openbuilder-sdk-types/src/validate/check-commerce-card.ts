// Is a commerce card in order?
import { limits } from '../limits.js'
import { checkButtons, footFields } from './check-buttons.js'
import { checkProfile, checkThumbnail } from './check-media.js'
import { asObject, onlyKnown, readChoice, readList, readText, readWhole, type Fields } from './fields.js'
import { report, under, type Spot } from './spot.js'

const priceFields = ['price', 'currency', 'discount', 'discountRate', 'discountedPrice']

export const checkCommerceCard = (spot: Spot, value: unknown): void => {
  const card = asObject(spot, value)
  if (!card) return
  const own = limits.commerceCard
  onlyKnown(spot, card, ['title', 'description', 'thumbnails', 'profile', ...priceFields, ...footFields])
  readText(spot, card, 'title', { max: own.title })
  readText(spot, card, 'description', { max: own.description })
  checkPrice(spot, card)
  checkProfile(spot, card)
  const one = { required: true, min: own.thumbnails, max: own.thumbnails }
  for (const thumbnail of readList(spot, card, 'thumbnails', one) ?? []) checkThumbnail(thumbnail.at, thumbnail.value)
  checkButtons(spot, card)
}

const checkPrice = (spot: Spot, card: Fields): void => {
  const price = readWhole(spot, card, 'price', { required: true })
  const discount = readWhole(spot, card, 'discount')
  readWhole(spot, card, 'discountRate', { max: limits.commerceCard.discountRate })
  readWhole(spot, card, 'discountedPrice')
  readChoice(spot, card, 'currency', ['won'])
  if (Object.hasOwn(card, 'discountRate') && !Object.hasOwn(card, 'discountedPrice')) {
    report(under(spot, 'discountRate'), 'rate-without-price', 'is shown only with discountedPrice, found none')
  }
  if (price !== undefined && discount !== undefined && discount > price) {
    report(under(spot, 'discount'), 'discount-above-price', `must be at most the price ${price}, found ${discount}`)
  }
}
