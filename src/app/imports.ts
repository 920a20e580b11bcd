/** What the desk can do with book lists: look at what one would do, take it in, and take it back. */
import { setImmediate as aTurnForOthers } from 'node:timers/promises'
import type { BookRecord } from '../domain/catalogue-record.js'
import type { ImportId } from '../domain/ids.js'
import { CatalogueFileError } from '../infra/catalogue-file/catalogue-file-error.js'
import { importCatalogue, type ImportOptions, type StockRecords } from '../infra/catalogue-file/import-catalogue.js'
import type { ImportReport } from '../infra/catalogue-file/import-report.js'
import type { FileLayout } from '../infra/catalogue-file/read-catalogue-file.js'
import { refusalSentences } from '../infra/catalogue-file/row-refusals.js'
import { booksOfImport, importsUndoing, importViews } from '../infra/db/import-views.js'
import type { Log } from '../log.js'
import {
  beginImport,
  beginUndo,
  endImport,
  endUndo,
  noteImport,
  undoImportedBook,
  type BeginImportInput,
} from '../usecases/keep-imports.js'
import { stockCatalogue, type StockInput, type Stocked } from '../usecases/stock-catalogue.js'
import { repeatable } from '../trail.js'
import { unhurried } from '../unhurried.js'
import type { RunInTx } from '../usecases/tx.js'
import type { ImportCounts } from '../usecases/ports/imports.js'
import type { Inside } from './inside.js'

export type ImportPreview = {
  readonly layout: FileLayout
  /** What an import of it would do; `null` when a person has to say first which column holds the titles. */
  readonly report: Omit<ImportReport, 'refusedTo' | 'elapsedMs'> | null
  readonly firstBooks: readonly BookRecord[]
}

export type StartImport = BeginImportInput &
  Pick<ImportOptions, 'mapping' | 'refusedTo' | 'progress'> & { readonly path: string }

/** Who tells that an import begins, and that it has ended: the house itself, or a librarian. */
export type TellImport = { readonly begin: RunInTx; readonly end: RunInTx }

const booksShown = 10
const refusalsShown = 50
/** So many rows left out are kept with the import; all of them are in the file beside the list. */
const refusalsKept = 1_000
/** Books taken back from one look at what is left. */
const booksAtATime = 100
/** Different books of a list that are stocked at once; fewer where a go keeps the whole process waiting, as a file does. */
const portions = { server: 50, file: 10 }

/** The house is closing; the rest of the file is for another time. */
class Closing extends Error {
  override readonly name = 'Closing'
}

export type Imports = ReturnType<typeof importsApp>

/** A piece of a list: members do not feel it, and after a power cut the same list brings what is missing. */
const pieceOf = <T>(work: () => Promise<T>): Promise<T> => unhurried(() => repeatable(work))

