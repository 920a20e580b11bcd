/** Figures in tables that read well on a screen, and stand in a document as they are. */
import { quantile } from './rounds.js'

export function sayTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, column) => Math.max(width(name), ...rows.map((row) => width(row[column] ?? ''))))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column > 0)).join(' | ')} |`
  console.log(`\n${title}\n`)
  console.log(line(head))
  console.log(line(widths.map((wide, column) => (column === 0 ? '-'.repeat(wide) : `${'-'.repeat(wide - 1)}:`))))
  for (const row of rows) console.log(line(row))
}

/** A goal, and whether a figure reaches it. */
export function atLeast(goal: number, value: number): string {
  return `≥ ${goal}: ${value >= goal ? 'met' : 'not met'}`
}

export function atMost(goal: number, value: number, unit = ''): string {
  return `≤ ${whole(goal)}${unit}: ${value <= goal ? 'met' : 'not met'}`
}

export function middle(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** Three figures that count. */
export function ms(value: number): string {
  return value.toFixed(value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
}

/** `0.62 (0.55–0.70)`: the median of the rounds, the worst and the best. */
export function ratio(values: readonly number[]): string {
  return `${middle(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`
}

function pad(text: string, wide: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, wide - width(text)))
  return right ? blanks + text : text + blanks
}

/** Places on a screen: a Korean letter takes two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7ff\uff00-\uffe0]/.test(letter) ? 2 : 1),
    0,
  )
}
