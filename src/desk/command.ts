/** What the desk's command line can do: a table of these, found by the words they begin with. */
import type { App } from '../app.js'

/** What is said on the screen, and whether what was asked for was done. */
export type Said = { readonly isDone: boolean; readonly lines: readonly string[] }

export type Command = {
  /** The words it begins with: Korean, English. */
  readonly words: readonly [korean: string, english: string]
  /** What follows them. */
  readonly takes: string
  /** One line for the list of commands. */
  readonly does: string
  run(app: App, rest: readonly string[]): Promise<Said>
}

export function done(...lines: readonly string[]): Said {
  return { isDone: true, lines }
}

export function notDone(...lines: readonly string[]): Said {
  return { isDone: false, lines }
}

export type Found = { readonly command: Command; readonly rest: readonly string[] }

/** The command that begins with these words, and what follows them; `null` when there is none. */
export function findCommand(commands: readonly Command[], typed: readonly string[]): Found | null {
  // a terminal may hand Hangul over in pieces
  const said = typed.flatMap((argument) => argument.normalize('NFC').trim().split(/\s+/)).filter((word) => word !== '')
  for (const command of commands)
    for (const words of command.words.map((name) => name.split(' ')))
      if (words.every((word, place) => said[place] === word)) return { command, rest: said.slice(words.length) }
  return null
}

/** Every command with what it takes, a line each. */
export function listCommands(commands: readonly Command[]): string[] {
  return [
    '할 수 있는 일 (npm run desk -- 뒤에 적어요)',
    ...commands.map(({ words: [korean], takes, does }) => `  ${[korean, takes].filter(Boolean).join(' ')} — ${does}`),
    '영어로도 돼요',
    ...commands.map(({ words: [, english], takes }) => `  ${[english, takes].filter(Boolean).join(' ')}`),
  ]
}
