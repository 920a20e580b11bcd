/** Lists of books: sent as a file, looked at, taken in, and taken back. */
import type { App } from '../../src/app.js'
import type { ImportId } from '../../src/domain/ids.js'
import { isSilent } from '../../src/domain/import-batch.js'
import { idOf } from './ids.js'
import { leftThere, mapping, oneImport, preview, refusedRow, seenImport } from './import-shapes.js'
import { page, pageOf, pageQuery } from './pages.js'
import { problem, refused, type Problem } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

type Seen = NonNullable<Awaited<ReturnType<App['importViews']['import']>>>
type Refused = Awaited<ReturnType<App['importViews']['refusedRows']>>[number]

const importId = idOf<ImportId>()
const uploadId = z.uuid().transform((id) => id as ImportId)
const tag = 'imports'

export const imports: readonly Route[] = [
  route({
    method: 'post',
    path: '/uploads',
    role: 'librarian',
    takesFile: true,
    tag,
    summary: 'Send a file; it waits for a day on the disk of the process that took it, 50 MB at most',
    answer: { status: 201, schema: z.object({ uploadId: z.string(), bytes: z.int() }) },
    problems: ['file-too-large', 'file-empty', 'upload-broken'],
    async handle({ app, file }) {
      const taken = await app.takeUpload(file)
      return taken.ok ? { status: 201, body: taken.value } : refused(taken.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/uploads/{uploadId}/preview',
    role: 'librarian',
    tag,
    summary: 'What an import of the file would do, without doing any of it; with columns as guessed, or as told',
    params: z.object({ uploadId }),
    body: z.strictObject({ mapping: mapping.optional() }),
    answer: { status: 200, schema: preview },
    problems: ['unknown-upload', 'file-unreadable'],
    async handle({ app, params, body }) {
      const seen = await app.previewUpload(params.uploadId, body.mapping)
      if (!seen.ok) return unread(seen.refusals)
      const { layout, report, firstBooks } = seen.value
      const reasons = Object.entries(report?.refusedByReason ?? {})
      return reply({
        ...layout,
        report,
        firstBooks,
        refusals: (report?.refusals ?? []).map((row) => ({ ...row, sentence: sentenceOf(app, row.reason) })),
        refusedByReason: reasons.map(([reason, rows]) => ({ reason, rows, sentence: sentenceOf(app, reason) })),
      })
    },
  }),
  route({
    method: 'post',
    path: '/imports',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Take the file in; answered at once, while it goes on behind',
    body: z.strictObject({
      uploadId,
      fileName: z.string().trim().min(1).max(200),
      mapping: mapping.optional(),
    }),
    answer: { status: 201, schema: z.object({ importId: z.string() }) },
    problems: ['unknown-upload', 'no-title-column'],
    async handle({ desk, who, body }) {
      const started = await desk.startUpload({ ...body, startedBy: who.librarian.name })
      return started.ok ? { status: 201, body: started.value } : refused(started.refusals)
    },
  }),
  route({
    method: 'get',
    path: '/imports',
    role: 'librarian',
    tag,
    summary: 'Imports, the latest first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('Imports', seenImport) },
    handle: ({ app, query }) =>
      page(
        query,
        {
          key: z.object({ startedAt: z.iso.datetime(), id: importId }),
          keyOf: ({ startedAt, id }: Seen) => ({ startedAt, id }),
          look: app.importViews.imports,
        },
        (rows) => rows.map((seen) => shown(app, seen)),
      ),
  }),
  route({
    method: 'get',
    path: '/imports/{importId}',
    role: 'librarian',
    tag,
    summary: 'How far an import is, there or back',
    params: z.object({ importId }),
    answer: { status: 200, schema: oneImport },
    problems: ['unknown-import'],
    async handle({ app, params }) {
      const seen = await app.importViews.import(params.importId)
      if (!seen) return problem('unknown-import')
      return reply({ ...shown(app, seen), copies: await app.importViews.copies(seen.id) })
    },
  }),
  route({
    method: 'get',
    path: '/imports/{importId}/refusals',
    role: 'librarian',
    tag,
    summary: 'The rows it left out, and why; the first thousand are kept',
    params: z.object({ importId }),
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('RefusedRows', refusedRow) },
    handle: ({ app, params, query }) =>
      page(
        query,
        {
          key: z.int().min(0),
          keyOf: ({ line }: Refused) => line,
          look: (limit, after) => app.importViews.refusedRows(params.importId, after ?? 0, limit),
        },
        (rows) => rows.map((row) => ({ ...row, sentence: sentenceOf(app, row.reason) })),
      ),
  }),
  route({
    method: 'get',
    path: '/imports/{importId}/left',
    role: 'librarian',
    tag,
    summary: 'What an import that was taken back had to leave, and why; two hundred at most',
    params: z.object({ importId }),
    answer: { status: 200, schema: z.object({ items: z.array(leftThere) }) },
    handle: async ({ app, params }) => reply({ items: await app.importViews.left(params.importId, 200) }),
  }),
  route({
    method: 'post',
    path: '/imports/{importId}/undo',
    role: 'librarian',
    isCommand: true,
    tag,
    summary:
      'Take back what the import brought, as far as nobody has it; goes on behind, and is carried on after a crash',
    params: z.object({ importId }),
    answer: { status: 200, schema: z.object({ importId: z.string(), isNew: z.boolean() }) },
    problems: ['unknown-import', 'import-running'],
    async handle({ desk, params }) {
      const begun = await desk.undoImport(params.importId)
      return begun.ok ? reply({ ...params, ...begun.value }) : refused(begun.refusals)
    },
  }),
]

function shown(app: App, { id, counts: seen, ...batch }: Seen) {
  const { bytesRead, totalBytes } = seen
  return { importId: id, ...batch, isSilent: isSilent(batch, app.now()), bytesRead, totalBytes, counts: seen }
}

function sentenceOf({ refusalSentences }: App, reason: string): string {
  return (refusalSentences as Readonly<Record<string, string>>)[reason] ?? reason
}

type Unread = Extract<Awaited<ReturnType<App['previewUpload']>>, { ok: false }>['refusals']

/** What is wrong with a file says the reader of files. */
function unread([refusal]: Unread): Problem {
  if (refusal.kind === 'unknown-upload') return problem(refusal.kind)
  return { problem: refusal.kind, detail: refusal.sentence }
}
