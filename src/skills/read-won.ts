/** How much money was meant: `만원`, `5천원`, `30,000원`, `1만 5천원`, `십만원`, `1.5만원`. */

const names: Readonly<Record<string, number>> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 }

/** Each unit counts what stands before it; alone it counts one. What has no unit behind it is won. */
const belowTenThousand = /^(?:(.*)천)?(?:(.*)백)?(?:(.*)십)?(.*)$/
const units = [1_000, 100, 10, 1]
const atMost = Number.MAX_SAFE_INTEGER

/** Whole won, or `null` when the text is not an amount of money. */
export function readWon(text: string): number | null {
  const bare = text.replace(/[,\s]|^\s*[₩￦]/g, '').replace(/원$/, '')
  const [first = '', second, ...others] = bare.split('만')
  if (bare === '' || others.length > 0) return null
  const won = second === undefined ? sum(first) : sum(first || '1') * 10_000 + (second === '' ? 0 : sum(second))
  return Number.isInteger(won) && won <= atMost ? won : null
}

function sum(written: string): number {
  const counts = belowTenThousand.exec(written)?.slice(1) ?? []
  return counts.reduce(
    (total, count: string | undefined, place) => total + valueOf(count, place) * (units[place] ?? 1),
    0,
  )
}

/** Not a number when it is none. */
function valueOf(count: string | undefined, place: number): number {
  if (count === undefined) return 0
  if (count === '') return place === units.length - 1 ? 0 : 1
  return names[count] ?? (/^\d+(?:\.\d+)?$/.test(count) ? Number(count) : Number.NaN)
}
