/** Do the walls of the house stand? No arrow in it points up, and every wall stops the specimen that would pass it. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { askTool, house, inTreeOf } from './support/specimens.js'

type Arrow = { readonly rule: string; readonly from: string; readonly to: string }

const rooms = ['src', 'admin', 'packages', 'tests', 'bench']
const kakaoTypes = 'packages/kakao-i-openbuilder-sdk-types/src/index.ts'

/** [wall, the file that breaks it, what that file imports: a path of the tree, or a package]. */
const specimens: readonly (readonly [wall: string, from: string, to: string])[] = [
  ['no-circles', 'src/skills/egg.ts', 'src/skills/hen.ts'],
  ['nothing-unresolved', 'src/skills/lost.ts', 'src/skills/never-written.ts'],
  ['nothing-forgotten', 'src/skills/alone.ts', ''],
  ['no-junk-drawers', 'src/skills/tidy.ts', 'src/skills/helpers.ts'],
  ['no-junk-drawers', 'admin/api/tidy.ts', 'admin/api/common/rows.ts'],
  ['product-runs-without-dev-packages', 'src/skills/made-up.ts', 'fast-check'],
  ['product-runs-without-dev-packages', 'admin/api/browse.ts', 'playwright-core'],

  ['domain-is-an-island', 'src/domain/curious.ts', 'src/usecases/views.ts'],
  ['domain-is-an-island', 'src/domain/packed.ts', 'dayjs'],
  ['domain-is-an-island', 'src/domain/noded.ts', 'node:crypto'],
  ['stories-know-only-the-domain', 'src/usecases/remembering.ts', 'src/infra/system.ts'],
  ['stories-know-only-the-domain', 'src/usecases/configured.ts', 'src/config.ts'],
  ['stories-know-only-the-domain', 'src/usecases/packed.ts', 'dayjs'],
  ['infra-serves-ports', 'src/infra/telling.ts', 'src/usecases/rent-book.ts'],
  ['infra-serves-ports', 'src/infra/talking.ts', 'src/skills/words.ts'],
  ['infra-serves-ports', 'src/infra/climbing.ts', 'src/app.ts'],
  ['infra-rooms-are-strangers', 'src/infra/kakao/remembering.ts', 'src/infra/db/store.ts'],
  ['infra-rooms-are-strangers', 'src/infra/db/speaking.ts', 'src/infra/kakao/http.ts'],
  ['infra-rooms-are-strangers', 'src/infra/catalogue-file/writing.ts', 'src/infra/db/store.ts'],
  ['the-floor-carries', 'src/log.ts', 'src/app.ts'],
  ['the-floor-carries', 'src/solapi-config.ts', 'src/infra/kakao/alimtalk.ts'],
  ['the-floor-carries', 'src/solapi-fate.ts', 'src/hooks/solapi-reports.ts'],
  ['the-floor-carries', 'src/policy-patch.ts', 'src/usecases/change-policy.ts'],
  ['the-floor-carries', 'src/same-secret.ts', 'src/skills/words.ts'],
  ['the-waist-looks-down', 'src/app.ts', 'src/skills/words.ts'],
  ['the-waist-looks-down', 'src/app.ts', 'src/hooks/router.ts'],
  ['the-waist-looks-down', 'src/app.ts', 'src/metrics.ts'],
  ['doors-ask-the-app', 'src/skills/hasty.ts', 'src/usecases/rent-book.ts'],
  ['doors-ask-the-app', 'admin/api/hasty.ts', 'src/infra/db/store.ts'],
  ['doors-ask-the-app', 'src/scheduler/hasty.ts', 'src/usecases/tx.ts'],
  ['doors-ask-the-app', 'src/hooks/hasty.ts', 'src/usecases/tx.ts'],
  ['doors-ask-the-app', 'src/desk/hasty.ts', 'src/usecases/change-policy.ts'],
  ['doors-ask-the-app', 'src/server.ts', 'src/infra/db/store.ts'],
  ['doors-ask-the-app', 'src/metrics.ts', 'src/infra/db/letter-views.ts'],
  ['doors-ask-the-app', 'src/letters.ts', 'src/infra/db/letters.ts'],
  ['doors-ask-the-app', 'src/verify-ledger.ts', 'src/infra/db/ledger-proof.ts'],
  ['doors-ask-the-app', 'src/restore.ts', 'src/infra/db/backup/mysql-dump.ts'],
  ['jobs-backend-borrows-one-table', 'src/scheduler/backend/greedy.ts', 'src/infra/db/store.ts'],
  ['import-reads-catalogue-files', 'src/import.ts', 'src/infra/db/store.ts'],
  ['doors-are-apart', 'src/skills/visiting.ts', 'admin/api/books.ts'],
  ['doors-are-apart', 'src/desk/visiting.ts', 'src/scheduler/jobs.ts'],
  ['doors-are-apart', 'admin/api/visiting.ts', 'src/scheduler/jobs.ts'],
  ['doors-are-apart', 'src/hooks/visiting.ts', 'src/skills/words.ts'],
  ['simulator-is-a-stranger', 'src/simulator/knowing.ts', 'src/app.ts'],
  ['pages-live-in-the-browser', 'src/simulator/page/chat.js', 'src/simulator/payload.ts'],
  ['pages-live-in-the-browser', 'admin/panel/panel.js', 'node:path'],
  ['the-shell-knows-no-page', 'admin/panel/shell/curious.ts', 'admin/panel/board/source.js'],
  ['nobody-above-the-server', 'src/skills/starting.ts', 'src/server.ts'],
  ['only-main-opens-the-house', 'src/skills/opening.ts', 'src/open-house.ts'],
  ['traces-come-when-wanted', 'src/skills/drawing.ts', 'src/traces/otlp.ts'],
  ['nobody-above-main', 'tests/starting.ts', 'src/main.ts'],
  ['packages-know-nothing-of-the-house', 'packages/kakao-i-openbuilder-sdk-types/src/knowing.ts', 'src/config.ts'],
  ['code-never-needs-tests', 'src/skills/tested.ts', 'tests/support/arrange.ts'],
  ['code-never-needs-tests', 'src/skills/measured.ts', 'bench/main.ts'],
  ['domain-tests-see-only-the-domain', 'tests/domain/whole-house.test.ts', 'src/app.ts'],
  ['lending-knows-no-catalogue', 'src/usecases/rent-book.ts', 'src/usecases/keep-catalogue.ts'],
  ['lending-knows-no-catalogue', 'src/infra/db/rentals.ts', 'src/infra/db/catalogue.ts'],
  ['catalogue-knows-no-lending', 'src/domain/book.ts', 'src/domain/rental.ts'],

  ['typeorm-has-one-home', 'src/skills/asking.ts', 'typeorm'],
  ['database-drivers-has-one-home', 'admin/api/driving.ts', 'mysql2/promise'],
  ['database-drivers-has-one-home', 'src/scheduler/driving.ts', 'better-sqlite3'],
  ['agenda-has-one-home', 'src/skills/planning.ts', 'agenda'],
  ['express-has-one-home', 'src/skills/routing.ts', 'express'],
  ['zod-has-one-home', 'src/infra/db/checking.ts', 'zod'],
  ['pino-has-one-home', 'src/skills/chatty.ts', 'pino'],
  ['books-files-has-one-home', 'src/import-books.ts', 'csv-stringify'],
  ['catalogue-files-has-one-home', 'admin/api/reading.ts', 'csv-parse'],
  ['catalogue-files-has-one-home', 'src/import-lines.ts', 'iconv-lite'],
  ['isbn-has-one-home', 'src/skills/counting-digits.ts', 'isbn3'],
  ['progress-bars-has-one-home', 'admin/api/drawing.ts', 'cli-progress'],
  ['metrics-has-one-home', 'src/skills/counting.ts', 'prom-client'],
  ['traces-has-one-home', 'src/skills/tracing.ts', '@opentelemetry/api'],
  ['ids-has-one-home', 'src/skills/naming.ts', 'uuidv7'],
  ['hangul-has-one-home', 'admin/api/spelling.ts', 'es-hangul'],
  ['passwords-has-one-home', 'admin/api/hashing.ts', '@node-rs/argon2'],
  ['api-description-has-one-home', 'src/skills/describing.ts', 'swagger-ui-dist'],
  ['holidays-has-one-home', 'src/desk/feasting.ts', '@hyunbinseo/holidays-kr'],
]

