/** The search index, as far as it is looked after: what it says can always be made anew from lending's titles. */

/** Where a walk through all keys stands. */
export type KeyMark = { readonly gram: string; readonly rank: number; readonly bookNo: number }

export type TitleIndex = {
  /** Numbers of titles after the given one, in order. */
  titlesAfter(bookNo: number, limit: number): Promise<number[]>
  /** Files these titles as they stand on the shelf now, every key of them; withdrawn ones are filed nowhere. */
  refile(bookNos: readonly number[]): Promise<void>
  /** Drops what leads to no title, or to one that is filed otherwise. The last key that was looked at; `null` at the end. */
  weed(after: KeyMark | null, limit: number): Promise<KeyMark | null>
}
