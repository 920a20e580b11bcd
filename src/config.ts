/** What the environment says, read and checked once. The only reader of process.env. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { guardsOf, guardVariables, type Guards } from './guard-config.js'
import { privacyKeys, type PrivacyKeys } from './privacy-keys.js'
import { root } from './root.js'
import { solapiConfig, solapiNames } from './solapi-config.js'
import { systemUser } from './system-user.js'
import { tracesOf, traceVariables, type TraceConfig } from './trace-config.js'
import { webAddress as url } from './web-address.js'

const roles = ['bot', 'desk', 'worker', 'simulator'] as const
export type Role = (typeof roles)[number]

const filled = z.string().trim().min(1)
const seconds = (most: number) => z.coerce.number().min(0).max(most)

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ROLES: z
    .string()
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1))
    .optional(),
  PUBLIC_URL: url.optional(),
  DATA_DIR: filled.default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|(?:mysql|mariadb):\/\/.+)$/, 'must be sqlite:PATH or mysql://user:password@host:port/database')
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  DATABASE_WAIT_SECONDS: seconds(3_600).default(60),
  DRAIN_SECONDS: seconds(600).optional(),
  STOP_WITHIN_SECONDS: seconds(3_600).default(25),
  PRIVACY_KEY: privacyKeys.optional(),
  DESK_LIBRARIAN: filled.max(60).optional(),
  LIBRARY_NAME: filled.max(15).default('책방톡'),
  LIBRARY_PHONE: filled.max(30).optional(),
  SKILL_SECRET: filled.min(16, 'must have at least 16 characters').optional(),
  KAKAO_BOT_ID: filled.optional(),
  KAKAO_REST_API_KEY: filled.optional(),
  KAKAO_EVENT_API_URL: url.optional(),
  KAKAO_BOOK_API_URL: url.optional(),
  KAKAO_ADMIN_KEY: filled.optional(),
  SOLAPI_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,200}$/, 'must have at least 16 characters, letters, digits, - and _ only')
    .optional(),
  KAKAOPAY_API_URL: url.optional(),
  KAKAOPAY_SECRET_KEY: filled.optional(),
  KAKAOPAY_CID: filled.optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').max(200).optional(),
  ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').max(128).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  ...guardVariables,
  AGENDA_BACKEND: z.enum(['database', 'redis', 'mongo', 'postgres']).default('database'),
  AGENDA_URL: filled.optional(),
  ...traceVariables,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

const shape = variables.and(solapiConfig)

/** Every name that is read from the environment. */
export const environmentNames: readonly string[] = [...Object.keys(variables.shape), ...solapiNames]

type Env = z.infer<typeof shape>

export type Config = {
  readonly isProduction: boolean
  readonly port: number
  /** The simulator lets anybody be anybody, so it is open to this machine only, unless an address is made public. */
  readonly host: string | null
  readonly roles: readonly Role[]
  /** Where members' browsers reach us; no slash at the end. `null`: this machine, on whatever port we got. */
  readonly publicUrl: string | null
  readonly databaseUrl: string
  /** Connections this process keeps to MariaDB or MySQL. */
  readonly databasePool: number
  /** How long a process that starts waits for a database that is away. */
  readonly databaseWaitSeconds: number
  /** For so long a process that was asked to go still takes requests, and so much time it has in all. */
  readonly going: { readonly drainSeconds: number; readonly withinSeconds: number }
  /** On this process's own disk: files that librarians send. */
  readonly uploadsDir: string
  readonly privacyKeys: PrivacyKeys
  /** Who sits at the desk's command line, as far as anybody knows. */
  readonly librarian: string
  readonly library: { readonly name: string; readonly phone: string | null }
  readonly skillSecret: string | null
  /** `null`: the simulator's stand-in. */
  readonly eventApi: { readonly baseUrl: string; readonly botId: string; readonly restApiKey: string } | null
  readonly pay: { readonly baseUrl: string; readonly secretKey: string; readonly cid: string } | null
  readonly books: { readonly baseUrl: string; readonly restApiKey: string } | null
  /** `null`: no key is set, so nothing goes to phone numbers but to the simulator's stand-in. */
  readonly alimtalk: Env['alimtalk']
  /** What those who call us prove themselves by; `null`: nobody may. */
  readonly hooks: { readonly kakaoAdminKey: string | null; readonly solapiSecret: string | null }
  /** Who can sign in at the desk while nobody else can; `null`: somebody is made up where that is safe. */
  readonly firstLibrarian: { readonly email: string; readonly password: string } | null
  /** How many proxies of ours stand before this process: so many of the addresses they add are believed. */
  readonly trustedProxies: number
  readonly guards: Guards
  readonly agenda: { readonly backend: Env['AGENDA_BACKEND']; readonly url: string | null }
  /** `null`: nobody collects traces. */
  readonly traces: TraceConfig | null
  readonly logLevel: string
}

