// Do the buttons of a card fit the way they are laid out?
import type { ButtonLayout } from '../buttons.js'
import { limits } from '../limits.js'
import { buttonActions, checkAction } from './check-action.js'
import { asObject, onlyKnown, readChoice, readFlag, readList, readText, type Fields } from './fields.js'
import { hasSquareImage } from './has-square-image.js'
import type { Spot } from './spot.js'

/** The fields that every card may have beside its own. */
export const footFields = ['buttons', 'buttonLayout', 'forwardable']

/**
 * Checks a card's buttons. The layout is `buttonLayout`, else side by side under an image that keeps its square shape,
 * else stacked.
 */
export const checkButtons = (spot: Spot, card: Fields): void => {
  readFlag(spot, card, 'forwardable')
  const layout: ButtonLayout =
    readChoice(spot, card, 'buttonLayout', ['vertical', 'horizontal']) ??
    (hasSquareImage(card) ? 'horizontal' : 'vertical')
  const buttons = readList(spot, card, 'buttons', { max: limits.buttons[layout] }) ?? []
  const sideBySide = layout === 'horizontal' && buttons.length > 1
  const labelMax = sideBySide ? limits.button.labelSideBySide : limits.button.label
  for (const { at, value } of buttons) checkButton(at, value, labelMax)
}

const checkButton = (spot: Spot, value: unknown, labelMax: number): void => {
  const button = asObject(spot, value)
  if (!button) return
  onlyKnown(spot, button, ['label', 'action', 'webLinkUrl', 'messageText', 'phoneNumber', 'blockId', 'extra'])
  readText(spot, button, 'label', { required: true, max: labelMax })
  checkAction(spot, button, buttonActions, true)
}
