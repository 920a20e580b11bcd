/** How is what a librarian typed made fit to be shown? */

/** One line of composed letters without control or invisible characters, single spaces, no lone outer marks. */
export function tidyText(cell: string): string {
  const line = cell
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .trim()
  const quoted = /^"([^"]*)"$/.exec(line)
  return (quoted?.[1] ?? line).replace(/^`+|`+$/g, '').trim()
}

/** Without the marks that library cards leave hanging: ` =`, ` :`, ` /`, and a set's `1-34 /`. */
export function tidyTitle(cell: string): string {
  return tidyText(cell)
    .replace(/[.\s]*\b\d+-\d+\s*(\/\s*)+$/, '')
    .replace(/((^|\s+)[=:;/]+)+$/, '')
}

/** At most `limit` UTF-16 units, the last one an ellipsis when something was cut, no letter halved. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
