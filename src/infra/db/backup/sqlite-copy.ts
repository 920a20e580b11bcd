/** A library in an SQLite file: copied whole while it is in use, looked through, and put back. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { BackupError } from './backup-error.js'

/** Everything committed until now; whoever writes meanwhile goes on. */
export function copySqlite(library: string, to: string): void {
  if (!existsSync(library)) throw new BackupError(`${library}: 이런 데이터베이스 파일이 없어요.`)
  const database = new Database(library, { fileMustExist: true, timeout: 10_000 })
  try {
    // VACUUM writes into an empty file that is there, too, and leaves it to whom it belongs
    writeFileSync(to, '', { mode: 0o600, flag: 'wx' })
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

/** @throws a BackupError when it is not a library, or not all of one. */
export function checkSqliteCopy(copy: string): void {
  const database = new Database(copy, { readonly: true, fileMustExist: true })
  try {
    const told = (pragma: string) => database.pragma(pragma, { simple: true })
    // SQLite reads a last page that is cut short as if zeros followed
    if (statSync(copy).size !== Number(told('page_count')) * Number(told('page_size'))) throw new Error('cut short')
    const checked = told('integrity_check(1)')
    if (checked !== 'ok') throw new Error(String(checked))
    database.prepare('SELECT COUNT(*) FROM migrations').get()
  } catch {
    throw new BackupError(
      `${copy}: 파일이 잘렸거나 망가졌어요. 책방톡의 백업이 맞는지 봐 주세요. 아무것도 바꾸지 않았어요.`,
    )
  } finally {
    database.close()
  }
}

/** `copy` has been checked. */
export function restoreSqlite(copy: string, library: string): void {
  const tables = tablesIn(library)
  if (tables > 0)
    throw new BackupError(
      `${library}: 데이터베이스가 비어 있지 않아요(표 ${tables}개). 빈 곳에만 되살릴 수 있어요. 아무것도 바꾸지 않았어요.`,
    )
  mkdirSync(dirname(library), { recursive: true })
  const part = `${library}.part`
  copyFileSync(copy, part)
  for (const file of ['-wal', '-shm']) rmSync(`${library}${file}`, { force: true })
  renameSync(part, library)
}

function tablesIn(library: string): number {
  if (!existsSync(library)) return 0
  const database = new Database(library, { fileMustExist: true })
  try {
    return Number(database.prepare('SELECT COUNT(*) FROM sqlite_master').pluck().get())
  } finally {
    database.close()
  }
}
