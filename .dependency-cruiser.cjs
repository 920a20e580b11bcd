/** The walls of the house. One rule = one sentence a newcomer can read. tests/walls.test.ts proves each of them. */
const floor =
  '^src/(config|guard-config|privacy-keys|solapi-config|solapi-fate|trace-config|web-address|system-user|policy-patch|ledger-words|day-book-words|csv|same-secret|log|trail|traces|unhurried|watch|root)\\.ts$'
const ports = '^src/usecases/((tx|views|gateways|reactions)\\.ts$|ports/)'
const views = '^src/usecases/views\\.ts$'
const doors =
  '^(src/skills/|src/hooks/|src/simulator/|src/scheduler/|admin/|src/desk(?=/|\\.ts$)|src/doctor(?=/|\\.ts$)|src/(import|letters|verify-ledger|board-rebuild|search-rebuild|backup|restore)\\.ts$)'
const jobsBackend = '^src/scheduler/backend(/|\\.ts$)'
const pages = '^(src/simulator/page|admin/panel)/'

/** What the panel is built of. */
const bundled =
  'openapi-fetch|react|react-dom|react-admin|react-router-dom|ra-i18n-polyglot|@mui/[^/]+|@emotion/[^/]+|@tanstack/react-query|recharts|barcode-detector|bwip-js|react-hook-form|zxing-wasm'

/** The two contexts that share no table: the desk's books, and lending with the shelf it keeps for itself. */
const catalogueSide =
  '^src/(domain|usecases|infra/db)/(book|book-change|book-removal|copy|import[^/]*|catalogue[^/]*|keep-(books|copies|imports|catalogue)|stock-catalogue)\\.ts$'
const lendingSide =
  '^src/(domain|usecases|infra/db)/(rental[^/]*|hold[^/]*|shelf|search[^/]*|(rent|return|hold)-book|renew-rental|hand-over-hold|chase-overdue|stock-shelf)\\.ts$'

const junk = 'util|utils|helper|helpers|common|shared|core|index|service|services|manager|handler|handlers'

const wall = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })
const oneHome = (name, packages, ...homes) =>
  wall(
    `${name}-has-one-home`,
    `${packages} is spoken only here: ${homes.join(' ')}`,
    { path: '^(src|admin)/', pathNot: homes },
    { path: `(^|/)node_modules/(${packages})/` },
  )

