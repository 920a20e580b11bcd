/** How much money was typed at the desk. */

/** `3000`, `3,000`, `3,000원` in won; `null` when it is none. */
export function readAmount(word: string | undefined): number | null {
  const [, digits] = /^(\d{1,3}(?:,\d{3})+|\d{1,9})원?$/.exec(word ?? '') ?? []
  return digits === undefined ? null : Number(digits.replaceAll(',', ''))
}
