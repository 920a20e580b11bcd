/** The house under fuzz: the product as a process of its own, a library full of people, a Kakao, and a hand that carries letters on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BookId } from '../../src/domain/ids.js'
import { crowd, type Member } from '../support/crowd.js'
import type { Engine } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { boss } from '../support/librarian.js'
import { openLibrary, payInBrowser, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { openStandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'
import { titles } from '../support/ways-of-speaking.js'
import { openChangeLog, type ChangeLog } from './change-log.js'

export type Town = {
  readonly product: Product
  readonly library: Library
  readonly changes: ChangeLog
  /** What the desk takes in or takes back behind its answers. */
  importsAreOver(): Promise<void>
  /** The clock's jobs and the letters, as the worker would have done them by now. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** What those who call prove themselves by. */
export const keys = {
  skills: 'the fuzz knows it too',
  kakaoAdmin: 'kakao-admin-key',
  solapi: 'solapi-webhook-secret',
} as const

const dayMs = 86_400_000
const members = 12

export async function openTown(engine: Engine): Promise<Town> {
  const database = await emptyLibrary(engine)
  const kakao = await openStandIn(() => new Date())
  const desk = { ROLES: 'bot,desk,simulator', ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password }
  const library = await openLibrary(engine, { database, env: { ...desk, ...kakao.env } })
  await fill(library)
  const changes = await openChangeLog(library)
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-fuzz-'))
  const product = await startProduct(
    testEnv(database.url, {
      ...kakao.env,
      KAKAO_BOOK_API_URL: `${new URL(kakao.env['KAKAOPAY_API_URL'] ?? '').origin}/simulator/books`,
      ROLES: 'bot,desk',
      DATA_DIR: folder,
      TRUSTED_PROXIES: '1',
      SKILL_SECRET: keys.skills,
      KAKAO_ADMIN_KEY: keys.kakaoAdmin,
      SOLAPI_WEBHOOK_SECRET: keys.solapi,
      LIBRARY_PHONE: '02-123-4567',
    }),
  )
  kakao.product.url = product.url
  return {
    product,
    library,
    changes,
    async importsAreOver() {
      const running = () => library.rows(`SELECT id FROM imports WHERE state IN ('running', 'undoing')`)
      if ((await running()).length > 0) await until('imports are over', async () => (await running()).length === 0)
    },
    async settle() {
      library.clock.set(new Date().toISOString())
      await library.settle()
      await refill(library)
    },
    async close() {
      await product.end('SIGTERM')
      await library.close()
      await kakao.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const strangeTitles = [
  ...[
    'C++ & <b>자료</b>구조',
    '"따옴표" 책',
    "it's ok",
    '100% 완전정복',
    '책 📚👨‍👩‍👧‍👦 이야기',
    'a_b\\c',
    '{{#webhook.intent}}',
    '#7 일곱',
  ],
  ...['아'.repeat(200), 'The '.repeat(40), '반납', '대여하기', '한강', '한강 한강', '마이페이지 사용법', '5', '만원'],
]

/** Books that are out, late, waited for and free; members with money and without, in good and in bad standing. */
async function fill(library: Library): Promise<void> {
  const longAgo = (days: number) => library.clock.set(new Date(Date.now() - days * dayMs).toISOString())
  longAgo(30)
  const books = await stock(library, [...titles.slice(0, 40), ...strangeTitles])
  const people = [...(await crowd(library, members - 3, 30_000)), ...(await crowd(library, 3))]
  const rents = async (who: number, book: number) => {
    const [member, one] = [people[who], books[book]]
    if (member && one) await library.app.rentBook({ memberId: member.memberId, bookId: one, commandKey: null })
  }
  await rents(0, 0)
  await rents(1, 1)
  longAgo(9)
  await library.settle()
  for (const [who, book] of [
    [0, 2],
    [2, 3],
    [3, 4],
    [4, 6],
  ] as const)
    await rents(who, book)
  longAgo(4)
  await library.settle()
  for (const [who, book] of [
    [2, 9],
    [5, 12],
    [6, 15],
    [7, 18],
  ] as const)
    await rents(who, book)
  for (const [who, book] of [
    [5, 0],
    [6, 0],
    [7, 9],
    [8, 12],
  ] as const)
    await holds(library, people[who], books[book])
  longAgo(0)
  await library.settle()
}

async function holds(library: Library, member: Member | undefined, bookId: BookId | undefined) {
  if (member && bookId) await library.app.holdBook({ memberId: member.memberId, bookId, commandKey: null })
}

/** In the place of those who left or were turned away come others; there is money, and what was asked to be paid is paid. */
async function refill(library: Library): Promise<void> {
  const well = await library.rows('SELECT id FROM members WHERE user_key IS NOT NULL AND blocked_until IS NULL')
  if (well.length < members) await crowd(library, members - well.length, 30_000)
  const asked = await library.rows<{ page_token: string }>(
    `SELECT page_token FROM deposits WHERE state = 'requested' ORDER BY id DESC LIMIT 2`,
  )
  for (const { page_token } of asked) await payInBrowser(`${library.url}/pay/${page_token}`).catch(() => null)
  await library.settle()
  const books = await library.rows('SELECT book_id FROM titles')
  if (books.length < 40)
    await stock(
      library,
      titles.slice(0, 20).map((title) => `${title} ${books.length}`),
    )
}

/** All of them findable on lending's shelf; their ids in the same order. */
async function stock(library: Library, titles: readonly string[]): Promise<BookId[]> {
  const entries = titles.map((title, at) => {
    const facts = { publisher: '펴낸곳', publishedYear: 2020, volume: null, series: null, coverUrl: null, marks: [] }
    const copies = 1 + (at % 3)
    const author = at % 3 === 0 ? '한강' : '지은이'
    const feeWon = at % 4 === 0 ? 700 : null
    const record = {
      ...facts,
      title,
      author,
      copies,
      feeWon,
      isbn13: null,
      kdc: null,
      popularity: at,
      bookKey: `fuzz:${Buffer.from(title).toString('hex').slice(0, 50)}${at}`,
    }
    return { record, copiesAtLeast: copies, marks: [] }
  })
  await library.app.stockCatalogue(entries)
  while ((await library.app.deliverLetters()) > 0);
  const shelf = await library.rows<{ book_id: BookId; title: string }>('SELECT book_id, title FROM titles')
  const idOf = new Map(shelf.map(({ book_id, title }) => [title, book_id]))
  return titles.flatMap((title) => idOf.get(title) ?? [])
}
