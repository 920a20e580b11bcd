// Does a card's image keep its square shape?
import { isObject, type Fields } from './fields.js'

/** `fixedRatio` of the card's (first) thumbnail. It also lays the buttons side by side. */
export const hasSquareImage = (card: Fields): boolean => {
  const { thumbnail, thumbnails } = card
  const image: unknown = Array.isArray(thumbnails) ? thumbnails[0] : thumbnail
  return isObject(image) && image.fixedRatio === true
}
