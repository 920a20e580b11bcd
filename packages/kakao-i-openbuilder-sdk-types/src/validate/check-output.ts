// Is one output a bubble that Kakao can draw?
import { cardKinds, checkCard } from './check-card.js'
import { checkCarousel } from './check-carousel.js'
import { checkSimpleImage, checkSimpleText } from './check-simple.js'
import { asObject } from './fields.js'
import { report, under, type Spot } from './spot.js'

type Check = (spot: Spot, value: unknown) => void

const bubbles = new Map<string, Check>([
  ['simpleText', checkSimpleText],
  ['simpleImage', checkSimpleImage],
  ['carousel', checkCarousel],
  ...cardKinds.map((kind): [string, Check] => [kind, (spot, value) => checkCard(kind, spot, value, false)]),
])

export const checkOutput = (spot: Spot, value: unknown): void => {
  const output = asObject(spot, value)
  if (!output) return
  const keys = Object.keys(output)
  if (keys.length === 0) report(spot, 'no-component', 'must hold exactly one component, found none')
  if (keys.length > 1) {
    report(spot, 'several-components', `must hold exactly one component, found ${keys.length}: ${keys.join(', ')}`)
  }
  for (const key of keys) {
    const check = bubbles.get(key)
    if (check) check(under(spot, key), output[key])
    else
      report(under(spot, key), 'unknown-component', `is not a component; known are ${[...bubbles.keys()].join(', ')}`)
  }
}
