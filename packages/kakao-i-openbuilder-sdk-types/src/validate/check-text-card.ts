// Is a text card in order?
import { limits } from '../limits.js'
import { checkButtons, footFields } from './check-buttons.js'
import { asObject, onlyKnown, readText } from './fields.js'
import { kakaoLength } from './kakao-length.js'
import { report, type Spot } from './spot.js'

export const checkTextCard = (spot: Spot, value: unknown, inCarousel: boolean): void => {
  const card = asObject(spot, value)
  if (!card) return
  const own = limits.textCard
  const max = inCarousel ? own.inCarousel.description : own.description
  onlyKnown(spot, card, ['title', 'description', ...footFields])
  const title = readText(spot, card, 'title', { max: own.title }) ?? ''
  const description = readText(spot, card, 'description', { max }) ?? ''
  if (title.trim() === '' && description.trim() === '') {
    report(spot, 'title-or-description', 'needs at least one of title and description, found neither')
  }
  const titleLength = kakaoLength(title)
  const descriptionLength = kakaoLength(description)
  const together = titleLength + descriptionLength
  const eachFits = titleLength <= own.title && descriptionLength <= max
  if (eachFits && together > own.titleAndDescription) {
    report(
      spot,
      'too-long-together',
      `title and description must be at most ${own.titleAndDescription} characters together, found ${together}`,
    )
  }
  checkButtons(spot, card)
}
