// Is a basic card in order?
import { limits } from '../limits.js'
import { checkButtons, footFields } from './check-buttons.js'
import { checkProfile, checkThumbnail } from './check-media.js'
import { asObject, onlyKnown, readObject, readText } from './fields.js'
import { under, type Spot } from './spot.js'

/** A `profile` is let through because one official example has it. */
export const checkBasicCard = (spot: Spot, value: unknown, inCarousel: boolean): void => {
  const card = asObject(spot, value)
  if (!card) return
  const { title, description, inCarousel: lines } = limits.basicCard
  onlyKnown(spot, card, ['title', 'description', 'thumbnail', 'profile', ...footFields])
  readText(spot, card, 'title', { max: title, ...(inCarousel && { maxLines: lines.titleLines }) })
  readText(spot, card, 'description', { max: description, ...(inCarousel && { maxLines: lines.descriptionLines }) })
  checkProfile(spot, card)
  const thumbnail = readObject(spot, card, 'thumbnail', true)
  if (thumbnail) checkThumbnail(under(spot, 'thumbnail'), thumbnail)
  checkButtons(spot, card)
}