/** One clear sentence about what is wrong with the environment. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Without an environment given: that of the process, and a file `.env` beside package.json for what it leaves out. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = ownEnvironment()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = shape.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new ConfigError(`${issue?.path[0]?.toString() ?? 'The environment'}: ${issue?.message ?? 'not understood'}`)
  }
  return configOf(read.data)
}

function ownEnvironment(): NodeJS.ProcessEnv {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

function configOf(env: Env): Config {
  const isProduction = env.NODE_ENV === 'production'
  const chosen = env.ROLES ?? usualRoles(env)
  if (isProduction) checkProduction(env, chosen)
  const dataDir = resolve(root, env.DATA_DIR)
  const hasSimulator = chosen.includes('simulator')
  return {
    isProduction,
    port: env.PORT,
    host: hasSimulator && !env.PUBLIC_URL ? '127.0.0.1' : null,
    roles: chosen,
    publicUrl: env.PUBLIC_URL ?? null,
    databaseUrl: databaseUrlOf(env.DATABASE_URL ?? `sqlite:${join(dataDir, 'library.db')}`),
    databasePool: env.DATABASE_POOL,
    databaseWaitSeconds: env.DATABASE_WAIT_SECONDS,
    going: goingOf(env, isProduction),
    uploadsDir: join(dataDir, 'uploads'),
    privacyKeys: env.PRIVACY_KEY ?? keysInFile(dataDir),
    librarian: env.DESK_LIBRARIAN ?? systemUser(),
    library: { name: env.LIBRARY_NAME, phone: env.LIBRARY_PHONE ?? null },
    skillSecret: env.SKILL_SECRET ?? null,
    eventApi:
      hasSimulator && !env.KAKAO_EVENT_API_URL
        ? null
        : {
            baseUrl: env.KAKAO_EVENT_API_URL ?? 'https://bot-api.kakao.com',
            botId: env.KAKAO_BOT_ID ?? '',
            restApiKey: env.KAKAO_REST_API_KEY ?? '',
          },
    pay:
      hasSimulator && !env.KAKAOPAY_API_URL
        ? null
        : {
            baseUrl: env.KAKAOPAY_API_URL ?? 'https://open-api.kakaopay.com',
            secretKey: env.KAKAOPAY_SECRET_KEY ?? '',
            cid: env.KAKAOPAY_CID ?? 'TC0ONETIME',
          },
    books:
      hasSimulator && !env.KAKAO_BOOK_API_URL
        ? null
        : {
            baseUrl: env.KAKAO_BOOK_API_URL ?? 'https://dapi.kakao.com',
            restApiKey: env.KAKAO_REST_API_KEY ?? '',
          },
    alimtalk: env.alimtalk,
    hooks: { kakaoAdminKey: env.KAKAO_ADMIN_KEY ?? null, solapiSecret: env.SOLAPI_WEBHOOK_SECRET ?? null },
    firstLibrarian: firstLibrarianOf(env),
    trustedProxies: env.TRUSTED_PROXIES,
    guards: guardsOf(env),
    agenda: { backend: env.AGENDA_BACKEND, url: env.AGENDA_URL ?? null },
    traces: tracesOf(env),
    logLevel: env.LOG_LEVEL,
  }
}

/** The simulator plays along by itself only where there is no real Kakao to speak to. */
function usualRoles({ NODE_ENV, KAKAO_REST_API_KEY }: Env): readonly Role[] {
  const isReal = NODE_ENV === 'production' || KAKAO_REST_API_KEY !== undefined
  return isReal ? ['bot', 'desk', 'worker'] : roles
}

const neededInProduction = [
  'DATABASE_URL',
  'PRIVACY_KEY',
  'PUBLIC_URL',
  'SKILL_SECRET',
  'KAKAO_BOT_ID',
  'KAKAO_REST_API_KEY',
  'KAKAOPAY_SECRET_KEY',
  'KAKAOPAY_CID',
]

/** What a house that is open to real members needs and does not have. */
export function missingInProduction(env: Readonly<Record<string, unknown>> = ownEnvironment()): string[] {
  return neededInProduction.filter((name) => env[name] === undefined || env[name] === '')
}

function checkProduction(env: Env, chosen: readonly Role[]): void {
  if (chosen.includes('simulator')) throw new ConfigError('ROLES: the simulator never runs in production')
  const missing = missingInProduction(env)
  if (missing.length > 0) throw new ConfigError(`${missing.join(', ')}: must be set when NODE_ENV=production`)
  if (env.alimtalk && env.SOLAPI_WEBHOOK_SECRET === undefined)
    throw new ConfigError('SOLAPI_WEBHOOK_SECRET: must be set together with SOLAPI_API_KEY when NODE_ENV=production')
}

/** Balancers notice within seconds; in development nobody wants to wait for a process that goes. */
function goingOf({ DRAIN_SECONDS, STOP_WITHIN_SECONDS }: Env, isProduction: boolean): Config['going'] {
  const drainSeconds = DRAIN_SECONDS ?? (isProduction ? 5 : 0)
  if (drainSeconds >= STOP_WITHIN_SECONDS)
    throw new ConfigError('STOP_WITHIN_SECONDS: must be more than DRAIN_SECONDS (5 in production unless set)')
  return { drainSeconds, withinSeconds: STOP_WITHIN_SECONDS }
}

function firstLibrarianOf({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password }: Env): Config['firstLibrarian'] {
  if (email !== undefined && password !== undefined) return { email, password }
  if (email === undefined && password === undefined) return null
  throw new ConfigError('ADMIN_EMAIL, ADMIN_PASSWORD: must be set together')
}

function databaseUrlOf(given: string): string {
  if (!given.startsWith('sqlite:')) return given.replace(/^mariadb:/, 'mysql:')
  return `sqlite:${resolve(root, given.slice('sqlite:'.length))}`
}

/** Outside production a key is made once and kept beside the data it protects. */
function keysInFile(dataDir: string): PrivacyKeys {
  const path = join(dataDir, 'privacy.key')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  }
  const read = privacyKeys.safeParse(readFileSync(path, 'utf8').trim())
  if (!read.success) throw new ConfigError(`${path}: ${read.error.issues[0]?.message ?? 'not understood'}`)
  return read.data
}
