/** Which year, class, count and price does a cell mean? */

/** `3`, `1,234`, `1,000원`, `2 권`, `3.0`; null when it is not one whole number of zero or more. */
export function readCount(cell: string): number | null {
  const digits = cell
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(/(원|권|부|회|건)$/, '')
    .replace(/\.0+$/, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

/** `2011`, `2011.3`, `20230215`, `c2011`, `[2011]`; null when no year from 1400 to 2099 is in it. */
export function readYear(cell: string): number | null {
  const text = cell.normalize('NFKC')
  const year = /(?<!\d)(1[4-9]\d\d|20\d\d)(?:[01]\d(?:[0-3]\d)?)?(?!\d)/.exec(text)?.[1]
  return year === undefined ? null : Number(year)
}

/** `813.7`; a spreadsheet's `5.1` is 005.1. Null when it is no class number. */
export function readKdc(cell: string): string | null {
  const [, whole, decimals = ''] =
    /^[^\d.]*(\d{3}|\d{1,3}(?=\.\d))(\.\d{1,8})?(?!\d)/.exec(cell.normalize('NFKC')) ?? []
  return whole === undefined ? null : whole.padStart(3, '0') + decimals
}

/** The class number in a call number such as `아 813.8 권74ㄱ c.2`. */
export function kdcOfCallNumber(cell: string): string | null {
  return /(?:^|\s)\D{0,3}(\d{3}(?:\.\d{1,8})?)(?=\s|$)/.exec(cell.normalize('NFKC'))?.[1] ?? null
}