/** Arrows that look like the ones above and are right. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['src/skills/polite.ts', 'src/app.ts'],
  ['src/skills/words-of-rules.ts', 'src/domain/result.ts'],
  ['src/skills/shown.ts', 'src/usecases/views.ts'],
  ['src/hooks/receiving.ts', 'express'],
  ['src/hooks/checking.ts', 'zod'],
  ['src/hooks/guarding.ts', 'src/same-secret.ts'],
  ['src/scheduler/backend/modest.ts', 'src/infra/db/jobs-table.ts'],
  ['src/scheduler/backend/stored.ts', 'typeorm'],
  ['src/simulator/formats.ts', kakaoTypes],
  ['src/simulator/formats-by-name.ts', 'kakao-i-openbuilder-sdk-types'],
  ['src/infra/db/filling.ts', 'src/usecases/tx.ts'],
  ['src/infra/db/sealing.ts', 'src/infra/crypto.ts'],
  ['src/infra/db/reading-rules.ts', 'src/policy-patch.ts'],
  ['src/infra/kakao/asking-solapi.ts', 'src/solapi-fate.ts'],
  ['src/desk.ts', 'src/desk/command.ts'],
  ['src/desk/checking.ts', 'zod'],
  ['admin/api/serving.ts', 'express'],
  ['admin/panel/calling.ts', 'openapi-fetch'],
  ['tests/serving.test.ts', 'src/server.ts'],
  ['bench/measure.ts', 'src/infra/db/store.ts'],
  ['tests/domain/rental.test.ts', 'src/domain/rental.ts'],
]

test('no arrow of the house points up', async () => {
  expect(await arrowsStopped(house)).toEqual([])
})

describe('each wall stops its specimen', () => {
  let stopped: readonly Arrow[]
  beforeAll(async () => {
    stopped = await inTreeOf(
      treeOf([...specimens.map(([, from, to]) => [from, to] as const), ...allowed]),
      arrowsStopped,
    )
  })

  test.each(specimens)('%s: %s → %s', (wall, from) => {
    const mine = stopped.filter((arrow) => arrow.from === from)
    expect([...new Set(mine.map((arrow) => arrow.rule))]).toEqual([wall])
  })

  test.each(allowed)('%s → %s is let through', (from) => {
    expect(stopped.filter((arrow) => arrow.from === from)).toEqual([])
  })

  test('a wall without a specimen is no wall', () => {
    const config = createRequire(import.meta.url)(join(house, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { name: string }[]
    }
    const walls = config.forbidden.map(({ name }) => name)
    expect([...new Set(specimens.map(([wall]) => wall))].sort()).toEqual(walls.sort())
  })
})

async function arrowsStopped(root: string): Promise<readonly Arrow[]> {
  const bin = 'dependency-cruiser/bin/dependency-cruise.mjs'
  const answer = (await askTool(
    bin,
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms],
    root,
  )) as {
    summary: { violations: readonly { rule: { name: string }; from: string; to: string }[] }
  }
  return answer.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}

/** Every file named by an arrow; those that nothing leaves from stand empty. */
function treeOf(arrows: readonly (readonly [from: string, to: string])[]): Record<string, string> {
  const isFile = (to: string) => rooms.some((room) => to.startsWith(`${room}/`)) && !to.includes('never-written')
  const empty = arrows.filter(([, to]) => isFile(to)).map(([, to]) => [to, 'export const here = true\n'] as const)
  const leaving = arrows.map(
    ([from, to]) => [from, to ? `import '${specifier(from, to)}'\n` : 'export const here = 1\n'] as const,
  )
  const backAgain = ['src/skills/hen.ts', "import './egg.js'\n"] as const
  return Object.fromEntries([...rooms.map(keeper), ...empty, ...leaving, backAgain])
}

/** The tool refuses to look for rooms that are not there. */
const keeper = (room: string) => [`${room}/keeper.d.ts`, 'export {}\n'] as const

function specifier(from: string, to: string): string {
  if (!rooms.some((room) => to.startsWith(`${room}/`))) return to
  const up = '../'.repeat(from.split('/').length - 1)
  return `${up}${to.replace(/\.ts$/, '.js')}`
}
