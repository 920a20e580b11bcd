/** What fingers make of words: endings as they are written among friends, and Korean typed on the Latin keyboard. */
import { convertQwertyToHangul } from 'es-hangul'

/** Each is looked for at the end of what was said; a line more is a slip more. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/빌(?:렬|료|러|랴)\s*(?=줘|주)/, '빌려'],
  [/(?<=[려해])\s*(?:줭|쥬|죠|줘욤|조)(?:요|용)?$/, '줘'],
  [/(?<=해|려)\s*쥬세[요용여]$/, '주세요'],
  [/(?<=[세해게께래어아예죠할])[용염여욤욥염]+$/, '요'],
]

/** The same sentence with the ending that was meant. */
export function mendEnding(said: string): string {
  return endings.reduce((mended, [slip, meant]) => mended.replace(slip, meant), said)
}

const latin = /^(?=.*[a-z])[a-zA-Z0-9\s?!.,~]+$/
const loose = /[ㄱ-ㅎㅏ-ㅣ]/

/** There are words (`hook`) of which the assembler cannot make syllables, and says so by throwing. */
function assembled(typed: string): string | null {
  try {
    return convertQwertyToHangul(typed)
  } catch {
    return null
  }
}

/** `dkahsem` → `아몬드`; `null` when that makes no whole syllables. */
export function hangulOf(typed: string): string | null {
  if (!latin.test(typed)) return null
  const hangul = assembled(typed)
  return hangul === null || loose.test(hangul) || !/[가-힣]{2}/.test(hangul) ? null : hangul
}
