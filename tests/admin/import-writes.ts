/** What is written of imports, each with the line it leaves in the audit log. */
import { Readable } from 'node:stream'
import { fileOf } from '../catalogue-file/book-list.js'
import type { Library } from '../support/library.js'
import { valueOf } from '../support/lines.js'
import type { Writes } from './write.js'

export function importWrites(library: () => Library): Writes {
  return {
    'POST /imports': async () => {
      const sent = valueOf(await library().app.takeUpload(Readable.from([Buffer.from('도서명\n들여온 책\n')])))
      const body = { uploadId: sent.uploadId, fileName: '도서.csv' }
      const line = { action: 'import-started', subject: sent.uploadId, before: null, after: { state: 'running' } }
      return { path: '/imports', ask: { body }, line }
    },
    'POST /imports/{importId}/undo': async () => {
      const path = await fileOf('도서명\n되돌릴 책\n')
      const { importId, done } = await library().app.startImport({ path, fileName: '도서.csv', startedBy: '명령줄' })
      await done
      const line = {
        action: 'import-undone',
        subject: importId,
        before: { state: 'done' },
        after: { state: 'undoing' },
      }
      return { path: `/imports/${importId}/undo`, ask: {}, line }
    },
  }
}
