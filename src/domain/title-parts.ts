/** What a title is made of: the name people call it by, and which volume it is. */
import { norm } from './spelling.js'
import { unbracketed, volumeAtEnd } from './volume-number.js'

/** `stem`: the name alone, normalised; `volume` and `part`: the 5 and the 2 of `해리포터. 5-2`. */
export type TitleParts = {
  readonly stem: string
  readonly volume: number | null
  readonly part: number | null
}

/** Where a name ends and a subtitle, a parallel title or somebody's name begins. */
const afterName = /\s*[:=;：]\s*|\s+[-–—]\s+/
/** A set of several volumes in one: `1-34 /`. */
const isSet = /\d\s*-\s*\d+\s*\/\s*$/

/** The parts of a title as it is written. A title that is nothing but a number has no volume. */
export function titleParts(title: string): TitleParts {
  const text = title.normalize('NFKC').trim()
  const [name = ''] = text.split(afterName)
  const numbered = [name, text].map(volumeAtEnd).find((found) => found !== null)
  const bare = norm(unbracketed(volumeAtEnd(name)?.before ?? name))
  const stem = bare || norm(name) || norm(text)
  if (!numbered || isSet.test(text)) return { stem, volume: null, part: null }
  return { stem, volume: numbered.volume, part: numbered.part }
}
