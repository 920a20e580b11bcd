/** What came of one scan, in large letters and in the list of this session. */

/** `care`: done, and there is something to do with the book. */
export type Tone = 'done' | 'care' | 'refused'

export type Outcome = {
  readonly tone: Tone
  readonly headline: string
  readonly words: readonly string[]
  /** Where cash would help at once. */
  readonly cash?: { readonly memberId: string; readonly copyId: string; readonly missingWon: number }
}

export const toneNames: Readonly<Record<Tone, string>> = { done: '됐어요', care: '확인해 주세요', refused: '안 됐어요' }
