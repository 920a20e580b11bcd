/** What the desk can do with book lists: look at what one would do, take it in, and take it back. */
import type { BookRecord } from '../domain/catalogue-record.js'
import type { ImportId } from '../domain/ids.js'
import { CatalogueFileError } from '../infra/catalogue-file/catalogue-file-error.js'
import { importCatalogue, type ImportOptions, type StockRecords } from '../infra/catalogue-file/import-catalogue.js'
import type { ImportReport } from '../infra/catalogue-file/import-report.js'
import type { FileLayout } from '../infra/catalogue-file/read-catalogue-file.js'
import { refusalSentences } from '../infra/catalogue-file/row-refusals.js'
import { booksOfImport, importsUndoing, importViews } from '../infra/db/import-views.js'
import { beginImport, beginUndo, endImport, endUndo, noteImport, undoImportedBook } from '../usecases/keep-imports.js'
import { stockCatalogue, type StockInput, type Stocked } from '../usecases/stock-catalogue.js'
import type { Inside } from './inside.js'

export type ImportPreview = {
  readonly layout: FileLayout
  /** What an import of it would do; `null` when a person has to say first which column holds the titles. */
  readonly report: Omit<ImportReport, 'refusedTo' | 'elapsedMs'> | null
  readonly firstBooks: readonly BookRecord[]
}

export type StartImport = Pick<ImportOptions, 'mapping' | 'refusedTo' | 'progress'> & {
  readonly path: string
  /** As the librarian knows it. */
  readonly fileName: string
  readonly startedBy: string
}

const booksShown = 10
const refusalsShown = 50
/** So many rows left out are kept with the import; all of them are in the file beside the list. */
const refusalsKept = 1_000
/** Books taken back from one look at what is left. */
const booksAtATime = 100

export function importsApp({ sql, runInTx }: Inside) {
  const look = importViews(sql)

  async function stock(input: StockInput, importId: ImportId | null, isTrial = false): Promise<Stocked[]> {
    const done = await runInTx((tx) => stockCatalogue(tx, input, { importId, isTrial }))
    if (!done.ok) throw new CatalogueFileError('이 가져오기는 멈췄거나 되돌리는 중이에요.')
    return done.value
  }

  async function takeIn(
    { path, mapping, refusedTo, progress }: StartImport,
    importId: ImportId,
  ): Promise<ImportReport> {
    let kept = 0
    const onPortion: ImportOptions['onPortion'] = async (report, { bytesRead, totalBytes }, refused) => {
      const some = refused.slice(0, Math.max(0, refusalsKept - kept))
      kept += some.length
      await runInTx((tx) => noteImport(tx, { importId, counts: { ...report, bytesRead, totalBytes }, refused: some }))
    }
    let end = { isWhole: false, notices: ['가져오다가 멈췄어요. 같은 파일을 다시 가져오면 나머지를 넣어요.'] }
    try {
      const report = await importCatalogue(path, (records) => stock(records, importId), {
        onPortion,
        ...(mapping ? { mapping } : {}),
        ...(refusedTo === undefined ? {} : { refusedTo }),
        ...(progress ? { progress } : {}),
      })
      end = { isWhole: report.stopped === null, notices: [...report.notices, ...(report.stopped ?? [])] }
      return report
    } catch (error) {
      if (error instanceof CatalogueFileError) end = { isWhole: false, notices: [error.message] }
      throw error
    } finally {
      await runInTx((tx) => endImport(tx, { importId, ...end }))
    }
  }

  return {
    importViews: look,
    /** Without an import of its own, so it cannot be taken back as a whole: for the shelf a house begins with. */
    stockCatalogue: (input: StockInput): Promise<Stocked[]> => stock(input, null),

    /** Reads the whole file and says what an import of it would do, without doing any of it. */
    async previewImport(
      path: string,
      options: Pick<ImportOptions, 'mapping' | 'progress'> = {},
    ): Promise<ImportPreview> {
      let layout: FileLayout | null = null
      const firstBooks: BookRecord[] = []
      const trial = trialOf((records) => stock(records, null, true))
      const report = await importCatalogue(
        path,
        (records) => {
          firstBooks.push(...records.slice(0, booksShown - firstBooks.length).map(({ record }) => record))
          return trial(records)
        },
        { ...options, onLayout: (found) => (layout = found) },
      )
      const seen = layout as FileLayout | null
      if (!seen) throw new CatalogueFileError('파일을 읽을 수 없어요.')
      const needsTitle = seen.format !== 'marc' && !seen.columns.some(({ field }) => field === 'title')
      return {
        layout: seen,
        report: needsTitle ? null : { ...report, refusals: report.refusals.slice(0, refusalsShown) },
        firstBooks,
      }
    },
    /** What is said to the librarian of a row that was left out. */
    refusalSentences,

    /** The import has begun; `done` when it is over. How far it is, any process sees by `importViews`. */
    async startImport(asked: StartImport): Promise<{ importId: ImportId; done: Promise<ImportReport> }> {
      const { fileName, startedBy } = asked
      const begun = await runInTx((tx) => beginImport(tx, { fileName, startedBy }))
      if (!begun.ok) throw new Error('an import could not begin')
      const { id: importId } = begun.value
      const done = takeIn(asked, importId)
      // whoever waits for it hears of it; nobody has to
      done.catch(() => undefined)
      return { importId, done }
    },

    beginUndo: (importId: ImportId) => runInTx((tx) => beginUndo(tx, importId)),
    importsUndoing: (limit: number) => importsUndoing(sql, limit),
    /**
     * Takes back what is left of an import on its way back, a book at a time; whoever is killed over it is carried on by the
     * next one. One book that goes wrong does not stop the others, and then the import stays on its way.
     */
    async carryUndo(importId: ImportId, progress?: (books: number) => void): Promise<number> {
      let books = 0
      const failures: unknown[] = []
      const pageAfter = (after: Parameters<typeof booksOfImport>[2]) =>
        booksOfImport(sql, importId, after, booksAtATime)
      for (let page = await pageAfter(null); page.length > 0; page = await pageAfter(page.at(-1) ?? null))
        for (const bookId of page) {
          await runInTx((tx) => undoImportedBook(tx, { importId, bookId })).catch((error: unknown) =>
            failures.push(error),
          )
          progress?.((books += 1))
        }
      if (failures.length > 0)
        throw new Error(`${failures.length} books could not be taken back`, { cause: failures[0] })
      await runInTx((tx) => endUndo(tx, importId))
      return books
    },
  }
}

/** A book that the first part of a file would have brought is there for the next. */
function trialOf(stock: StockRecords): StockRecords {
  const taken = new Set<string>()
  return async (records) => {
    const answers = await stock(records)
    return answers.map((answer, place) => {
      const key = records[place]?.record.bookKey ?? ''
      if (answer.outcome !== 'taken') return answer
      if (taken.has(key)) return { ...answer, outcome: 'joined' }
      taken.add(key)
      return answer
    })
  }
}
