// Will Kakao draw this answer?
import { limits } from '../limits.js'
import type { Breach } from './breach.js'
import { checkContext } from './check-context.js'
import { checkTemplate } from './check-template.js'
import { asObject, onlyKnown, readFlag, readObject } from './fields.js'
import { quote } from './quote.js'
import { report, under, type Spot } from './spot.js'
import { utf8Bytes } from './utf8-bytes.js'

/**
 * Checks a skill's answer, or the answer posted to a callback URL, against the rules of format 2.0.
 *
 * What is judged is the JSON that would be sent, so a key holding `undefined` counts as absent. With `useCallback: true`
 * the template is ignored, as Kakao does; any other answer needs one, also when it brings `data` for a block that draws
 * its own bubbles.
 *
 * @param response Anything at all; never throws.
 * @returns Every broken rule in the order of the response; empty when Kakao should draw it.
 */
export const validateSkillResponse = (response: unknown): Breach[] => {
  const breaches: Breach[] = []
  const top: Spot = { path: '', breaches }
  const json = toJson(response)
  if (json === undefined) {
    report(top, 'not-json', 'must be something that JSON can express')
    return breaches
  }
  const bytes = utf8Bytes(json)
  if (bytes > limits.response.bytes) {
    report(top, 'too-big', `must be at most ${limits.response.bytes} bytes of UTF-8, found ${bytes}`)
  }
  checkEnvelope(top, JSON.parse(json))
  return breaches
}

const toJson = (response: unknown): string | undefined => {
  try {
    const json: unknown = JSON.stringify(response)
    return typeof json === 'string' ? json : undefined
  } catch {
    return undefined
  }
}

const checkEnvelope = (top: Spot, sent: unknown): void => {
  const response = asObject(top, sent)
  if (!response) return
  onlyKnown(top, response, ['version', 'template', 'context', 'data', 'useCallback'])
  if (response.version !== '2.0') {
    report(under(top, 'version'), 'wrong-version', `must be "2.0", found ${quote(response.version)}`)
  }
  const callback = readFlag(top, response, 'useCallback')
  if (callback !== true) checkTemplate(top, response)
  checkContext(top, response)
  readObject(top, response, 'data')
}
