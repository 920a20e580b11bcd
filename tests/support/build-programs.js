/** Our programs as JavaScript, made once a run: a process that a test starts need not read the TypeScript anew each time. */
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { transformFile } from '@swc/core'

const house = resolve(import.meta.dirname, '../..')
const types = 'kakao-i-openbuilder-sdk-types'

/** Where in the house sources are → where in the build they go. */
const places = {
  src: 'src',
  admin: 'admin',
  chaos: 'chaos',
  tests: 'tests',
  [`packages/${types}/src`]: `node_modules/${types}`,
}

/** Answers the folder: in the house, so that its packages and its other files are found from there. */
export async function buildPrograms() {
  const dist = join(house, 'dist')
  mkdirSync(dist, { recursive: true })
  const folder = mkdtempSync(join(dist, 'tests-'))
  const sources = Object.entries(places).flatMap(([from, to]) =>
    readdirSync(join(house, from), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
      .map((file) => [join(house, from, file), join(folder, to, file.replace(/\.ts$/, '.js'))]),
  )
  await Promise.all(
    sources.map(async ([source, program]) => {
      const { code } = await transformFile(source, {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      })
      mkdirSync(dirname(program), { recursive: true })
      writeFileSync(program, code)
    }),
  )
  const own = { type: 'module', exports: './index.js' }
  writeFileSync(join(folder, 'node_modules', types, 'package.json'), JSON.stringify(own))
  return folder
}
