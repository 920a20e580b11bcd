// Are an image, a link and a profile in order?
import { limits } from '../limits.js'
import { asObject, onlyKnown, readFlag, readObject, readText, type Fields } from './fields.js'
import { readUrl } from './read-url.js'
import { under, type Spot } from './spot.js'

export const checkLink = (spot: Spot, fields: Fields): void => {
  const link = readObject(spot, fields, 'link')
  if (!link) return
  const here = under(spot, 'link')
  onlyKnown(here, link, ['pc', 'mobile', 'web'])
  for (const key of ['pc', 'mobile', 'web']) readUrl(here, link, key)
}

export const checkThumbnail = (spot: Spot, value: unknown): void => {
  const thumbnail = asObject(spot, value)
  if (!thumbnail) return
  onlyKnown(spot, thumbnail, ['imageUrl', 'altText', 'link', 'fixedRatio'])
  readUrl(spot, thumbnail, 'imageUrl', true)
  readText(spot, thumbnail, 'altText', { max: limits.thumbnail.altText })
  checkLink(spot, thumbnail)
  readFlag(spot, thumbnail, 'fixedRatio')
}

export const checkProfile = (spot: Spot, fields: Fields): void => {
  const profile = readObject(spot, fields, 'profile')
  if (!profile) return
  const here = under(spot, 'profile')
  onlyKnown(here, profile, ['nickname', 'imageUrl'])
  readText(here, profile, 'nickname', { required: true })
  readUrl(here, profile, 'imageUrl')
}
