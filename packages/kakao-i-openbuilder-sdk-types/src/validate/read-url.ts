// Is it an address that Kakao takes?
import { readText, type Fields } from './fields.js'
import { quote } from './quote.js'
import { report, under, type Spot } from './spot.js'

const absolute = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[^\s/?#:@[\]\\]+)(?::\d{1,5})?(?:[/?#]\S*)?$/iu

/** An absolute http or https address: the console accepts nothing else (customer centre). */
export const readUrl = (spot: Spot, fields: Fields, key: string, required = false): string | undefined => {
  const url = readText(spot, fields, key, { required })
  if (url === undefined || absolute.test(url)) return url
  report(under(spot, key), 'bad-url', `must be an absolute http or https address, found ${quote(url)}`)
  return undefined
}
