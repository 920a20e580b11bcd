/** First consonants: `ㅎㄹㅍㅌ` for 해리포터. As conjoining letters, which is what `norm` makes of them. */

const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
const syllablesOfOneConsonant = 588
const firstConsonant = 0x1100
const consonants = 19

/** Two consonants that a keyboard puts into one letter. */
const clusters: Readonly<Record<string, string>> = {
  ...{ ㄳ: 'ㄱㅅ', ㄵ: 'ㄴㅈ', ㄶ: 'ㄴㅎ', ㄺ: 'ㄹㄱ', ㄻ: 'ㄹㅁ', ㄼ: 'ㄹㅂ' },
  ...{ ㄽ: 'ㄹㅅ', ㄾ: 'ㄹㅌ', ㄿ: 'ㄹㅍ', ㅀ: 'ㄹㅎ', ㅄ: 'ㅂㅅ' },
}

/** Of a normalised text: of every syllable its first consonant, every other character as it is. */
export function initialsOf(normalised: string): string {
  return [...normalised].map(initialOf).join('')
}

function initialOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < firstSyllable || code > lastSyllable) return character
  return String.fromCodePoint(firstConsonant + Math.floor((code - firstSyllable) / syllablesOfOneConsonant))
}

/** The first consonants that were typed, two or more and nothing else; `null` when it is anything else. */
export function readInitials(said: string): string | null {
  const letters = said.replace(/\s+/g, '').replace(/[ㄳ-ㅄ]/g, (letter) => clusters[letter] ?? letter)
  const initials = letters.normalize('NFKC')
  return initials.length >= 2 && [...initials].every(isInitial) ? initials : null
}

/** Is it a first consonant, as `initialsOf` writes it. */
export function isInitial(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code >= firstConsonant && code < firstConsonant + consonants
}
