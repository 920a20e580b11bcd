/** Text that can be kept: whole letters, and of the signs that steer machines only tabs and ends of lines. */

/** Lists and objects in one another: more than any body of ours has. */
const deepest = 12

export type Unsound = { readonly path: string; readonly message: string }

/** The first place where the value holds what nobody can type; `null` when there is none. */
export function unsoundIn(value: unknown, path: readonly string[] = []): Unsound | null {
  if (typeof value === 'string') return isSound(value) ? null : { path: path.join('.'), message: unusable }
  if (typeof value !== 'object' || value === null) return null
  if (path.length >= deepest) return { path: path.join('.'), message: '너무 깊이 겹친 값이에요.' }
  for (const [key, inner] of Object.entries(value)) {
    const found = isSound(key) ? unsoundIn(inner, [...path, key]) : { path: path.join('.'), message: unusable }
    if (found) return found
  }
  return null
}

const unusable = '쓸 수 없는 글자가 들어 있어요.'

/** With `u`, half a letter is what is left of the surrogates. */
function isSound(text: string): boolean {
  return !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Cs}]/u.test(text)
}
