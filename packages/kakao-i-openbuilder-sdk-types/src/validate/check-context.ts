// Are the context changes of an answer in order?
import { asObject, onlyKnown, readList, readObject, readText, readWhole, type Fields } from './fields.js'
import { under, type Spot } from './spot.js'

export const checkContext = (spot: Spot, response: Fields): void => {
  const context = readObject(spot, response, 'context')
  if (!context) return
  const here = under(spot, 'context')
  onlyKnown(here, context, ['values'])
  for (const { at, value } of readList(here, context, 'values', { required: true }) ?? []) checkValue(at, value)
}

const checkValue = (spot: Spot, entry: unknown): void => {
  const value = asObject(spot, entry)
  if (!value) return
  onlyKnown(spot, value, ['name', 'lifeSpan', 'ttl', 'params'])
  readText(spot, value, 'name', { required: true })
  readWhole(spot, value, 'lifeSpan', { required: true })
  readWhole(spot, value, 'ttl')
  const params = readObject(spot, value, 'params')
  for (const name of Object.keys(params ?? {})) readText(under(spot, 'params'), params ?? {}, name)
}
