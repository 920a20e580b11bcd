/** What becomes of letters in a story: told once it is written. */
import type { Letter } from '../../usecases/ports/letters.js'

export type LetterNews = {
  delivered(letters: readonly Letter[]): void
  failed(letter: Letter, error: string, end: 'tries-again' | 'parked'): void
  again(): void
}
