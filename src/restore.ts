/** `npm run restore -- FILE`: puts a backup back into an empty database. */
import { BackupError, restoreBackup } from './app/backups.js'
import { withConfig } from './with-config.js'

const [from, ...more] = process.argv.slice(2)
if (from === undefined || more.length > 0) {
  console.error('되살릴 백업 파일을 알려 주세요. 예) npm run restore -- 백업.sql.gz')
  process.exit(2)
}

await withConfig(
  async (config) => {
    await restoreBackup(config, from)
    console.log('되살렸어요. npm run verify:ledger로 적립금을 확인한 다음 시작해 주세요.')
  },
  (error) => error instanceof BackupError,
)
