/** How much money was meant: `만원`, `5천원`, `30,000원`, `1만 5천원`, `십만원`. */

const digits: Readonly<Record<string, number>> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 }
const unit = '(?:\\d+|[일이삼사오육칠팔구])?'
const written = new RegExp(`^(?:(${unit})십)?(?:(${unit})만)?(?:(${unit})천)?(?:(${unit})백)?(\\d*)(?:원)?$`)

/** Whole won, or `null` when the text is not an amount of money. `만` alone is one 만; plain digits are won. */
export function readWon(text: string): number | null {
  const bare = text.replace(/[,\s]/g, '')
  if (!/[\d만천백십]/.test(bare)) return null
  const found = written.exec(bare)
  if (!found) return null
  const [, ten, tenThousand, thousand, hundred, rest] = found
  // `십만` = ten 만: the ten counts 만, so it needs one behind it.
  if (ten !== undefined && !bare.includes('만')) return null
  const tenThousands = count(ten) * 10 + (ten !== undefined && tenThousand === '' ? 0 : count(tenThousand))
  const won = tenThousands * 10_000 + count(thousand) * 1_000 + count(hundred) * 100 + Number(rest ?? 0)
  return won > 0 && won <= 100_000_000 ? won : null
}

function count(written: string | undefined): number {
  if (written === undefined) return 0
  return written === '' ? 1 : (digits[written] ?? Number(written))
}
