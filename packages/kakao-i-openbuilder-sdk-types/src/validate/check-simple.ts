// Are the two plain bubbles in order?
import { limits } from '../limits.js'
import { asObject, onlyKnown, readText } from './fields.js'
import { readUrl } from './read-url.js'
import type { Spot } from './spot.js'

export const checkSimpleText = (spot: Spot, value: unknown): void => {
  const bubble = asObject(spot, value)
  if (!bubble) return
  onlyKnown(spot, bubble, ['text'])
  readText(spot, bubble, 'text', { required: true, max: limits.simpleText.text })
}

export const checkSimpleImage = (spot: Spot, value: unknown): void => {
  const bubble = asObject(spot, value)
  if (!bubble) return
  onlyKnown(spot, bubble, ['imageUrl', 'altText'])
  readUrl(spot, bubble, 'imageUrl', true)
  readText(spot, bubble, 'altText', { max: limits.simpleImage.altText })
}
