/** `npm run import -- FILE`: takes a catalogue file in, with progress and a report. */
import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import type { App } from './app.js'
import { CatalogueFileError } from './infra/catalogue-file/catalogue-file-error.js'
import { formatReport } from './infra/catalogue-file/format-report.js'
import { withApp } from './with-app.js'

const [path] = process.argv.slice(2)
if (!path) {
  console.error('책 목록 파일을 알려 주세요. 예) npm run import -- 책목록.csv (.xlsx, .mrc도 돼요)')
  process.exit(2)
}

await withApp(
  (app) => take(app, path),
  (error) => error instanceof CatalogueFileError,
)

async function take(app: App, path: string): Promise<void> {
  const bar = new SingleBar({ format: '책 받는 중 |{bar}| {percentage}% · {rows}줄', etaBuffer: 50 })
  bar.start(1, 0, { rows: 0 })
  const { done } = await app.startImport({
    path,
    fileName: basename(path),
    startedBy: '명령줄',
    refusedTo: `${path}.빠진줄.csv`,
    progress({ bytesRead, totalBytes, rows }) {
      bar.setTotal(totalBytes)
      bar.update(bytesRead, { rows })
    },
  })
  const report = await done.finally(() => bar.stop())
  await shelve(app)
  console.log(formatReport(report))
}

/** Lending hears of the new books by letter; whoever carries them first, they are on the shelf when this ends. */
async function shelve(app: App): Promise<void> {
  const bar = new SingleBar({ format: '서가에 꽂는 중 {value}권', etaBuffer: 50 })
  bar.start(0, 0)
  const carry = () => app.carryLetters('stock-shelf')
  for (let inHand = await carry(); inHand > 0; inHand = await carry()) bar.increment(inHand)
  bar.stop()
}
