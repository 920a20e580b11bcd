/** What a title is made of: the name people call it by, and which volume it is. */
import { norm } from './spelling.js'

/** `stem`: the name alone, normalised; `volume` and `part`: the 5 and the 2 of `해리포터. 5-2`. */
export type TitleParts = {
  readonly stem: string
  readonly volume: number | null
  readonly part: number | null
}

/** Where a name ends and a subtitle, a parallel title or somebody's name begins. */
const afterName = /\s*[:=;：]\s*|\s+[-–—]\s+/
const inBrackets = /\([^()]*\)|\[[^[\]]*\]|<[^<>]*>|《[^》]*》|【[^】]*】/g
const units = '(?:권|편|부|탄|화|집|호|번|번째)'
/** `23`, `제3권`, `5-2`, `#11`, `vol. 3`; at the end and apart from the word before. */
const atEnd = new RegExp(
  `(?:^|[\\s.,·]|(?:^|\\s)제\\s*|#|\\bvol\\.?\\s*)(\\d{1,3})(?:\\s*${units}|\\s*-\\s*(\\d{1,3}))?[\\s./]*$`,
  'iu',
)
const inEndBrackets = new RegExp(`[([]\\s*(?:제\\s*)?(?:(\\d{1,3})\\s*${units}?|([상중하]))\\s*[)\\]][\\s./]*$`, 'u')
const upperOrLower = /[\s.,·]([상중하])(?:권)?[\s./]*$/u
const inOrder = ['상', '중', '하']
/** A set of several volumes in one: `1-34 /`. */
const isSet = /\d\s*-\s*\d+\s*\/\s*$/

/** The parts of a title as it is written. A title that is nothing but a number has no volume. */
export function titleParts(title: string): TitleParts {
  const text = title.normalize('NFKC').trim()
  const [name = ''] = text.split(afterName)
  const numbered = [name, text].map(volumeAtEnd).find((found) => found !== null)
  const bare = norm((volumeAtEnd(name)?.before ?? name).replace(inBrackets, ' '))
  const stem = bare || norm(name) || norm(text)
  if (!numbered || isSet.test(text)) return { stem, volume: null, part: null }
  return { stem, volume: numbered.volume, part: numbered.part }
}

type Numbered = { readonly before: string; readonly volume: number; readonly part: number | null }

function volumeAtEnd(text: string): Numbered | null {
  const found = atEnd.exec(text) ?? inEndBrackets.exec(text) ?? upperOrLower.exec(text)
  if (!found) return null
  const before = text.slice(0, found.index)
  const [, first = '', second] = found
  const letter = [first, second].find((one) => one !== undefined && inOrder.includes(one))
  if (norm(before.replace(inBrackets, ' ')) === '') return null
  if (letter !== undefined) return { before, volume: inOrder.indexOf(letter) + 1, part: null }
  return { before, volume: Number(first), part: second === undefined ? null : Number(second) }
}