export function importsApp({ sql, runInTx }: Inside, log: Log) {
  const booksOfPortion = portions[sql.dialect === 'sqlite' ? 'file' : 'server']
  const look = importViews(sql)
  const byItself: TellImport = { begin: runInTx, end: runInTx }
  const underWay = new Set<Promise<unknown>>()
  let isClosing = false

  /** Whoever waits for it hears how it ends; nobody has to. */
  function goOn<T>(what: string, going: Promise<T>): Promise<T> {
    const watched = going.catch((error: unknown) => {
      if (!(error instanceof CatalogueFileError) && !(error instanceof Closing)) log.error({ err: error }, what)
    })
    underWay.add(watched)
    void watched.finally(() => underWay.delete(watched))
    return going
  }

  async function stock(input: StockInput, importId: ImportId | null, isTrial = false): Promise<Stocked[]> {
    const done = await runInTx((tx) => stockCatalogue(tx, input, { importId, isTrial }))
    if (!done.ok) throw new CatalogueFileError('이 가져오기는 멈췄거나 되돌리는 중이에요.')
    return done.value
  }

  async function takeIn(
    { path, mapping, refusedTo, progress }: StartImport,
    importId: ImportId,
    tellEnd: RunInTx,
  ): Promise<ImportReport> {
    let kept = 0
    let counts: Partial<ImportCounts> = {}
    const onPortion: ImportOptions['onPortion'] = async (report, { bytesRead, totalBytes }, refused) => {
      const some = refused.slice(0, Math.max(0, refusalsKept - kept))
      kept += some.length
      const soFar = countsOf(report)
      counts = soFar
      await pieceOf(() =>
        runInTx((tx) => noteImport(tx, { importId, counts: { ...soFar, bytesRead, totalBytes }, refused: some })),
      )
      if (isClosing) throw new Closing()
    }
    let end = { isWhole: false, notices: ['가져오다가 멈췄어요. 같은 파일을 다시 가져오면 나머지를 넣어요.'] }
    try {
      const report = await importCatalogue(path, (records) => pieceOf(() => stock(records, importId)), {
        ...{ onPortion, booksAtATime: booksOfPortion },
        ...(mapping ? { mapping } : {}),
        ...(refusedTo === undefined ? {} : { refusedTo }),
        ...(progress ? { progress } : {}),
      })
      end = { isWhole: report.stopped === null, notices: [...report.notices, ...[report.stopped ?? []].flat()] }
      return report
    } catch (error) {
      if (error instanceof CatalogueFileError) end = { isWhole: false, notices: [error.message] }
      throw error
    } finally {
      await tellEnd((tx) => endImport(tx, { importId, ...end, counts }))
    }
  }

  /**
   * Takes back what is left of an import on its way back, a book at a time; whoever is killed over it is carried on by the
   * next one. One book that goes wrong does not stop the others, and then the import stays on its way.
   */
  async function carryUndo(importId: ImportId, progress?: (books: number) => void): Promise<number> {
    let books = 0
    const failures: unknown[] = []
    const pageAfter = (after: Parameters<typeof booksOfImport>[2]) => booksOfImport(sql, importId, after, booksAtATime)
    for (let page = await pageAfter(null); page.length > 0; page = await pageAfter(page.at(-1) ?? null))
      for (const bookId of page) {
        if (isClosing) throw new Closing()
        // an engine that answers at once would let nobody else have a turn
        await aTurnForOthers()
        await repeatable(() => runInTx((tx) => undoImportedBook(tx, { importId, bookId }))).catch((error: unknown) =>
          failures.push(error),
        )
        progress?.((books += 1))
      }
    if (failures.length > 0) throw new Error(`${failures.length} books could not be taken back`, { cause: failures[0] })
    await runInTx((tx) => endUndo(tx, importId))
    return books
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
      const trial = trialOf((records) => unhurried(() => stock(records, null, true)))
      const report = await importCatalogue(
        path,
        (records) => {
          firstBooks.push(...records.slice(0, booksShown - firstBooks.length).map(({ record }) => record))
          return trial(records)
        },
        { ...options, booksAtATime: booksOfPortion, onLayout: (found) => (layout = found) },
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
    async startImport(
      asked: StartImport,
      tell = byItself,
    ): Promise<{ importId: ImportId; done: Promise<ImportReport> }> {
      const begun = await tell.begin((tx) => beginImport(tx, asked))
      if (!begun.ok) throw new Error('an import could not begin')
      const { id: importId } = begun.value
      return { importId, done: goOn('an import broke off', takeIn(asked, importId, tell.end)) }
    },

    beginUndo: (importId: ImportId, tell: RunInTx = runInTx) => tell((tx) => beginUndo(tx, importId)),
    /** Not to be waited for: should this process end over it, the job carries it on. */
    undoBehind(importId: ImportId): void {
      void goOn('taking an import back broke off', carryUndo(importId)).catch(() => undefined)
    },
    importsUndoing: (limit: number) => importsUndoing(sql, limit),
    carryUndo,
    /** What is under way here comes to a halt where it can be carried on. */
    async stopImports(): Promise<void> {
      isClosing = true
      await Promise.allSettled([...underWay])
    },
  }
}

function countsOf({ rows, taken, joined, unchanged, archived, refused }: ImportReport) {
  return { rows, taken, joined, unchanged, archived, refused }
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
