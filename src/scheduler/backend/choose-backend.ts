/** Which store Agenda keeps its jobs in: the product's own database, or one of Agenda's official ones. */
import type { AgendaBackend } from 'agenda'
import type { DataSource } from 'typeorm'
import { connectPatiently } from './connect-patiently.js'
import { typeormBackend } from './typeorm-backend.js'

export type BackendKind = 'database' | 'redis' | 'mongo' | 'postgres'

/** The official packages are not installed with the product; versions are those that fit this Agenda. */
const official = {
  redis: { name: '@agendajs/redis-backend', version: '3.0.7', backend: 'RedisBackend', address: 'connectionString' },
  mongo: { name: '@agendajs/mongo-backend', version: '4.0.3', backend: 'MongoBackend', address: 'address' },
  postgres: {
    name: '@agendajs/postgres-backend',
    version: '3.0.6',
    backend: 'PostgresBackend',
    address: 'connectionString',
  },
} as const

/**
 * @param options.dataSource the product's database, for `database`
 * @param options.url where the other stores are, such as `redis://127.0.0.1:6379`
 * @throws Error with one sentence that says what to install or to set
 */
export async function chooseBackend(
  kind: BackendKind,
  options: { dataSource: DataSource; url?: string },
): Promise<AgendaBackend> {
  if (kind === 'database') return typeormBackend(options.dataSource)
  const { name, version, backend, address } = official[kind]
  const exported = await load(kind, name, version)
  if (!options.url) throw new Error(`Agenda's ${kind} backend needs the address of its store.`)
  const Backend = exported[backend]
  if (!Backend) throw new Error(`${name} has no ${backend}: install ${name}@${version}.`)
  return patient(new Backend({ [address]: options.url }))
}

type Exports = Record<string, (new (config: Record<string, string>) => AgendaBackend) | undefined>

async function load(kind: string, name: string, version: string): Promise<Exports> {
  try {
    return (await import(name)) as Exports
  } catch (cause) {
    if (!/MODULE_NOT_FOUND$/.test((cause as { code?: string }).code ?? '')) throw cause
    throw new Error(`Agenda's ${kind} backend is not installed: run npm install ${name}@${version}`, { cause })
  }
}

/** The official backends' connect rejects when their store is away. */
function patient(backend: AgendaBackend): AgendaBackend {
  let isOver = false
  return {
    name: backend.name,
    repository: backend.repository,
    notificationChannel: backend.notificationChannel,
    logger: backend.logger,
    ownsConnection: backend.ownsConnection,
    connect: () => {
      isOver = false
      return connectPatiently(
        () => backend.connect(),
        () => isOver,
      )
    },
    disconnect: () => {
      isOver = true
      return backend.disconnect()
    },
  }
}
