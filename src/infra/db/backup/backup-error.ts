/** What stands in the way of a backup or of a restore, said to whoever asked for it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
