/** A librarian at the desk's command line. */
import type { CopyId } from '../../src/domain/ids.js'
import { findCommand } from '../../src/desk/command.js'
import { commands } from '../../src/desk/commands.js'
import type { TestDatabase } from './empty-database.js'
import { testEnv, type Library } from './library.js'
import { startProcess } from './product.js'

export type Spoken = { readonly code: number | null; readonly out: readonly string[]; readonly err: string }

/** Says the words in the open library, as the command line would. */
export async function sayAtDesk({ app }: Library, ...words: string[]): Promise<Spoken> {
  const found = findCommand(commands, words)
  if (!found) throw new Error(`no such command: ${words.join(' ')}`)
  const { isDone, lines } = await found.command.run(app, found.rest)
  return isDone ? { code: 0, out: lines, err: '' } : { code: 1, out: [], err: `${lines.join('\n')}\n` }
}

/** Types the words at the desk of that database, as a process of its own, and reads what comes. */
export async function typeAtDesk(database: TestDatabase, ...words: string[]): Promise<Spoken> {
  const process = startProcess('../../src/desk.ts', words, testEnv(database.url, { ROLES: 'desk' }))
  const code = await process.over()
  return { code, out: process.said, err: process.complaints.join('') }
}

/** The copy of that number of the book. */
export async function copyAt({ app }: Library, bookNo: number, copyNo = 1): Promise<CopyId> {
  const copy = (await app.deskViews.copiesOf(bookNo)).find((one) => one.copyNo === copyNo)
  if (!copy) throw new Error(`there is no copy ${bookNo}-${copyNo}`)
  return copy.copyId
}
