/** Book lists sent to the desk: a file on this process's disk, looked at, and taken in behind the librarian's back. */
import type { Readable } from 'node:stream'
import type { ColumnMapping } from '../domain/catalogue-record.js'
import type { ImportId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { CatalogueFileError } from '../infra/catalogue-file/catalogue-file-error.js'
import type { Uploads } from '../infra/uploads.js'
import type { ImportPreview, Imports, TellImport } from './imports.js'

export type UnknownUpload = { kind: 'unknown-upload' }
/** `sentence`: what the librarian can do about it. */
export type UnreadableFile = { kind: 'file-unreadable'; sentence: string }
export type NoTitleColumn = { kind: 'no-title-column' }

export type StartUploadInput = {
  readonly uploadId: ImportId
  readonly fileName: string
  readonly startedBy: string
  readonly mapping?: ColumnMapping | undefined
}

export function uploadsApp(imports: Imports, uploads: Uploads) {
  return {
    takeUpload: (file: Readable) => uploads.take(file),
    async previewUpload(
      uploadId: ImportId,
      mapping: ColumnMapping | undefined,
    ): Promise<Result<ImportPreview, UnknownUpload | UnreadableFile>> {
      try {
        const seen = await uploads.read(uploadId, (path) => imports.previewImport(path, mapping ? { mapping } : {}))
        return seen ? ok(seen) : refuse({ kind: 'unknown-upload' })
      } catch (error) {
        if (error instanceof CatalogueFileError) return refuse({ kind: 'file-unreadable', sentence: error.message })
        throw error
      }
    },
  }
}

export function importsAtDesk(imports: Imports, uploads: Uploads, tell: TellImport) {
  return {
    /** Told again, by whatever key, it is the import that this upload has become. */
    async startUpload({
      uploadId,
      mapping,
      ...asked
    }: StartUploadInput): Promise<Result<{ importId: ImportId }, UnknownUpload | NoTitleColumn>> {
      if (mapping && !mapping.includes('title')) return refuse({ kind: 'no-title-column' })
      const claimed = await uploads.claim(uploadId)
      if (claimed === 'taken') return ok({ importId: uploadId })
      if (!claimed)
        return (await imports.importViews.import(uploadId))
          ? ok({ importId: uploadId })
          : refuse({ kind: 'unknown-upload' })
      try {
        const begin = { ...asked, ...claimed, importId: uploadId, ...(mapping ? { mapping } : {}) }
        const { importId, done } = await imports.startImport(begin, tell)
        void done.catch(() => undefined).finally(() => uploads.forget(uploadId))
        return ok({ importId })
      } catch (error) {
        await uploads.giveBack(uploadId)
        throw error
      }
    },
    async undoImport(importId: ImportId) {
      const begun = await imports.beginUndo(importId, tell.begin)
      if (begun.ok) imports.undoBehind(importId)
      return begun
    },
  }
}
