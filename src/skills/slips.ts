/** What fingers make of words: endings as they are written among friends or at home, and Korean typed on the Latin keyboard. */
import { convertQwertyToHangul } from 'es-hangul'

/** Each is looked for at the end of what was said; a line more is a slip more. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/빌(?:렬|료|러|랴)\s*(?=줘|주)/, '빌려'],
  [/(?<=[려해])\s*(?:줭|쥬|죠|줘욤|조)(?:요|용)?$/, '줘'],
  [/(?<=해|려)\s*쥬세[요용여]$/, '주세요'],
  [/(?<=[세해게께래어아예죠할])[용염여욤욥염]+$/, '요'],
  [/(?<=[나까데고구])[용염욤욥]+$/, '요'],
  [/려구(?=요?$)/, '려고'],
  [/(?<=[게께해줘세까데죠])유$/, '요'],
  [/(?<=[려해아어])\s*(?:주이소|주시오|주구려|주시게|도고|다오|줘라|줘\s*봐)(?:라|요)?$|(?<=[려해])주소$/, ' 주세요'],
  [/(?<=[있없])(?:[능는]교|냐|는가|을[라랑][나가])요?$/, '나요'],
  [/하는디$/, '하는데'],
  [/(?<=[고게께해어줘데])예$/, '요'],
  [/니당$/, '니다'],
  [/겡$/, '게'],
  [/할라고(?:\s*(?:해|하는데))?요?$/, '하려고요'],
  [/빌릴라고(?:\s*(?:해|하는데))?요?$/, '빌리려고요'],
  [/(?<=반납|연장|예약|대여|대출|충전)하께요?$/, '할게요'],
  [/반[남낙](?=할|해|하)/, '반납'],
  [/(?<=니다)만요?$/, ''],
  [/(?<=[가-힣])\s*ㄱㄱ$/, ''],
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
