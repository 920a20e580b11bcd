// Are the bubbles and the shortcuts of an answer in order?
import { limits } from '../limits.js'
import { checkOutput } from './check-output.js'
import { checkQuickReply } from './check-quick-reply.js'
import { onlyKnown, readList, readObject, type Fields } from './fields.js'
import { under, type Spot } from './spot.js'

export const checkTemplate = (spot: Spot, response: Fields): void => {
  const template = readObject(spot, response, 'template', true)
  if (!template) return
  const here = under(spot, 'template')
  const { outputsAtLeast, outputs, quickReplies } = limits.template
  onlyKnown(here, template, ['outputs', 'quickReplies'])
  for (const output of readList(here, template, 'outputs', { required: true, min: outputsAtLeast, max: outputs }) ??
    []) {
    checkOutput(output.at, output.value)
  }
  for (const reply of readList(here, template, 'quickReplies', { max: quickReplies }) ?? []) {
    checkQuickReply(reply.at, reply.value)
  }
}
