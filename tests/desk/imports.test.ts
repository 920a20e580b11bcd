/** Book lists at the desk: what one would do, what it did, and taking all of it back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { ColumnMapping } from '../../src/domain/catalogue-record.js'
import type { BookId, ImportId } from '../../src/domain/ids.js'
import { noteImport } from '../../src/usecases/keep-imports.js'
import { fileOf } from '../catalogue-file/book-list.js'
import { marcEncodings, marcOf, type Field } from '../catalogue-file/marc-records.js'
import { workbookOf } from '../catalogue-file/workbook.js'
import { complaints } from '../support/audit.js'
import { member, wait } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'
import { heldBy, kindsOf, rentalIn, valueOf } from '../support/lines.js'

describe.each(engines)('book lists on %s', (engine) => {
  let library: Library
  let round = 0
  let readers = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(() => void (round += 1))
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const app = () => library.app
  /** A title of this test's own, one word. */
  const titled = (name: string) => `${name}${'가나다라마바사아자차카타파하'[round % 14]}${round}`
  const listOf = (header: string, ...rows: string[]) => fileOf([header, ...rows].join('\n'))
  async function takesIn(path: string, mapping?: ColumnMapping) {
    const asked = { path, fileName: '도서목록.csv', startedBy: '사서', ...(mapping ? { mapping } : {}) }
    const { importId, done } = await app().startImport(asked)
    const report = await done
    await deliverAll(library)
    return { importId, report }
  }
  const bookNamed = async (title: string) => {
    const [book] = await library.rows<{ id: BookId; book_no: number; state: string }>(
      'SELECT id, book_no, state FROM catalogue_books WHERE title = ? ORDER BY book_no DESC',
      [title],
    )
    if (!book) throw new Error(`there is no ${title}`)
    return book
  }
  const found = async (words: string) =>
    (await app().views.hits(await app().views.find(words))).map(({ title }) => title)
  const copiesNamed = async (title: string) =>
    library.rows<{ copy_no: number; barcode: string | null; call_number: string | null; state: string }>(
      `SELECT c.copy_no, c.barcode, c.call_number, c.state FROM catalogue_copies c JOIN catalogue_books b ON b.id = c.book_id
       WHERE b.title = ? AND c.state <> 'deleted' ORDER BY c.copy_no`,
      [title],
    )
  const reader = () => member(library, `손님${++readers}`, 50_000)
  async function takesBack(importId: ImportId) {
    valueOf(await app().beginUndo(importId))
    await app().carryUndo(importId)
    await deliverAll(library)
  }
  const stateOf = async (importId: ImportId) => (await app().importViews.import(importId))?.state

  describe('looked at first', () => {
    it('say what they would do, and do none of it', async () => {
      const rows = Array.from({ length: 450 }, (_, index) => `${titled('책')} ${index},지은이,9788936434121`)
      const good = rows.map((row) => row.replace(',9788936434121', ','))
      const path = await listOf('도서명,저자,ISBN', ...good, ...good.slice(0, 20), ...rows.slice(0, 3), ',이름 없음,')
      const counted = () => library.rows('SELECT COUNT(*) AS n FROM catalogue_books')
      const before = await counted()
      const seen = await app().previewImport(path)
      expect(seen.report).toMatchObject({
        ...{ rows: 474, taken: 450, joined: 20, unchanged: 0, refused: 4 },
        refusedByReason: { 'isbn-invalid': 3, 'title-missing': 1 },
      })
      expect(seen.report?.refusals.map(({ line }) => line)).toEqual([472, 473, 474, 475])
      expect(seen.layout).toEqual({
        format: 'text',
        headerLine: 1,
        columns: [
          { name: '도서명', field: 'title', samples: [0, 1, 2].map((index) => `${titled('책')} ${index}`) },
          { name: '저자', field: 'author', samples: ['지은이', '지은이', '지은이'] },
          { name: 'ISBN', field: 'isbn', samples: [] },
        ],
      })
      expect(seen.firstBooks).toHaveLength(10)
      expect(await counted()).toEqual(before)

      const { report } = await takesIn(path)
      const { rows: all, taken, joined, unchanged, refused, refusedByReason } = report
      expect(seen.report).toMatchObject({ rows: all, taken, joined, unchanged, refused, refusedByReason })
      expect((await app().previewImport(path)).report).toMatchObject({ taken: 0, joined: 0, unchanged: 470 })
    })

    it('may be told by a person which column holds what', async () => {
      const path = await listOf('가,나,다', `한강,${titled('사람이 알려 준 책')},EM-${round}`)
      const unknown = await app().previewImport(path)
      expect(unknown).toMatchObject({ report: null, layout: { columns: [{ field: null }, { field: null }, {}] } })
      expect(unknown.layout.columns.map(({ samples }) => samples[0])).toEqual([
        ...['한강', titled('사람이 알려 준 책'), `EM-${round}`],
      ])
      await expect(app().previewImport(path, { mapping: ['author', null, null] })).rejects.toThrow('제목이 든 열')
      const mapping = ['author', 'title', 'barcode'] as const
      expect((await app().previewImport(path, { mapping })).report).toMatchObject({ taken: 1 })
      await takesIn(path, mapping)
      expect(await copiesNamed(titled('사람이 알려 준 책'))).toMatchObject([{ barcode: `EM-${round}` }])
      const swapped = await listOf('도서명,저자', `한강,${titled('뒤바뀐 책')}`)
      await takesIn(swapped, ['author', 'title'])
      expect(await found(titled('뒤바뀐 책'))).toEqual([titled('뒤바뀐 책')])
    })
  })

  describe('taken in', () => {
    it('are kept with who, when, how far, and what was left out', async () => {
      const path = await listOf('도서명,ISBN', `${titled('들어온 책')},`, `${titled('틀린 책')},9788936434121`)
      const { importId } = await takesIn(path)
      expect(await app().importViews.import(importId)).toMatchObject({
        ...{ fileName: '도서목록.csv', startedBy: '사서', state: 'done' },
        counts: { rows: 2, taken: 1, joined: 0, unchanged: 0, archived: 0, refused: 1 },
      })
      expect(await app().importViews.refusedRows(importId, 0, 10)).toEqual([
        { line: 3, reason: 'isbn-invalid', excerpt: `${titled('틀린 책')},9788936434121` },
      ])
      expect((await app().importViews.imports(1)).map(({ id }) => id)).toEqual([importId])
    })

    it('and broken from the start say why, and are stopped', async () => {
      const { importId, done } = await app().startImport({
        ...{ path: await fileOf('%PDF-1.7'), fileName: 'x.csv', startedBy: '사서' },
      })
      await expect(done).rejects.toThrow('PDF 파일')
      expect(await app().importViews.import(importId)).toMatchObject({
        state: 'stopped',
        notices: [expect.any(String)],
      })
    })

    it.each(['UTF-8', 'CP949'] as const)(
      'as KORMARC in %s put call numbers and barcodes on the shelf',
      async (encoding) => {
        const title = titled('마크 똠방각하')
        const card: Field[] = [
          ['049', '0 ', 'l', `KM-${round}-1`, 'l', `KM-${round}-2`, 'c', 'c.2'],
          ['090', '  ', 'a', '813.7', 'b', '한11소'],
          ['245', '00', 'a', title],
        ]
        const path = await fileOf(marcOf([card], marcEncodings[encoding]), '책.mrc')
        expect((await takesIn(path)).report).toMatchObject({ taken: 1, refused: 0 })
        const { id } = await bookNamed(title)
        expect(
          await library.rows('SELECT barcode, call_number FROM copies WHERE book_id = ? ORDER BY copy_no', [id]),
        ).toEqual([
          { barcode: `KM-${round}-1`, call_number: '813.7 한11소' },
          { barcode: `KM-${round}-2`, call_number: '813.7 한11소 c.2' },
        ])
        expect((await takesIn(path)).report).toMatchObject({ unchanged: 1 })
      },
    )

    it('as a workbook', async () => {
      const title = titled('엑셀로 온 책')
      const path = await fileOf(
        workbookOf({
          장서: [
            ['도서명', '등록번호'],
            [title, 100_000 + round],
          ],
        }),
        '책.xlsx',
      )
      expect((await takesIn(path)).report).toMatchObject({ taken: 1 })
      expect(await copiesNamed(title)).toMatchObject([{ barcode: String(100_000 + round) }])
    })

    it('give barcodes to copies that have none, before they make new ones, and only once', async () => {
      const title = titled('바코드 없는 책')
      await takesIn(await listOf('도서명,권수', `${title},2`))
      const rows = [1, 2, 3].map((no) => `${title},BC-${round}-${no},813 ${no}`)
      const path = await listOf('도서명,등록번호,청구기호', ...rows)
      expect((await takesIn(path)).report).toMatchObject({ rows: 3, joined: 3 })
      expect(await copiesNamed(title)).toEqual(
        [1, 2, 3].map((no) => ({
          ...{ copy_no: no, barcode: `BC-${round}-${no}`, call_number: `813 ${no}`, state: 'kept' },
        })),
      )
      const { id } = await bookNamed(title)
      expect(await library.rows('SELECT barcode FROM copies WHERE book_id = ? ORDER BY copy_no', [id])).toEqual(
        [1, 2, 3].map((no) => ({ barcode: `BC-${round}-${no}` })),
      )
      expect((await takesIn(path)).report).toMatchObject({ unchanged: 3, joined: 0 })
    })

    it('leave out rows whose barcode is another’s, and only these', async () => {
      const [one, other] = [titled('임자 있는 책'), titled('뺏으려는 책')]
      await takesIn(await listOf('도서명,등록번호', `${one},OWN-${round}`))
      const path = await listOf(
        '도서명,등록번호',
        ...[
          `${other},OWN-${round}`,
          `${other},NEW-${round}`,
          `${other},NEW-${round}`,
          `${titled('혼자')},OWN-${round}`,
        ],
      )
      const { report } = await takesIn(path)
      expect(report).toMatchObject({ rows: 4, taken: 1, refused: 3 })
      expect(report.refusals.map(({ line, reason }) => [line, reason]).sort()).toEqual([
        [2, 'barcode-taken'],
        [4, 'barcode-twice'],
        [5, 'barcode-twice'],
      ])
      expect(await copiesNamed(other)).toMatchObject([{ barcode: `NEW-${round}` }])
      const alone = await takesIn(await listOf('도서명,등록번호', `${titled('혼자')},OWN-${round}`))
      expect(alone.report).toMatchObject({ taken: 0, refused: 1, refusedByReason: { 'barcode-taken': 1 } })
      await expect(bookNamed(titled('혼자'))).rejects.toThrow('there is no')
    })

    it('by two at once bring every book and every copy once', async () => {
      const names = Array.from({ length: 450 }, (_, index) => titled(`둘이서${index}`))
      const path = await listOf('도서명,등록번호', ...names.map((name, index) => `${name},TW${round}-${index}`))
      const both = await Promise.all([takesIn(path), takesIn(path)])
      expect(both.map(({ report }) => report.stopped)).toEqual([null, null])
      expect(both[0].report.taken + both[1].report.taken).toBe(450)
      const copies = await library.rows(`SELECT book_id FROM catalogue_copies WHERE barcode LIKE 'TW${round}-%'`)
      expect([copies.length, new Set(copies.map((row) => row['book_id'])).size]).toEqual([450, 450])
    })

    it('of more than two gigabytes are kept like others', async () => {
      const { importId } = await takesIn(await listOf('도서명', titled('큰목록')))
      const { runInTx } = storiesOn(app().dataSource, app().now)
      const counts = { rows: 1, taken: 1, joined: 0, unchanged: 0, archived: 0, refused: 0 }
      const size = { bytesRead: 3_000_000_000, totalBytes: 5_000_000_000 }
      const noted = await runInTx((tx) => noteImport(tx, { importId, counts: { ...counts, ...size }, refused: [] }))
      expect(noted.ok).toBe(true)
      expect((await app().importViews.import(importId))?.counts).toMatchObject(counts)
    })

    it('leave archived books in the archive, and say so', async () => {
      const title = titled('보관된 책')
      const path = await listOf('도서명', title)
      await takesIn(path)
      const { id } = await bookNamed(title)
      valueOf(await app().removeBook({ bookId: id, version: 1, mustStay: true }))
      const { report } = await takesIn(path)
      expect(report).toMatchObject({ rows: 1, archived: 1, unchanged: 0 })
      expect(report.notices.join()).toContain('보관한 책 1줄')
      expect(await found(title)).toEqual([])
    })
  })

  describe('taken back', () => {
    const ownBooks = (count: number) => Array.from({ length: count }, (_, index) => `${titled('되돌릴')} ${index}번`)

    it('are gone with every book and copy they brought, and may be taken in again', async () => {
      const [old] = ownBooks(1)
      await takesIn(await listOf('도서명', `${old}`))
      const path = await listOf(
        '도서명,권수,등록번호',
        ...ownBooks(130).map((title, no) => `${title},2,U${round}-${no}`),
      )
      const { importId, report } = await takesIn(path)
      expect(report).toMatchObject({ taken: 129, joined: 1 })
      await takesBack(importId)
      expect(await stateOf(importId)).toBe('undone')
      expect(await app().importViews.left(importId, 10)).toEqual([])
      expect(await found(titled('되돌릴'))).toEqual([old])
      expect(await copiesNamed(`${old}`)).toHaveLength(1)
      expect(
        await library.rows(
          `SELECT g.gram FROM title_grams g JOIN titles t ON t.book_no = g.book_no WHERE t.state = 'withdrawn' LIMIT 1`,
        ),
      ).toEqual([])
      expect((await takesIn(path)).report).toMatchObject({ taken: 129, joined: 1 })
      expect(await found(`${titled('되돌릴')} 77번`)).toEqual([`${titled('되돌릴')} 77번`])
    })

    it('leave what somebody has, what is set aside and what has other copies, and name them; what was lent is archived', async () => {
      const [onLoan = '', setAside = '', more = '', lent = '', free = ''] = ownBooks(5)
      const path = await listOf(
        '도서명,권수',
        `${onLoan},2`,
        ...[setAside, more, lent, free].map((title) => `${title},1`),
      )
      const { importId } = await takesIn(path)
      const id = async (title: string) => (await bookNamed(title)).id
      const [first, second] = [await reader(), await reader()]
      await rentalIn(library, first.memberId, await id(onLoan))
      const rented = await rentalIn(library, first.memberId, await id(setAside))
      await heldBy(library, second, await id(setAside))
      valueOf(await app().returnBook({ memberId: first.memberId, rentalId: rented, commandKey: null }))
      valueOf(await app().addCopy({ bookId: await id(more), barcode: null, callNumber: null }))
      const once = await rentalIn(library, first.memberId, await id(lent))
      valueOf(await app().returnBook({ memberId: first.memberId, rentalId: once, commandKey: null }))

      await takesBack(importId)
      const left = await app().importViews.left(importId, 10)
      expect(left.map(({ title, copyNo, why, dueOn }) => [title, copyNo, why, dueOn])).toEqual([
        [onLoan, left[0]?.copyNo, 'on-loan', '2026-12-05'],
        [setAside, 1, 'set-aside', null],
        [more, null, 'other-copies', null],
      ])
      expect(await copiesNamed(onLoan)).toHaveLength(1)
      expect((await copiesNamed(more)).map(({ copy_no }) => copy_no)).toEqual([2])
      expect((await bookNamed(lent)).state).toBe('removed')
      expect((await bookNamed(free)).state).toBe('deleted')
      expect(await found(titled('되돌릴'))).toEqual(expect.arrayContaining([onLoan, setAside, more]))
      expect(await found(lent)).not.toContain(lent)
      expect(await stateOf(importId)).toBe('undone')
    })

    it('killed half-way, go on with the next round of the clock', async () => {
      const path = await listOf('도서명', ...ownBooks(40))
      const { importId } = await takesIn(path)
      valueOf(await app().beginUndo(importId))
      const dying = app().carryUndo(importId, (books) => {
        if (books === 17) throw new Error('killed')
      })
      await expect(dying).rejects.toThrow('killed')
      expect(await stateOf(importId)).toBe('undoing')
      const kept = () =>
        library.rows(`SELECT id FROM catalogue_books WHERE import_id = ? AND state = 'kept'`, [importId])
      expect(await kept()).toHaveLength(23)
      expect(valueOf(await app().beginUndo(importId))).toEqual({ isNew: false })
      await library.settle()
      expect(await kept()).toEqual([])
      expect(await stateOf(importId)).toBe('undone')
      const events = await library.rows(
        `SELECT e.aggregate_id FROM events e JOIN catalogue_books b ON b.id = e.aggregate_id
         WHERE b.import_id = ? AND e.type = 'BookRemoved' GROUP BY e.aggregate_id HAVING COUNT(*) <> 1`,
        [importId],
      )
      expect(events).toEqual([])
    })

    it('by two at once are taken back once', async () => {
      const { importId } = await takesIn(await listOf('도서명', ...ownBooks(30)))
      valueOf(await app().beginUndo(importId))
      await Promise.allSettled([app().carryUndo(importId), app().carryUndo(importId)])
      await library.settle()
      expect(await stateOf(importId)).toBe('undone')
      const removals = await library.rows<{ n: number }>(
        `SELECT COUNT(*) AS n FROM events e JOIN catalogue_books b ON b.id = e.aggregate_id
         WHERE b.import_id = ? AND e.type = 'BookRemoved'`,
        [importId],
      )
      expect(Number(removals[0]?.n)).toBe(30)
    })

    it('not while they are being taken in; one that was killed over it may be, and goes on no more', async () => {
      const path = await listOf('도서명', ...ownBooks(450))
      let during: unknown
      let importId = '' as ImportId
      const begun = await app().startImport({
        ...{ path, fileName: '도서목록.csv', startedBy: '사서' },
        progress: ({ rows }) => {
          if (rows !== 200) return
          during ??= app().beginUndo(importId)
        },
      })
      importId = begun.importId
      await begun.done
      expect(kindsOf((await during) as Awaited<ReturnType<Library['app']['beginUndo']>>)).toEqual(['import-running'])

      await library.rows(`UPDATE imports SET state = 'running' WHERE id = ?`, [importId])
      expect(kindsOf(await app().beginUndo(importId))).toEqual(['import-running'])
      wait(library, 601)
      expect(kindsOf(await app().beginUndo(importId))).toBe('ok')
      await library.settle()
      expect(await stateOf(importId)).toBe('undone')
      expect(kindsOf(await app().beginUndo('none' as ImportId))).toEqual(['unknown-import'])
    })
  })
})
