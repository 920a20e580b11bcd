// Are the parts of an item card that carry an image in order?
import { limits } from '../limits.js'
import { checkLink } from './check-media.js'
import { onlyKnown, readObject, readText, readWhole, type Fields } from './fields.js'
import { readUrl } from './read-url.js'
import { report, under, type Spot } from './spot.js'

/** 2:1 or 1:1 alone, 2:1 in a carousel; without a size it is drawn 1:1. */
export const checkItemCardThumbnail = (spot: Spot, card: Fields, inCarousel: boolean): void => {
  const thumbnail = readObject(spot, card, 'thumbnail')
  if (!thumbnail) return
  const here = under(spot, 'thumbnail')
  onlyKnown(here, thumbnail, ['imageUrl', 'altText', 'width', 'height', 'link'])
  readUrl(here, thumbnail, 'imageUrl', true)
  readText(here, thumbnail, 'altText', { max: limits.thumbnail.altText })
  checkLink(here, thumbnail)
  checkRatio(here, thumbnail, inCarousel ? [2] : [2, 1])
}

export const checkItemCardProfile = (spot: Spot, card: Fields): void => {
  const profile = readObject(spot, card, 'profile')
  if (!profile) return
  const here = under(spot, 'profile')
  onlyKnown(here, profile, ['title', 'imageUrl', 'width', 'height'])
  readText(here, profile, 'title', { required: true, max: limits.itemCard.profileTitle })
  readUrl(here, profile, 'imageUrl')
  checkRatio(here, profile, [1])
}

export const checkImageTitle = (spot: Spot, card: Fields): void => {
  const imageTitle = readObject(spot, card, 'imageTitle')
  if (!imageTitle) return
  const here = under(spot, 'imageTitle')
  const { imageTitleTitleLines, imageTitleDescriptionLines } = limits.itemCard
  onlyKnown(here, imageTitle, ['title', 'description', 'imageUrl'])
  readText(here, imageTitle, 'title', { required: true, maxLines: imageTitleTitleLines })
  readText(here, imageTitle, 'description', { maxLines: imageTitleDescriptionLines })
  readUrl(here, imageTitle, 'imageUrl')
}

const checkRatio = (spot: Spot, image: Fields, ratios: readonly number[]): void => {
  const width = readWhole(spot, image, 'width', { min: 1 })
  const height = readWhole(spot, image, 'height', { min: 1 })
  const sized = Object.hasOwn(image, 'width') || Object.hasOwn(image, 'height')
  if (!sized && ratios.includes(1)) return
  if (width !== undefined && height !== undefined && ratios.includes(width / height)) return
  const wanted = ratios.map((ratio) => `${ratio}:1`).join(' or ')
  const found = sized ? `${width ?? 'no width'} by ${height ?? 'no height'}` : 'no size, which is drawn 1:1'
  report(spot, 'bad-image-ratio', `must be ${wanted}, found ${found}`)
}
