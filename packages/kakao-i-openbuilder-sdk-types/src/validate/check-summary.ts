// Is the summary line of an item card an amount of money?
import { limits } from '../limits.js'
import { onlyKnown, readObject, readText, type Fields } from './fields.js'
import { quote } from './quote.js'
import { report, under, type Spot } from './spot.js'

const { summaryTitle, summaryDescription, summaryDecimals } = limits.itemCard

const currency = '(?:[A-Z]{0,2}\\p{Sc}|[A-Z]{3}|won|원|달러|엔|유로|위안|파운드)'
const amount = `\\d[\\d,]*(?:\\.\\d{1,${summaryDecimals}})?`
const amountOfMoney = new RegExp(`^ *(?:${currency} *)?${amount}(?: *${currency})? *$`, 'u')

/** Digits, commas, a point and a currency sign or word are all Kakao lists; the currency words here are a choice. */
export const checkSummary = (spot: Spot, card: Fields): void => {
  const summary = readObject(spot, card, 'itemListSummary')
  if (!summary) return
  const here = under(spot, 'itemListSummary')
  onlyKnown(here, summary, ['title', 'description'])
  readText(here, summary, 'title', { required: true, max: summaryTitle })
  const text = readText(here, summary, 'description', { required: true, max: summaryDescription })
  if (text === undefined || amountOfMoney.test(text)) return
  const rule = `must be an amount with a currency and at most ${summaryDecimals} decimals`
  report(under(here, 'description'), 'bad-amount', `${rule}, found ${quote(text)}`)
}
