/** What can neither the compiler nor the walls see? Style of the house, one list of restrictions per room. */
import { builtinModules } from 'node:module'
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const typescript = ['**/*.{ts,tsx}']
const tests = ['tests/**/*.ts', 'packages/*/tests/**/*.ts']
const configs = ['*.config.js', 'admin/panel/vite.config.ts', 'tests/support/{start,stop}-mariadb.js']
const pages = ['src/simulator/page/**/*.js', 'admin/panel/**/*.js']
const printers = [
  'src/{import,desk,letters,verify-ledger,board-rebuild,search-rebuild,backup,restore,doctor}.ts',
  'bench/**',
  'chaos/main.ts',
  'scripts/**',
  'tests/support/*.js',
  'tests/fuzz/main.ts',
]

const ban = (message, ...selectors) => selectors.map((selector) => ({ selector, message }))

const defaultExport = ban(
  'Named exports only: a thing has one name everywhere.',
  'ExportDefaultDeclaration',
  'ExportSpecifier[exported.name="default"]',
)
const classes = ban(
  'Functions and plain data; a class only for an error (extends Error) or a migration.',
  ':matches(ClassDeclaration, ClassExpression):not([superClass.name=/Error$/])',
)
const environment = ban(
  'The environment is read once, in src/config.ts.',
  'MemberExpression[object.name="process"][property.name="env"]',
  'MemberExpression[object.name="process"][property.value="env"]',
  'ImportDeclaration[source.value="node:process"] ImportSpecifier[imported.name="env"]',
  'VariableDeclarator[init.name="process"] Property[key.name="env"]',
)
const emptyNames = ban(
  'Name it after what it is or does: no Service, Manager, Handler, Helper, Util, Impl, DTO.',
  ':matches(ClassDeclaration, FunctionDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration, VariableDeclarator)[id.name=/(Service|Manager|Handler|Helpers?|Utils?|Impl|Dto|DTO)$/]',
)
const chance = ban(
  'The clock and the ids of a story are tx.now and tx.newId.',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'MemberExpression[object.name="Date"][property.name="now"]',
  'MemberExpression[object.name="performance"][property.name="now"]',
  'MemberExpression[object.name="Math"][property.name="random"]',
  'Identifier[name=/^(randomUUID|randomBytes|randomInt|getRandomValues)$/]',
)
const assertions = ban(
  'No `as` here: let the types follow from the facts (`as const` is fine).',
  'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  'TSTypeAssertion',
  'TSNonNullExpression',
)
const waiting = ban(
  'A decision is synchronous: facts in, answer out.',
  ':function[async=true]',
  'AwaitExpression',
  'Identifier[name="Promise"]',
)
const anyClass = ban('The domain is functions and plain data.', 'ClassDeclaration', 'ClassExpression')

const everywhere = [...defaultExport, ...emptyNames]
const restrict = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] })

const withNodePrefix = builtinModules
  .filter((name) => !name.startsWith('node:') && !name.startsWith('_'))
  .map((name) => ({ name, message: `Write node:${name}.` }))

const browser = [
  ...[
    'AbortController',
    'Audio',
    'Blob',
    'BroadcastChannel',
    'CustomEvent',
    'DOMParser',
    'Element',
    'Event',
    'EventSource',
  ],
  ...[
    'File',
    'FileReader',
    'FormData',
    'Headers',
    'HTMLElement',
    'IntersectionObserver',
    'KeyboardEvent',
    'MutationObserver',
  ],
  ...['Node', 'Notification', 'Option', 'Request', 'ResizeObserver', 'Response', 'TextDecoder', 'TextEncoder', 'URL'],
  ...[
    'URLSearchParams',
    'WebSocket',
    'alert',
    'cancelAnimationFrame',
    'clearInterval',
    'clearTimeout',
    'confirm',
    'crypto',
  ],
  ...['customElements', 'document', 'fetch', 'getComputedStyle', 'history', 'localStorage', 'location', 'matchMedia'],
  ...['navigator', 'performance', 'prompt', 'queueMicrotask', 'requestAnimationFrame', 'sessionStorage', 'setInterval'],
  ...['setTimeout', 'structuredClone', 'window'],
]
const node = [
  ...['AbortController', 'AbortSignal', 'Buffer', 'URL', 'URLSearchParams', 'clearInterval', 'clearTimeout', 'console'],
  ...['fetch', 'performance', 'process', 'setImmediate', 'setInterval', 'setTimeout'],
]
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'data/', 'coverage/', 'admin/panel/api/schema.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // nothing of ours says `this`
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable', require: 'readonly' } } },
  { files: ['*.js', 'tests/**/*.js', 'scripts/**/*.js'], languageOptions: { globals: readonly(node) } },
  { files: pages, languageOptions: { globals: readonly(browser) } },
  {
    rules: {
      ...restrict(everywhere, classes),
      eqeqeq: 'error',
      'max-lines': ['error', 250],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: withNodePrefix }],
      'no-var': 'error',
      'object-shorthand': ['error', 'properties'],
      'prefer-const': 'error',
    },
  },
  { files: ['{src,admin}/**/*.{ts,tsx}', 'packages/*/src/**/*.ts'], rules: restrict(everywhere, classes, environment) },
  { files: ['src/config.ts'], rules: restrict(everywhere, classes) },
  {
    files: ['src/infra/db/migrations/**'],
    rules: { ...restrict(everywhere, environment), 'max-lines': ['error', 400] },
  },
  { files: ['src/usecases/**'], rules: restrict(everywhere, classes, environment, chance, assertions) },
  { files: ['src/domain/**'], rules: restrict(everywhere, anyClass, environment, chance, assertions, waiting) },
  { files: ['src/domain/ids.ts'], rules: restrict(everywhere, anyClass, environment, chance, waiting) },
  {
    files: tests,
    rules: {
      'max-lines': ['error', 400],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['admin/panel/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  { files: configs, rules: restrict(emptyNames, classes) },
  { files: printers, rules: { 'no-console': 'off' } },
)
