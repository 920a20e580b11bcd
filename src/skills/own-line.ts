/** What the library itself adds to a message. */
import type { OwnLineKind } from '../domain/policy.js'
import type { Visit } from './visit.js'

/** `words`, and below them the library's own line for messages of that kind, if it has one. */
export function withOwnLine({ app }: Pick<Visit, 'app'>, kind: OwnLineKind, words: string): string {
  const line = app.rules().ownLines[kind]
  return line === '' ? words : `${words}\n${line}`
}
