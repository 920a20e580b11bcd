/** react-admin's questions, put to the sources of the pages. Lists come by cursor: what is before the next page is remembered. */
import type { DataProvider, GetListParams, RaRecord } from 'react-admin'
import { newCommandKey } from './command-key.js'
import type { OneShown, Source } from './sources.js'

export function dataProvider(sources: Readonly<Record<string, Source>>): DataProvider {
  const cursors = new Map<string, (string | undefined)[]>()

  function part<Part extends keyof Source>(resource: string, name: Part): NonNullable<Source[Part]> {
    const found = sources[resource]?.[name]
    if (!found) throw new Error(`${resource} has no ${name}`)
    return found
  }

  async function getList(resource: string, { pagination, sort, filter = {} }: GetListParams) {
    const look = part(resource, 'list')
    const { page, perPage: limit } = pagination ?? { page: 1, perPage: 50 }
    const by = sort ? `${sort.order === 'DESC' ? '-' : ''}${sort.field}` : ''
    const shelf = JSON.stringify([resource, filter, by, limit])
    const known = cursors.get(shelf) ?? [undefined]
    cursors.set(shelf, known)
    // a page that was never reached from the one before: walk there
    let from = Math.min(page, known.length)
    for (;;) {
      const { items, next } = await look({ limit, after: known[from - 1], filter: filter as object as never, sort: by })
      if (next !== null) known[from] = next
      else known.length = from
      if (from === page || next === null)
        return {
          data: from === page ? [...items] : [],
          pageInfo: { hasNextPage: from === page && next !== null, hasPreviousPage: page > 1 },
        }
      from += 1
    }
  }

  return {
    getList: async (resource, params) => (await getList(resource, params)) as never,
    getOne: async (resource, { id }) => ({ data: withVersion(await part(resource, 'one')(String(id))) as never }),
    getMany: async (resource, { ids }) => {
      const look = part(resource, 'one')
      return { data: (await Promise.all(ids.map((id) => look(String(id))))).map(withVersion) as never }
    },
    getManyReference: async (resource, { target, id, filter, ...rest }) =>
      (await getList(resource, { ...rest, filter: { ...(filter as object), [target]: id } })) as never,
    update: async (resource, { id, data, previousData }) => {
      const seen = (previousData as RaRecord)['version_'] as string
      return {
        data: withVersion(
          await part(resource, 'change')(String(id), changed(data as object, previousData as object), seen),
        ) as never,
      }
    },
    create: async (resource, { data, meta }) => {
      const key = (meta as { key?: string } | undefined)?.key ?? newCommandKey()
      return { data: (await part(resource, 'add')(data as never, key)) as never }
    },
    delete: async (resource, { id, previousData }) => {
      await part(resource, 'remove')(String(id), String((previousData as RaRecord | undefined)?.['version_'] ?? ''))
      return { data: (previousData ?? { id }) as never }
    },
    updateMany: never('updateMany'),
    deleteMany: never('deleteMany'),
  }
}

function withVersion({ record, version }: OneShown): RaRecord {
  return { ...record, version_: version }
}

/** Only what the librarian has changed is sent. */
function changed(data: object, before: object): Record<string, unknown> {
  const was = before as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(data).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field])),
  )
}

/** Many at once are never changed blindly. */
function never(what: string) {
  return () => Promise.reject(new Error(`there is no ${what}`))
}
