/** How imports are shown. */
import { recordFields } from '../../src/domain/catalogue-record.js'
import type { ImportState } from '../../src/domain/import-batch.js'
import { z } from './zod.js'

const states = ['running', 'done', 'stopped', 'undoing', 'undone'] as const satisfies readonly ImportState[]
const field = z.enum(recordFields).openapi('BookField')
/** What each column holds, in their order; `null`: nothing we need. */
export const mapping = z.array(field.nullable()).min(1).max(500)

const counts = z
  .object({
    rows: z.int(),
    taken: z.int(),
    joined: z.int(),
    unchanged: z.int(),
    archived: z.int(),
    refused: z.int(),
  })
  .openapi('ImportCounts')
export const refusedRow = z
  .object({ line: z.int(), reason: z.string(), sentence: z.string(), excerpt: z.string() })
  .openapi('RefusedRow')

export const seenImport = z
  .object({
    importId: z.string(),
    fileName: z.string(),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    state: z.enum(states).openapi('ImportState'),
    /** It did nothing for ten minutes: whoever carried it on was killed. */
    isSilent: z.boolean(),
    bytesRead: z.int(),
    totalBytes: z.int(),
    counts,
    /** About the file as a whole. */
    notices: z.array(z.string()),
  })
  .openapi('Import')

export const oneImport = seenImport
  .extend({
    /** Copies it brought, and those that are still there. */
    copies: z.object({ brought: z.int(), stillThere: z.int() }),
  })
  .openapi('OneImport')

export const leftThere = z
  .object({
    bookNo: z.int(),
    title: z.string(),
    copyNo: z.int().nullable(),
    barcode: z.string().nullable(),
    why: z.enum(['on-loan', 'set-aside', 'members-waiting', 'other-copies']),
    dueOn: z.iso.date().nullable(),
  })
  .openapi('LeftByUndo')

export const preview = z
  .object({
    format: z.enum(['text', 'xlsx', 'marc']),
    /** 0 in a file that has none. */
    headerLine: z.int(),
    columns: z.array(z.object({ name: z.string(), field: field.nullable(), samples: z.array(z.string()) })),
    /** What an import would do; `null` as long as no column holds the titles. */
    report: counts.extend({ notices: z.array(z.string()), stopped: z.string().nullable() }).nullable(),
    /** The first fifty. */
    refusals: z.array(refusedRow),
    refusedByReason: z.array(z.object({ reason: z.string(), sentence: z.string(), rows: z.int() })),
    firstBooks: z.array(
      z.object({
        title: z.string(),
        author: z.string(),
        publisher: z.string(),
        publishedYear: z.int().nullable(),
        isbn13: z.string().nullable(),
        kdc: z.string().nullable(),
        copies: z.int(),
        feeWon: z.int().nullable(),
      }),
    ),
  })
  .openapi('ImportPreview')
