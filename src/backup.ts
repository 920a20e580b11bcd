/** `npm run backup -- FILE` or `FOLDER [--keep N]`: writes the whole house down while it is open. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupError, backupEnding, takeBackup } from './app/backups.js'
import type { Config } from './config.js'
import { withConfig } from './with-config.js'

const prefix = 'chaekbang-'
const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(':', '-')

await withConfig(backUp, (error) => error instanceof BackupError)

async function backUp(config: Config): Promise<void> {
  const { to, keep } = asked()
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (keep !== null && !isFolder) throw new BackupError(`${to}: 이런 폴더가 없어요. --keep은 폴더와 함께 써요.`)
  const file = isFolder ? join(to, `${prefix}${stamp()}${backupEnding(config)}`) : to
  await takeBackup(config, file)
  console.log(`백업했어요: ${file} (${(statSync(file).size / 1_048_576).toFixed(1)}MB)`)
  if (keep !== null) forget(to, backupEnding(config), keep)
}

/** Only what this program has named itself. */
function forget(folder: string, ending: string, keep: number): void {
  const ours = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith(ending))
  for (const name of ours.sort().slice(0, -keep)) {
    rmSync(join(folder, name))
    console.log(`오래된 백업을 지웠어요: ${name}`)
  }
}

function asked(): { to: string; keep: number | null } {
  try {
    const { values, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true })
    const [to, ...more] = positionals
    const keep = values.keep === undefined ? null : Number(values.keep)
    if (to !== undefined && more.length === 0 && (keep === null || (Number.isInteger(keep) && keep > 0)))
      return { to, keep }
  } catch {
    // said below
  }
  console.error(
    '백업할 파일이나 폴더를 알려 주세요. 예) npm run backup -- 백업.sql.gz, npm run backup -- /backups --keep 14',
  )
  process.exit(2)
}
