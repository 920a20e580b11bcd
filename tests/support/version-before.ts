/** The version that is replaced by this one, as its sources were: what old and new do side by side is tried with the real one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { house } from './specimens.js'

/** Before there was a first release: the last one whose processes go without draining. Then: the tag of the last release. */
const before = 'bf0c7ca64ac3476ad4a3fcd17125b9d72af0f2ee'

/** As much of it as a process needs. */
const parts = ['package.json', 'src', 'admin', 'demo', 'packages', 'tests/scheduler', 'tests/support']
// whoever checks this house out may be somebody else than whoever tests it
const git = ['-C', house, '-c', 'safe.directory=*']
const isHere = () => spawnSync('git', [...git, 'cat-file', '-e', `${before}^{commit}`]).status === 0

export type Version = { readonly tree: string; drop(): void }

/** Its packages are those of today. */
export function versionBefore(): Version {
  // a clone may know nothing but its last commit
  if (!isHere()) spawnSync('git', [...git, 'fetch', '--quiet', '--depth', '1', 'origin', before])
  if (!isHere())
    throw new Error(
      `the version before, ${before}, is not in this clone: git fetch --unshallow, or check out all of it`,
    )
  const tree = mkdtempSync(join(tmpdir(), 'chaekbang-before-'))
  const archive = execFileSync('git', [...git, 'archive', before, ...parts], { maxBuffer: 2 ** 28 })
  execFileSync('tar', ['-x', '-C', tree], { input: archive })
  symlinkSync(join(house, 'node_modules'), join(tree, 'node_modules'))
  return { tree, drop: () => rmSync(tree, { recursive: true, force: true }) }
}
