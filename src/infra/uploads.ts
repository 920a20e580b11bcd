/** Files that librarians send: on this process's own disk until they are taken in, or nobody has wanted them for a day. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'

const mostUploadBytes = 50 * 1024 * 1024
const keptMs = 24 * 3_600_000
/** Looking at every file there is must not be what an upload waits for. */
const sweepEveryMs = 3_600_000

export type Upload = { readonly uploadId: ImportId; readonly bytes: number }
export type UploadRefusal = { kind: 'file-too-large' } | { kind: 'file-empty' } | { kind: 'upload-broken' }

type UploadParts = { readonly folder: string; readonly newId: () => string; readonly now: () => Date }

/** An upload has the id of the import that it becomes. What is being read or written here is never swept away. */
export function openUploads({ folder, newId, now }: UploadParts) {
  const inUse = new Set<string>()
  const at = (name: string) => join(folder, name)
  const whole = (id: ImportId) => `${id}.file`
  const taken = (id: ImportId) => `${id}.taken`

  const isThere = (name: string) =>
    stat(at(name)).then(
      () => true,
      () => false,
    )

  let sweptAt = -Infinity
  async function sweep(): Promise<void> {
    const nowMs = now().getTime()
    if (nowMs - sweptAt < sweepEveryMs) return
    sweptAt = nowMs
    const before = nowMs - keptMs
    for (const name of await readdir(folder)) {
      const left = inUse.has(name) ? null : await stat(at(name)).catch(() => null)
      if (left && left.mtimeMs < before) await rm(at(name), { force: true })
    }
  }

  return {
    /** The file as it comes in, never held in memory. */
    async take(file: Readable): Promise<Result<Upload, UploadRefusal>> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await sweep()
      const uploadId = newId() as ImportId
      const part = `${uploadId}.part`
      inUse.add(part)
      const { bytes, refusal } = await receive(file, at(part))
      try {
        if (refusal) return refuse(refusal)
        await utimes(at(part), now(), now())
        await rename(at(part), at(whole(uploadId)))
        return ok({ uploadId, bytes })
      } finally {
        inUse.delete(part)
        await rm(at(part), { force: true })
      }
    },
    /** Reads in it; `null` when it is not here. */
    async read<T>(id: ImportId, reading: (path: string) => Promise<T>): Promise<T | null> {
      const name = whole(id)
      if (!(await isThere(name))) return null
      inUse.add(name)
      return reading(at(name)).finally(() => inUse.delete(name))
    },
    /** Where it is now; `taken` when another has it, as only one can. `null`: it is not here. */
    async claim(id: ImportId): Promise<{ path: string } | 'taken' | null> {
      const name = taken(id)
      const isMine = await rename(at(whole(id)), at(name)).then(
        () => Boolean(inUse.add(name)),
        () => false,
      )
      if (isMine) return { path: at(name) }
      return (await isThere(name)) ? 'taken' : null
    },
    async giveBack(id: ImportId): Promise<void> {
      await rename(at(taken(id)), at(whole(id)))
      inUse.delete(taken(id))
    },
    async forget(id: ImportId): Promise<void> {
      await rm(at(taken(id)), { force: true })
      inUse.delete(taken(id))
    },
  }
}

export type Uploads = ReturnType<typeof openUploads>

/** Writes no more than may be; whoever sends is left to read the answer. */
async function receive(file: Readable, path: string): Promise<{ bytes: number; refusal: UploadRefusal | null }> {
  let bytes = 0
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mostUploadBytes) return
      yield chunk
    }
  }
  try {
    await pipeline(measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    if (!file.readableAborted) throw error
    return { bytes, refusal: { kind: 'upload-broken' } }
  }
  if (bytes > mostUploadBytes) return { bytes, refusal: { kind: 'file-too-large' } }
  return { bytes, refusal: bytes === 0 ? { kind: 'file-empty' } : null }
}