module.exports = {
  forbidden: [
    wall('no-circles', 'nobody waits for himself', {}, { circular: true }),
    wall(
      'nothing-unresolved',
      'an import that cannot be resolved escapes every other rule',
      {},
      // how Vite is asked for a file's address
      { couldNotResolve: true, pathNot: '\\?url$' },
    ),
    wall(
      'nothing-forgotten',
      'a file that nobody asks and that asks nobody',
      { orphan: true, pathNot: ['\\.d\\.ts$', '/migrations/', '^[^/]+$', '^tests/support/[^/]+\\.js$', pages] },
      {},
    ),
    wall(
      'no-junk-drawers',
      'a file is named after the one thing it holds',
      { path: '^(src|admin)/' },
      { path: `^(src|admin)/.*/(${junk})(/|\\.ts$)` },
    ),
    wall(
      'product-runs-without-dev-packages',
      'the image is built with --omit=dev',
      { path: '^(src|admin)/', pathNot: pages },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),

    wall('domain-is-an-island', 'no package, no node:', { path: '^src/domain/' }, { pathNot: '^src/domain/' }),
    wall(
      'stories-know-only-the-domain',
      'a story reaches the world through its ports',
      { path: '^src/usecases/' },
      { pathNot: '^src/(usecases|domain)/' },
    ),
    wall(
      'infra-serves-ports',
      'infra fills the ports in; it tells no story and sees no door',
      { path: '^src/infra/' },
      { path: '^(src|admin|packages)/', pathNot: ['^src/(infra|domain)/', ports, floor] },
    ),
    wall(
      'infra-rooms-are-strangers',
      'what remembers and what speaks do not know each other',
      { path: '^src/infra/([^/]+)/' },
      { path: '^src/infra/[^/]+/', pathNot: '^src/infra/$1/' },
    ),
    wall(
      'the-floor-carries',
      'what every room may stand on looks at no room',
      { path: floor },
      { path: '^(src|admin)/', pathNot: [floor, '^src/domain/'] },
    ),
    wall(
      'the-waist-looks-down',
      'app.ts knows no door',
      { path: '^src/app(/|\\.ts$)' },
      { path: [doors, '^src/(server|metrics|request-trail|request-trace)(/|\\.ts$)', '^src/traces/'] },
    ),
    wall(
      'doors-ask-the-app',
      'a door never reaches past app.ts to a story or to infra',
      {
        path: [doors, '^src/(main|server|metrics|request-trail|request-trace)\\.ts$', '^src/(metrics|traces)/'],
        pathNot: [jobsBackend, '^src/import\\.ts$'],
      },
      { path: '^src/(infra|usecases)/', pathNot: views },
    ),
    wall(
      'jobs-backend-borrows-one-table',
      'the jobs are stored beside our tables, and that is all it knows of them',
      { path: jobsBackend },
      { path: '^src/(infra|usecases)/', pathNot: [views, '^src/infra/db/jobs-table\\.ts$'] },
    ),
    wall(
      'import-reads-catalogue-files',
      'the command line reads a file and asks the app',
      { path: '^src/import\\.ts$' },
      { path: '^src/(infra|usecases)/', pathNot: [views, '^src/infra/catalogue-file/'] },
    ),
    wall('doors-are-apart', 'no door opens onto another', { path: doors }, { path: doors, pathNot: '^$1' }),
    wall(
      'simulator-is-a-stranger',
      "a toy Kakao knows Kakao's formats and nothing of ours",
      { path: '^src/simulator/' },
      { path: '^(src|admin|packages)/', pathNot: ['^src/simulator/', '^packages/kakao-i-openbuilder-sdk-types/'] },
    ),
    wall(
      'pages-live-in-the-browser',
      'a page imports only its own files, and what is bundled with them',
      { path: pages, pathNot: '/vite\\.config\\.ts$' },
      { pathNot: ['^$1/', `(^|/)node_modules/(${bundled})/`, '^zxing-wasm/.*\\?url$'] },
    ),
    wall(
      'the-shell-knows-no-page',
      'what every page stands on looks at none of them',
      { path: '^admin/panel/shell/' },
      { path: '^admin/panel/', pathNot: '^admin/panel/(shell|api)/' },
    ),
    wall(
      'nobody-above-the-server',
      'it is opened with the house',
      { path: '^(src|admin|packages)/', pathNot: '^src/open-house\\.ts$' },
      { path: '^src/server\\.ts$' },
    ),
    wall(
      'only-main-opens-the-house',
      'the bench and the tests may, too',
      { path: '^(src|admin|packages)/', pathNot: '^src/main\\.ts$' },
      { path: '^src/open-house\\.ts$' },
    ),
    wall(
      'traces-come-when-wanted',
      'what traces is loaded with the house only where somebody collects them',
      { path: '^(src|admin)/', pathNot: '^src/traces/' },
      { path: '^src/traces/', dynamic: false },
    ),
    wall('nobody-above-main', 'starting things is the last word', {}, { path: '^src/main\\.ts$' }),
    wall(
      'packages-know-nothing-of-the-house',
      'they are useful without it',
      { path: '^packages/' },
      { path: '^(src|admin|bench|chaos|tests)/' },
    ),
    wall('code-never-needs-tests', 'nor the bench', { path: '^(src|admin)/' }, { path: '^(tests|bench|chaos)/' }),
    wall(
      'domain-tests-see-only-the-domain',
      'the rules need no house to be tried',
      { path: '^tests/domain/' },
      { path: '^(src|admin|packages|bench|chaos)/', pathNot: '^src/domain/' },
    ),

    wall('lending-knows-no-catalogue', 'lending reads its own shelf', { path: lendingSide }, { path: catalogueSide }),
    wall(
      'catalogue-knows-no-lending',
      'books are kept whoever lends them',
      { path: catalogueSide },
      { path: lendingSide },
    ),

    oneHome('typeorm', 'typeorm', '^src/infra/db/', jobsBackend),
    oneHome('database-drivers', 'mysql2|better-sqlite3', '^src/infra/db/'),
    oneHome('agenda', 'agenda|@agendajs/[^/]+', '^src/scheduler/'),
    oneHome(
      'express',
      'express|helmet',
      '^src/server\\.ts$',
      '^src/skills/(router|pay-landing)\\.ts$',
      '^src/skills/pay/',
      '^src/hooks/',
      '^src/simulator/',
      '^admin/(api/|panel-files\\.ts$)',
    ),
    oneHome(
      'zod',
      'zod',
      '^src/(config|guard-config|privacy-keys|solapi-config|trace-config|web-address|policy-patch)\\.ts$',
      doors,
      '^src/infra/kakao/',
    ),
    oneHome('pino', 'pino', '^src/log\\.ts$'),
    oneHome('books-files', 'csv-stringify', '^src/csv\\.ts$'),
    oneHome('catalogue-files', 'csv-parse|iconv-lite|read-excel-file|marcjs', '^src/infra/catalogue-file/'),
    oneHome('isbn', 'isbn3', '^src/infra/catalogue-file/', '^src/infra/isbn-in\\.ts$'),
    oneHome('progress-bars', 'cli-progress', '^src/import\\.ts$'),
    oneHome('metrics', 'prom-client', '^src/metrics(/|\\.ts$)'),
    oneHome('traces', '@opentelemetry/[^/]+', '^src/traces/'),
    oneHome('ids', 'uuidv7', '^src/infra/system\\.ts$', jobsBackend),
    oneHome('hangul', 'es-hangul', '^src/skills/'),
    oneHome('passwords', '@node-rs/argon2', '^src/infra/secrets\\.ts$'),
    oneHome('api-description', '@asteasolutions/zod-to-openapi|swagger-ui-dist', '^admin/api/'),
    oneHome('holidays', '@hyunbinseo/holidays-kr', '^src/infra/holidays\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^packages/[^/]+/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
