/** How much does each answer cost beside a bare Express that sends the very same JSON? One at a time, and 32 at once. */
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { shelf } from '../src/infra/db/shelf.js'
import type { Write } from '../src/infra/db/sql.js'
import type { Called, Callers } from './callers.js'
import { feeWon, pair, pairs } from './cast.js'
import type { Databases } from './databases.js'
import { fill, lateRentals, rentalsEach } from './filling.js'
import { madeUpBooks } from './made-up-books.js'
import type { BenchOptions } from './options.js'
import { ratios, takeTurns } from './rounds.js'
import { cpuSeconds, startBare, startProduct, type ServerProcess } from './servers.js'
import { sayPayload, secret } from './skill-call.js'
import { atLeast, middle, ms, ratio, sayTable, whole } from './tables.js'
import { todayInSeoul } from './today.js'

type Skill = { readonly name: string; readonly says: string; readonly by: 'nobody' | 'members'; readonly hears: string }

const skills: readonly Skill[] = [
  { name: 'help, asked by nobody we know: the pipeline alone', says: '도움말', by: 'nobody', hears: 'help/ok' },
  { name: 'opening hours, asked by nobody we know', says: '운영 시간', by: 'nobody', hears: 'hours/ok' },
  { name: 'greeting', says: '안녕하세요', by: 'members', hears: 'help/ok' },
  { name: 'opening hours', says: '운영 시간', by: 'members', hears: 'hours/ok' },
  { name: 'a way to a person', says: '상담원 연결해 주세요', by: 'members', hears: 'contact/ok' },
  { name: 'search', says: '아이', by: 'members', hears: 'search/ok' },
  { name: 'search that finds nothing', says: '도롱뇽 안내서', by: 'members', hears: 'search/nothing-found' },
  { name: 'a book', says: '#17', by: 'members', hears: 'book/ok' },
  { name: '마이페이지', says: '마이페이지', by: 'members', hears: 'mypage/ok' },
  { name: 'due dates', says: '반납일 언제야?', by: 'members', hears: 'mypage/ok' },
  { name: 'balance', says: '적립금 얼마 남았어?', by: 'members', hears: 'mypage/ok' },
  { name: 'ledger', says: '적립금 내역', by: 'members', hears: 'mypage/ok' },
  { name: '인기 도서', says: '인기 도서 추천해줘', by: 'members', hears: 'recommend/ok' },
  { name: 'renewal refused', says: '모두 연장', by: 'members', hears: 'renew/renewal-limit-reached' },
]

/** The first of them are late, and hear of nothing else. */
const members = 500
const manyAtOnce = 32
/** Until both servers run at their usual speed. */
const warmUpCalls = 4_000

export async function benchSkills(options: BenchOptions, databases: Databases, callers: Callers): Promise<void> {
  const databaseUrl = await databases.mariadbUrl('skills')
  await library(databaseUrl)
  const product = await startProduct(databaseUrl, { profileTo: options.profileTo })
  const bare = await startBare('express')
  try {
    for (const { port } of [product, bare])
      await callers.call({
        port,
        calls: { says: '도움말', by: null, times: warmUpCalls },
        atOnce: manyAtOnce,
        expected: [''],
      })
    const rows: string[][] = []
    for (const skill of skills) rows.push(await measureSkill(skill, options, { product, bare, callers }))
    sayTable(
      'Skills: the whole pipeline on MariaDB beside a bare Express that parses the same call and sends the same answer',
      [
        ...['what is asked', 'a second, 32 at once', 'p50 / p99 ms', 'alone: p50 / p99 ms', 'CPU µs', 'bare CPU µs'],
        ...['ratio of the rates', 'goal'],
      ],
      rows,
    )
  } finally {
    await bare.close()
    await product.close()
  }
}

/** Every member has a book out, whose title has a second copy on the shelf, and a name that can be looked for. */
async function library(databaseUrl: string): Promise<void> {
  const dataSource = await openDataSource(databaseUrl)
  const sql = openSql(dataSource)
  await fill(sql, 0, members * rentalsEach, todayInSeoul())
  const secondCopies = `INSERT INTO copies (id, book_id, copy_no, state, version)
    SELECT REPLACE(id, '-000d-', '-010d-'), book_id, 2, state, 1 FROM copies`
  const writes: Write[] = [secondCopies, 'DELETE FROM titles'].map((text) => ({ sql: text, params: [] }))
  const named: Parameters<ReturnType<typeof shelf>['put']>[0][number][] = []
  for await (const book of madeUpBooks(members)) {
    const bookNo = named.length + 1
    const { bookId } = pair(named.length)
    named.push({ bookId, version: 1, book: { ...book, bookNo }, feeWon, foundBefore: null })
  }
  shelf(sql, (write) => void writes.push(write)).put(named)
  await sql.carryOut(writes)
  await dataSource.destroy()
}

type Field = { readonly product: ServerProcess; readonly bare: ServerProcess; readonly callers: Callers }
type Measured = Called & { readonly cpuMicros: number }

async function measureSkill(skill: Skill, { skillCalls }: BenchOptions, field: Field): Promise<string[]> {
  const { product, bare, callers } = field
  const { rounds, warmUps, atOnce: many, alone } = skillCalls
  const [intent, outcome] = skill.hears.split('/')
  const by = skill.by === 'members' ? pairs(lateRentals, members - lateRentals).map(({ userKey }) => userKey) : null
  await teach(bare, await answerOf(product, skill, by?.[0] ?? null))
  const measured: Measured[][] = [[], [], []]
  const contender = (place: number, { port }: ServerProcess, atOnce: number, times: number) => ({
    name: String(place),
    async run(round: number) {
      const before = await cpuSeconds(port)
      const calls = { says: skill.says, by, times }
      const expected = [`"intent":"${intent}","outcome":"${outcome}"`]
      const called = await callers.call({ port, calls, atOnce, expected })
      const cpuMicros = (((await cpuSeconds(port)) - before) / times) * 1e6
      if (round >= warmUps) measured[place]?.push({ ...called, cpuMicros })
      return called.rate
    },
  })
  const contenders = [
    contender(0, product, manyAtOnce, many),
    contender(1, bare, manyAtOnce, many),
    contender(2, product, 1, alone),
  ]
  const rates = await takeTurns(contenders, warmUps, rounds)
  const ours = ratios(rates.get('0') ?? [], rates.get('1') ?? [])
  const of = (place: number, what: keyof Omit<Measured, 'said'>) =>
    middle((measured[place] ?? []).map((one) => one[what]))
  const waits = (place: number) => `${ms(of(place, 'medianMs'))} / ${ms(of(place, 'p99Ms'))}`
  return [
    ...[skill.name, whole(of(0, 'rate')), waits(0), waits(2), whole(of(0, 'cpuMicros')), whole(of(1, 'cpuMicros'))],
    ...[ratio(ours), skill.by === 'nobody' ? atLeast(0.9, middle(ours)) : ''],
  ]
}

async function answerOf(
  { port }: ServerProcess,
  { says, name, hears }: Skill,
  userKey: Parameters<typeof sayPayload>[0],
) {
  const answered = await fetch(`http://127.0.0.1:${port}/skills/dialog`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-skill-secret': secret },
    body: JSON.stringify(sayPayload(userKey, says)),
  })
  const answer = (await answered.json()) as { data?: { intent?: string; outcome?: string } }
  const heard = `${answer.data?.intent}/${answer.data?.outcome}`
  if (heard !== hears) throw new Error(`${name}: ${says} is answered ${heard}, not ${hears}`)
  return answer
}

async function teach({ port }: ServerProcess, answer: unknown): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/answer`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  })
}
