/** What does a tool say about files that were written to break its rules? A small tree, kept only for the question. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const house = resolve(import.meta.dirname, '../..')

/** Path from the root of the house → its text. */
export type Files = Readonly<Record<string, string>>

/** Writes `files` beside the house's own settings and packages, lends the place to `look`, and clears it away. */
export async function inTreeOf<T>(files: Files, look: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'chaekbang-specimens-'))
  try {
    await symlink(join(house, 'node_modules'), join(root, 'node_modules'))
    for (const settings of ['package.json', 'tsconfig.base.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
      await cp(join(house, settings), join(root, settings))
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    return await look(root)
  } finally {
    await rm(root, { recursive: true })
  }
}

/** Runs a tool of ours in `root` and reads the JSON it prints, whether it is content or not. */
export function askTool(program: string, args: readonly string[], root: string): Promise<unknown> {
  return new Promise((answer, fail) => {
    const command = [join(house, 'node_modules', program), ...args]
    execFile(process.execPath, command, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      try {
        answer(JSON.parse(stdout))
      } catch {
        fail(new Error(`${program} said: ${stderr || stdout}`, { cause: error }))
      }
    })
  })
}
