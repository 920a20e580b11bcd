/** Backups of the whole house, taken and put back without opening it: nothing is migrated and nobody is told anything. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../config.js'
import { BackupError } from '../infra/db/backup/backup-error.js'
import { checkMysqlDump, dumpMysql, restoreMysql } from '../infra/db/backup/mysql-dump.js'
import { checkSqliteCopy, copySqlite, restoreSqlite } from '../infra/db/backup/sqlite-copy.js'

const fileOf = (url: string): string | null => (url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null)

/** What a backup's file is called at its end. */
export const backupEnding = ({ databaseUrl }: Config): string => (fileOf(databaseUrl) === null ? '.sql.gz' : '.db')

/**
 * Writes a backup that is whole and readable, or nothing. Members can go on meanwhile.
 * @throws a BackupError that says what stands in the way.
 */
export async function takeBackup({ databaseUrl }: Config, to: string): Promise<void> {
  if (existsSync(to)) throw new BackupError(`${to}: 이미 있는 파일이에요. 다른 이름을 알려 주세요.`)
  const library = fileOf(databaseUrl)
  const folder = mkdtempSync(join(dirname(to), '.backup-'))
  const part = join(folder, 'part')
  try {
    if (library === null) await dumpMysql(databaseUrl, part)
    else {
      copySqlite(library, part)
      checkSqliteCopy(part)
    }
    renameSync(part, to)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Puts a backup back into an empty database, whole or not at all.
 * @throws a BackupError that says what stands in the way.
 */
export async function restoreBackup({ databaseUrl }: Config, from: string): Promise<void> {
  if (!existsSync(from)) throw new BackupError(`${from}: 이런 파일이 없어요.`)
  const library = fileOf(databaseUrl)
  if (library === null) {
    await checkMysqlDump(from)
    await restoreMysql(from, databaseUrl)
  } else {
    checkSqliteCopy(from)
    restoreSqlite(from, library)
  }
}

export { BackupError }
