/** A barcode as a picture. */
import { toSVG } from 'bwip-js/browser'

/** Code 128, as hand scanners read it; `null` for what it has no signs for, such as hangul. */
export function barcodeOf(code: string): string | null {
  if (!/^[\x20-\x7e]+$/.test(code)) return null
  const picture = toSVG({ bcid: 'code128', text: code, height: 10, includetext: true, textxalign: 'center' })
  return `data:image/svg+xml,${encodeURIComponent(picture)}`
}
