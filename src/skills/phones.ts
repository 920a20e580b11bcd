/** Is what was said a telephone number? */
import { readPhone } from '../domain/member.js'

/** However it is grouped, and when a digit is wrong; an ISBN is grouped otherwise. */
const phone =
  /^(?:[가-힣\s:]*\s)?\(?(?:\+?82[\s)(.-]*0?[\s)(.-]*1[016789]|010|1?0\d{0,2}(?=[)\s.-]))[)\s.-]*\d{3,4}[\s.-]*\d{3,4}\s*[가-힣]*$/

export function isPhone(sentence: string): boolean {
  return phone.test(sentence.normalize('NFKC').replace(/\p{Pd}/gu, '-')) || readPhone(sentence) !== null
}
