/** Which volume a text names at its end, and of what: `토지. 5-2`, `삼국지 제3권`, `칼의 노래 (상)`. */
import { norm } from './spelling.js'

/** `before`: the text without it; `part`: the 2 of `5-2`. */
export type NumberedText = { readonly before: string; readonly volume: number; readonly part: number | null }

const inBrackets = /\([^()]*\)|\[[^[\]]*\]|<[^<>]*>|《[^》]*》|【[^】]*】/g
const unit = '(권|편|부|탄|화|집|호|번|번째)'
/** `23`, `제3권`, `5-2`, `#11`, `vol. 3`; at the end and apart from the word before. */
const atEnd = new RegExp(
  `(^|[\\s.,·]|(?:^|\\s)제\\s*|#|\\bvol\\.?\\s*)(\\d{1,3})(?:\\s*${unit}|\\s*-\\s*(\\d{1,3}))?[\\s./]*$`,
  'iu',
)
const inEndBrackets = new RegExp(`([([]\\s*(?:제\\s*)?)(\\d{1,3})\\s*${unit}?\\s*[)\\]][\\s./]*$`, 'u')
/** A word of its own is none: `최고의 상`, `인생 중`. */
const upperOrLower = /(?:[.,·]\s*|\s(?=[상중하]권)|[([]\s*(?=[상중하]권?\s*[)\]]))([상중하])권?\s*[)\]]?[\s./]*$/u
const inOrder = '상중하'
/** Of most series there are fewer; what is more is a name, as in `아파트 404`, unless it is said to be a volume. */
const mostVolumes = 200
/** After a Latin word a bare number is more often part of the name: `Windows 95`, `Area 51`. */
const mostAfterLatin = 30

/** `null` when it names none, or is nothing but a number. */
export function volumeAtEnd(text: string): NumberedText | null {
  const lettered = upperOrLower.exec(text)
  if (lettered) {
    const [, letter = ''] = lettered
    return named({ before: text.slice(0, lettered.index), volume: inOrder.indexOf(letter) + 1, part: null })
  }
  const found = atEnd.exec(text) ?? inEndBrackets.exec(text)
  if (!found) return null
  const [, sign = '', number, unit, part] = found
  const before = text.slice(0, found.index)
  const isSigned = sign.trim() !== '' || /[.,·]\s*$/.test(before)
  if (!isVolume(Number(number), { before, unit, isSigned })) return null
  return named({ before, volume: Number(number), part: part === undefined ? null : Number(part) })
}

/** Without what stands in brackets. */
export function unbracketed(text: string): string {
  return text.replace(inBrackets, ' ')
}

/** Can the number be that of a volume, by what stands before and after it. `isSigned`: after a point, `#`, `vol`, `제` or a bracket. */
export function isVolume(
  number: number,
  { before, unit, isSigned }: { before: string; unit: string | undefined; isSigned: boolean },
): boolean {
  if (unit !== undefined && '권편부'.includes(unit)) return true
  if (number > mostVolumes) return false
  return isSigned || number <= mostAfterLatin || !/\p{Script=Latin}[^\p{L}\p{N}]*$/u.test(before)
}

function named(text: NumberedText): NumberedText | null {
  return norm(unbracketed(text.before)) === '' ? null : text
}
