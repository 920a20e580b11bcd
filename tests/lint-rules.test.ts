/** Does the linter know the house style? Every restriction stops a file that breaks it, and leaves its home alone. */
import { join } from 'node:path'
import { askTool, house, inTreeOf } from './support/specimens.js'

type Specimen = readonly [stopped: string, path: string, text: string]

const style = 'no-restricted-syntax'
const Facts = `type Facts = { kind: 'paid' } | { kind: 'failed' }\n`
const unfinished = `${Facts}export function f(facts: Facts) {\n  switch (facts.kind) {\n    case 'paid':\n      return 1\n  }\n}\n`
const long = (lines: number) => `export const lines = [\n${'  1,\n'.repeat(lines - 2)}]\n`

/** [the rule and what it says, where, the text that breaks it]. */
const specimens: readonly Specimen[] = [
  ['@typescript-eslint/no-floating-promises', 'src/skills/s01.ts', 'export function f() {\n  Promise.resolve(1)\n}\n'],
  ['@typescript-eslint/switch-exhaustiveness-check', 'src/skills/s02.ts', unfinished],
  [
    '@typescript-eslint/consistent-type-imports',
    'src/skills/s03.ts',
    `import { URL } from 'node:url'\nexport type Place = { at: URL }\n`,
  ],
  ['@typescript-eslint/no-explicit-any', 'src/skills/s04.ts', 'export const f = (x: any) => typeof x\n'],
  ['@typescript-eslint/no-unused-vars', 'src/skills/s05.ts', 'const forgotten = 1\nexport const kept = 2\n'],
  ['no-console', 'src/skills/s06.ts', `console.log('hello')\nexport {}\n`],
  ['no-restricted-imports', 'src/infra/s07.ts', `import { join } from 'path'\nexport const at = join('a')\n`],
  ['max-lines', 'src/skills/s08.ts', long(251)],
  ['max-lines', 'tests/s09.ts', long(401)],
  ['no-undef', 'src/simulator/page/s10.js', 'export const home = process.cwd()\n'],
  ['no-undef', 'tests/support/s11.js', 'export const title = document.title\n'],

  [`${style}: Named exports only`, 'src/skills/s20.ts', 'export default 1\n'],
  [`${style}: Named exports only`, 'src/simulator/page/s21.js', 'const one = 1\nexport { one as default }\n'],
  [`${style}: Functions and plain data`, 'src/infra/s22.ts', 'export class Shelf {}\n'],
  [`${style}: Functions and plain data`, 'src/skills/s23.ts', 'export const Shelf = class extends Array<string> {}\n'],
  [`${style}: Name it after`, 'src/skills/s24.ts', 'export const bookService = 1\n'],
  [`${style}: Name it after`, 'admin/api/s25.ts', 'export type BookDTO = { id: string }\n'],
  [`${style}: The environment`, 'src/app.ts', 'export const port = process.env.PORT\n'],
  [`${style}: The environment`, 'src/domain/s26.ts', `export const port = process['env'].PORT\n`],
  [
    `${style}: The environment`,
    'src/infra/s27.ts',
    `import { env } from 'node:process'\nexport const port = env.PORT\n`,
  ],
  [`${style}: The environment`, 'admin/api/s28.ts', 'export const { env } = process\n'],
  [`${style}: The clock`, 'src/domain/s30.ts', 'export const now = () => new Date()\n'],
  [`${style}: The clock`, 'src/usecases/s31.ts', 'export const now = () => Date()\n'],
  [`${style}: The clock`, 'src/usecases/s32.ts', 'export const now = () => Date.now()\n'],
  [`${style}: The clock`, 'src/usecases/s33.ts', 'export const now = () => performance.now()\n'],
  [`${style}: The clock`, 'src/domain/s34.ts', 'export const dice = () => Math.random()\n'],
  [`${style}: The clock`, 'src/usecases/s35.ts', 'export const id = () => crypto.randomUUID()\n'],
  [`${style}: No \`as\``, 'src/domain/s36.ts', `export const f = (x: unknown) => x as string\n`],
  [`${style}: No \`as\``, 'src/usecases/s37.ts', `export const f = (x: unknown) => <string>x\n`],
  [`${style}: No \`as\``, 'src/usecases/s38.ts', `export const f = (x: string | null) => x!\n`],
  [`${style}: A decision is synchronous`, 'src/domain/s39.ts', 'export const f = async () => 1\n'],
  [`${style}: A decision is synchronous`, 'src/domain/s40.ts', 'export type Later = Promise<number>\n'],
  [`${style}: The domain is functions`, 'src/domain/s41.ts', 'export class LateError extends Error {}\n'],
]

/** The same words where they are at home. */
const allowed: readonly (readonly [path: string, text: string])[] = [
  ['src/config.ts', 'export const port = process.env.PORT\n'],
  ['src/infra/a01.ts', 'export class KakaoError extends Error {}\n'],
  ['src/infra/db/migrations/a02.ts', `export class FirstShelves {}\n${long(300)}`],
  ['src/infra/system.ts', 'export const now = () => new Date()\nexport const dice = () => Math.random()\n'],
  ['src/domain/ids.ts', `export const bookId = (text: string) => text as string & { of: 'book' }\n`],
  [
    'src/domain/a03.ts',
    `export const kinds = ['paid', 'failed'] as const\nexport const day = (at: string) => new Date(at)\n`,
  ],
  ['src/usecases/a04.ts', 'export const f = async (x: Promise<number>) => (await x) + 1\n'],
  ['src/import.ts', `console.log('10 of 100 books')\nexport {}\n`],
  ['src/desk.ts', `console.log('closed')\nexport {}\n`],
  ['src/letters.ts', `console.log('no letter waits')\nexport {}\n`],
  ['tests/a05.ts', `export const url = process.env['TEST_MARIADB_URL']\n${long(399)}`],
  ['src/simulator/page/a06.js', `export const log = document.querySelector('#log')\n`],
]

let found: ReadonlyMap<string, readonly string[]>
beforeAll(async () => {
  const files = [...specimens.map(([, path, text]) => [path, text]), ...allowed]
  found = await inTreeOf(Object.fromEntries(files) as Record<string, string>, lint)
})

test.each(specimens)('%s is said of %s', (stopped, path) => {
  expect(found.get(path)).toEqual([expect.stringContaining(stopped)])
})

test.each(allowed)('%s is left alone', (path) => {
  expect(found.get(path)).toEqual([])
})

async function lint(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const config = ['--config', join(house, 'eslint.config.js')]
  const answer = (await askTool('eslint/bin/eslint.js', ['--format', 'json', ...config, '.'], root)) as readonly {
    filePath: string
    messages: readonly { ruleId: string | null; message: string }[]
  }[]
  const told = answer.map(({ filePath, messages }) => {
    const words = messages.map(({ ruleId, message }) => `${ruleId ?? 'unreadable'}: ${message}`)
    return [filePath.slice(filePath.indexOf(root) + root.length + 1), words] as const
  })
  return new Map(told)
}
